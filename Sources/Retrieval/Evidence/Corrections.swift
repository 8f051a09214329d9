import Corpus
import Foundation
import Store

/// What a search knows of corrections among its candidates: of those that stood at its moment.
///
/// Which articles were corrected stands in the log of credibility, so that whoever takes the entry back takes this back
/// as well. Versions that came after the moment are not read.
struct Corrections: Sendable {
    /// Corrected articles whose claims are compared with other passages, of those of one search: the first ones.
    static let depth = 8
    /// How much less may be believed of an outlet that corrects itself than of one that told the same: correcting costs it a little.
    private static let disadvantage = 0.1

    private let articles: [CorrectedArticle]
    private let standings: SourceStandings

    /// Reads the versions of the articles that were corrected, some at most; as a rule there are none.
    /// - Parameter candidates: of the search, those that matter most first.
    init(
        of candidates: [StoredPassage], in store: any Store, as request: SearchRequest, _ beliefs: CredibilityBook,
        standings: SourceStandings
    ) async throws {
        var seen: Set<ArticleID> = []
        var articles: [CorrectedArticle] = []
        for article in candidates.lazy.map(\.article)
        where seen.count < Self.depth && beliefs.corrected.contains(article.id) && !standings.isNewcomer(article) {
            guard seen.insert(article.id).inserted else { continue }
            let versions = try await store.versions(of: article.id, in: request.corpus).filter { version in
                request.filter.asOf.map { CorrectedArticle.stood(version.article) <= $0 } ?? true
            }
            CorrectedArticle(versions).map { articles.append($0) }
        }
        (self.articles, self.standings) = (articles, standings)
    }

    /// Where no article was ever corrected.
    static let none = Corrections()

    private init() { (articles, standings) = ([], SourceStandings(.empty, outlets: [])) }

    /// Of each candidate, by its sentence that is closest to the question: 1 where a correction put that sentence right, −1 where
    /// it tells, from before, what a correction of another article took back.
    func values(of candidates: [StoredPassage], _ terms: [PassageTerms], question: [Float]) -> [Float] {
        guard !articles.isEmpty else { return candidates.map { _ in 0 } }
        return zip(candidates, terms).map { passage, terms in
            guard let sentence = terms.sentence(closest(passage, question)) else { return 0 }
            if let own = articles.first(where: { $0.article.id == passage.article.id }) {
                return own.putRight(sentence) ? 1 : 0
            }
            return articles.contains { isOvertaken(passage.article, by: $0) && $0.tookBack(sentence) } ? -1 : 0
        }
    }

    /// The place of the closest sentence; the first one's where sentences have no vectors.
    private func closest(_ passage: StoredPassage, _ question: [Float]) -> Int {
        let closeness = passage.sentenceVectors.map { $0.dot(question) }
        return closeness.indices.reduce(0) { closeness[$1] > closeness[$0] ? $1 : $0 }
    }

    private func isOvertaken(_ article: ArticleHead, by correction: CorrectedArticle) -> Bool {
        guard article.knownFrom < correction.stood else { return false }
        let other = correction.article
        return standings.belief(source: other.source, url: other.url).mean + Self.disadvantage
            >= standings.belief(source: article.source, url: article.url).mean
    }
}
