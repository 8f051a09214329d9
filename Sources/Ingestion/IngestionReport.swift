public import Corpus

/// What an ingestion did.
public struct IngestionReport: Sendable {
    /// Articles read that were good.
    public var read = 0
    /// Articles that were not there before.
    public var inserted = 0
    /// New versions of articles that were.
    public var updated = 0
    /// Versions that were stored already.
    public var unchanged = 0
    /// Chunks written.
    public var chunks = 0
    /// Tokens of the chunks written, by the chunking's tokenizer.
    public var tokens = 0
    /// Records that could not be read or normalised; of more than ``faultLimit`` only the first are kept.
    public var faults: [RecordFault] = []
    /// How many there were.
    public var faultCount = 0
    /// Articles in a language that the encoder was not trained for, by language.
    public var untrainedLanguages: [String: Int] = [:]

    /// Chunks written with vectors that have figures: what ``Corroborator`` compares with other reports.
    public var withFigures: [ChunkID] = []

    /// Faults kept with their text, so that a broken 10 GB file does not fill the memory.
    public static let faultLimit = 1_000

    public init() {}

    mutating func add(_ fault: RecordFault) {
        faultCount += 1
        if faults.count < Self.faultLimit { faults.append(fault) }
    }

    /// Sentences for the person who ingests; empty where all is well.
    public var warnings: [String] {
        untrainedLanguages.sorted { $0.key < $1.key }.map { language, count in
            "\(count) \(count == 1 ? "article is" : "articles are") in '\(language)', for which the encoder was not "
                + "trained: they are found by their words, and less well by meaning."
        }
    }
}

/// How far an ingestion has come.
public struct IngestionProgress: Sendable {
    /// Bytes of the input taken so far, and in all where that is known.
    public var bytesRead: Int64
    public var totalBytes: Int64?
    /// Articles whose fate is decided: written, or stored already.
    public var articles: Int
    public var chunks: Int
    public var faults: Int
}

extension IngestionReport {
    /// Adds what another ingestion did.
    public mutating func merge(_ other: IngestionReport) {
        read += other.read
        inserted += other.inserted
        updated += other.updated
        unchanged += other.unchanged
        withFigures += other.withFigures
        chunks += other.chunks
        tokens += other.tokens
        let dropped = other.faultCount - other.faults.count
        for fault in other.faults { add(fault) }
        faultCount += dropped
        untrainedLanguages.merge(other.untrainedLanguages, uniquingKeysWith: +)
    }
}
