public import Corpus
public import Foundation

/// What a tuning has found so far: features of questions, and the weights of each of its steps. Kept in a file, where one is
/// named, so that a tuning that was stopped or killed goes on where it was, and ends with the same bytes.
///
/// Not for use from two tasks at once.
public final class TuningState {
    /// Names a question set with all that its features depend on.
    public struct SetID: ContentIdentifier {
        public static let kind = "set"
        public let rawValue: String
        public init(rawValue: String) { self.rawValue = rawValue }
    }

    /// One line of the file.
    private struct Record: Codable {
        /// The sets that it was made of.
        let sets: [SetID]
        var features: CandidateFeatures?
        var step: String?
        var weights: [Float]?
    }

    private struct Step: Hashable {
        let sets: [SetID]
        let name: String
    }

    private var journal: Journal?
    private var features: [SetID: [String: CandidateFeatures]] = [:]
    private var weights: [Step: [Float]] = [:]
    /// Records of the file that were found again, and those that were of something else.
    public private(set) var (known, stale) = (0, 0)

    /// In memory only.
    public init() {}

    /// Reads a file, made where it is not there; what is not of `sets` is removed from it.
    /// - Throws: `state-malformed` for a file of another kind, which is left alone; `file-unwritable`.
    public init(_ file: URL, for sets: [SetID]) throws {
        var journal = try Journal(file)
        let lines = try journal.lines()
        let records = try lines.map { line in
            do { return try JSONDecoder().decode(Record.self, from: line) } catch {
                throw BylineError(
                    "state-malformed", "\(file.path) is not the state of a tuning.",
                    remedy: "Name a file that does not exist yet, or one that 'byline evaluate tune' wrote.",
                    cause: error)
            }
        }
        var kept: [Data] = []
        for (line, record) in zip(lines, records) where record.sets.allSatisfy(sets.contains) {
            take(record)
            kept.append(line)
        }
        (known, stale) = (kept.count, lines.count - kept.count)
        if stale > 0 {
            try Data(kept.joined(separator: [UInt8(ascii: "\n")]) + (kept.isEmpty ? [] : [UInt8(ascii: "\n")]))
                .write(to: file, options: .atomic)
            journal = try Journal(file)
        }
        self.journal = journal
    }

    func features(of question: String, in set: SetID) -> CandidateFeatures? { features[set]?[question] }

    func add(_ found: CandidateFeatures, to set: SetID) throws {
        try add(Record(sets: [set], features: found))
    }

    /// The weights of a step: those that are known, else what `make` finds, which is on disk when this returns.
    func weights(of step: String, on sets: [SetID], make: () throws -> [Float]) throws -> [Float] {
        if let known = weights[Step(sets: sets, name: step)] { return known }
        let made = try make()
        try add(Record(sets: sets, step: step, weights: made))
        return made
    }

    private func add(_ record: Record) throws {
        try journal?.append(record)
        take(record)
    }

    private func take(_ record: Record) {
        if let found = record.features, let set = record.sets.first {
            features[set, default: [:]][found.question] = found
        }
        if let step = record.step, let found = record.weights {
            weights[Step(sets: record.sets, name: step)] = found
        }
    }
}
