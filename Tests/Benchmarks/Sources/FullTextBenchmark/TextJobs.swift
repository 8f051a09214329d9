import Corpus
import Foundation
import Measuring
import Store

/// What can be asked for, one method a job.
struct TextJobs {
    let passages: [String]
    let questions: [[String]]
    private var collection = TextCollection()
    private let file = FileManager.default.temporaryDirectory
        .appendingPathComponent("byline-texts-\(ProcessInfo.processInfo.processIdentifier)")
    private static let groups = 100

    init(passages: [String], questions: [[String]]) {
        self.passages = passages
        self.questions = questions
    }

    mutating func run(_ name: String, _ words: [String]) throws -> FullTextBenchmark.Answer {
        var answer = FullTextBenchmark.Answer(job: name)
        let number = words.first.flatMap(Int.init)
        switch name {
        case "build":
            answer.milliseconds = [milliseconds { build() }]
            answer.note = "\(collection.size) bytes"
        case "terms": answer.terms = questions
        case "stems": answer.terms = passages.prefix(number ?? passages.count).map(Self.stems)
        case "question-stems": answer.terms = questions.map { $0.flatMap(Self.stems) }
        case "any": each(&answer, limit: number ?? 10, .standing) { ($0, .any) }
        case "all": each(&answer, limit: 10, .standing) { (Array($0.prefix(number ?? 3)), .all) }
        case "phrase": each(&answer, limit: 10, .standing) { ([$0.prefix(2).joined(separator: " ")], .any) }
        case "filter":
            let outlets = (0..<(number ?? 1)).map { "outlet \($0)" }
            each(&answer, limit: 10, SearchFilter(sources: Set(outlets))) { ($0, .any) }
        case "save": answer.milliseconds = [try milliseconds { try collection.write(to: file) }]
        case "open": try open(&answer)
        default: answer.note = "unknown"
        }
        return answer
    }

    /// Batches are what one transaction of an ingestion brings.
    private mutating func build() {
        collection = TextCollection()
        for first in stride(from: 0, to: passages.count, by: 1024) {
            collection.append(
                (first..<min(first + 1024, passages.count)).map { number in
                    let group = Int((UInt64(number) &* 0x9E37_79B9_7F4A_7C15) >> 32) % Self.groups
                    return TextCollection.Row(key: Int64(number), text: passages[number], source: "outlet \(group)")
                })
        }
    }

    private static func stems(_ text: String) -> [String] {
        Words.words(in: text).map { PorterStemmer.stem($0.folded) }
    }

    private func each(
        _ answer: inout FullTextBenchmark.Answer, limit: Int, _ filter: SearchFilter,
        _ query: ([String]) -> (terms: [String], match: TermQuery.Match)
    ) {
        for question in questions {
            let (terms, match) = query(question)
            var chunks: [ScoredChunk] = []
            answer.milliseconds.append(
                milliseconds {
                    let query = TermQuery(terms: terms, limit: limit, match: match)
                    chunks = collection.matching([query], filter: filter).first?.chunks ?? []
                })
            answer.found.append(chunks.map(\.key))
            answer.scores.append(chunks.map(\.score))
        }
    }

    private func open(_ answer: inout FullTextBenchmark.Answer) throws {
        var opened: TextCollection?
        answer.milliseconds = [milliseconds { opened = TextCollection(contentsOf: file) }]
        answer.note = "\(opened?.count ?? 0) rows"
        try FileManager.default.removeItem(at: file)
    }
}
