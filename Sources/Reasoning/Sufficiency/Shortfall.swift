import Corpus
import Foundation
import Retrieval
import Store

/// Says of evidence that does not suffice what was looked for, what came nearest, and what is missing.
public struct Shortfall: Sendable {
    let task: WritingTask

    private var pool: SentencePool { task.reading.pool }

    /// One sentence for a reader. `what` says what is missing.
    func sentence(_ what: String) -> String { "\(what)\(looked)\(nearest)." }

    /// Where no rule says what is missing: the part of the question that the evidence has least of, or its words.
    var missing: String {
        let clauses = task.assessment.clauses
        if clauses.count > 1, let weakest = clauses.min(by: { SufficiencyModel.found($0) < SufficiencyModel.found($1) })
        {
            return "No passage says enough about \(Self.quoted(weakest.text))\(absentWords)"
        }
        return "No passage says enough about this\(absentWords)"
    }

    private var absentWords: String {
        let terms = task.reading.rankings.first?.scorer.missingTerms.prefix(3).map(Self.quoted) ?? []
        return terms.isEmpty ? "" : "; nothing mentions \(Self.list(Array(terms), joint: "or"))"
    }

    /// What was searched for: the weightiest words.
    private var looked: String {
        let terms = task.plan.names.isEmpty ? Array(task.plan.terms.prefix(4)) : Array(task.plan.names.prefix(3))
        return terms.isEmpty ? "" : ". Looked for \(Self.list(terms.map(Self.quoted), joint: "and"))"
    }

    /// The article that comes nearest, with its outlet and date.
    private var nearest: String {
        let place = task.assessment.nearest ?? 0
        guard pool.evidence.indices.contains(place) else { return "" }
        let article = pool.evidence[place].passage.article
        guard !article.title.isEmpty else { return "" }
        let date = article.publishedAt?.formatted(.iso8601.year().month().day())
        let origin = [article.source.isEmpty ? nil : article.source, date].compactMap(\.self).joined(separator: ", ")
        return "; the closest article is \(Self.quoted(article.title))" + (origin.isEmpty ? "" : " (\(origin))")
    }

    /// A part of a question as a refusal or a note shows it.
    public static func quoted(_ text: String) -> String {
        "\u{201C}\(text.trimmingCharacters(in: CharacterSet(charactersIn: " ,;:?.")))\u{201D}"
    }

    /// "a, b and c", or with "or".
    static func list(_ items: [String], joint: String) -> String {
        guard items.count > 1, let last = items.last else { return items.first ?? "" }
        return "\(items.dropLast().joined(separator: ", ")) \(joint) \(last)"
    }
}
