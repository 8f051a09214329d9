public import Corpus
import Foundation
import Retrieval
import Store

/// The ids that a file of articles gives them: by these, judgements from elsewhere speak of documents.
public struct DocumentNames: Sendable {
    private let names: [ArticleID: String]

    /// Reads a file or folder as an ingestion into `corpus` does; records without an id of their own, and bad ones, are left
    /// out. Of two records that are one article, the first names it. Throws `input-unreadable`.
    public init(articles path: String, corpus: CorpusName) throws {
        let reader = try ArticleReaders.open(path)
        let normaliser = Normaliser()
        var names: [ArticleID: String] = [:]
        while let outcome = try reader.next() {
            guard case .article(let raw, _) = outcome, let name = raw.id,
                let article = try? normaliser.article(
                    from: raw, in: corpus, provenance: .live, ingestedAt: Date())
            else { continue }
            if names[article.id] == nil { names[article.id] = name }
        }
        self.names = names
    }

    /// The document's name; an article that the file does not have goes by its own id.
    func name(of article: ArticleID) -> String { names[article] ?? article.rawValue }
}

extension RetrievalEvaluation {
    /// What was found as a run of articles, each at the place of its best passage.
    public func articleRun(tag: String, names: DocumentNames) -> Run {
        let documents = outcomes.map { outcome in
            var seen: Set<String> = []
            let documents = outcome.hits.map {
                Run.Document(id: names.name(of: $0.passage.article.id), score: Double($0.score))
            }
            return (outcome.question.id, documents.filter { seen.insert($0.id).inserted })
        }
        return Run(tag: tag, Dictionary(documents) { first, _ in first })
    }

    /// How often what was current stood before what was not, over the questions that were asked and judged. A document with a
    /// grade of 1 or more was current, one with less was outdated or wrong; what nobody judged is on another matter.
    public func temporalAccuracy(_ judgements: Judgements, names: DocumentNames) -> TemporalAccuracy {
        TemporalAccuracy(
            outcomes.compactMap { outcome in
                guard let grades = judgements.grades[outcome.question.id] else { return nil }
                let ranking = outcome.hits.map { hit in
                    RankedItem(isCurrent: grades[names.name(of: hit.passage.article.id)].map { $0 > 0 })
                }
                return (ranking, grades.values.contains { $0 > 0 })
            })
    }
}
