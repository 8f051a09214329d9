import Corpus
public import Foundation

/// All that judges said, in the order in which they said it: a file of JSON Lines that only grows, so that a judgement is on
/// disk as soon as it is made, and one that was taken back leaves its trace.
public final class JudgementLog {
    private let journal: Journal
    private var standing: [Passage: (order: Int, judgement: PassageJudgement)] = [:]
    private var order = 0

    private struct Passage: Hashable {
        let judge: String
        let question: String
        let document: String
    }

    /// What stands, oldest first.
    public var judgements: [PassageJudgement] { standing.values.sorted { $0.order < $1.order }.map(\.judgement) }

    /// Opens a file, made where it is not there.
    /// - Throws: `judgements-malformed` for a file of another kind, which is left alone; `file-unwritable`.
    public init(_ file: URL) throws {
        journal = try Journal(file)
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .iso8601
        for (index, line) in try journal.lines().enumerated() {
            do {
                take(try decoder.decode(PassageJudgement.self, from: line))
            } catch {
                throw BylineError(
                    .judgementsMalformed, "Line \(index + 1) of \(file.path) is no judgement of a passage.",
                    remedy: "Name a file that does not exist yet, or one that 'byline evaluate judge' wrote.",
                    cause: error)
            }
        }
    }

    /// Takes a judgement, which is on disk when this returns.
    public func append(_ judgement: PassageJudgement) throws {
        try journal.append(judgement)
        take(judgement)
    }

    private func take(_ judgement: PassageJudgement) {
        order += 1
        let passage = Passage(
            judge: judgement.judge, question: judgement.question, document: judgement.document)
        standing[passage] = judgement.grade == nil ? nil : (order, judgement)
    }

    /// One grade for each passage: where several judges gave one, the median, and of two in the middle the lower, so that
    /// nothing counts as relevant by one judge against another.
    public var qrels: Judgements {
        var grades: [String: [String: [Int]]] = [:]
        for judgement in judgements {
            grades[judgement.question, default: [:]][judgement.document, default: []]
                .append(judgement.grade?.rawValue ?? 0)
        }
        return Judgements(grades.mapValues { $0.mapValues { $0.sorted()[($0.count - 1) / 2] } })
    }
}
