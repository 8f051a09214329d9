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

    /// Of which an outlet that is heard corrected something.
    private let corrected: Set<ArticleID>
    /// Some of them, with what they took back.
    private let articles: [CorrectedArticle]
    private let standings: SourceStandings

    /// Reads the versions of the articles that were corrected, some at most; as a rule there are none.
    /// - Parameter candidates: of the search, those that matter most first.
    init(
        of candidates: [StoredPassage], in store: any Store, as request: SearchRequest, _ beliefs: CredibilityBook,
        standings: SourceStandings
    ) async throws {
        var corrected: Set<ArticleID> = []
        var articles: [CorrectedArticle] = []
        for article in candidates.lazy.map(\.article)
        where beliefs.corrected.contains(article.id) && !standings.isNewcomer(article) {
            guard corrected.insert(article.id).inserted, corrected.count <= Self.depth else { continue }
            let versions = try await store.versions(of: article.id, in: request.corpus).filter { version in
                request.filter.asOf.map { CorrectedArticle.stood(version.article) <= $0 } ?? true
            }
            CorrectedArticle(versions).map { articles.append($0) }
        }
        (self.corrected, self.articles, self.standings) = (corrected, articles, standings)
    }

    /// Where no article was ever corrected.
    static let none = Corrections()

    private init() {
        (corrected, articles, standings) = ([], [], SourceStandings(.empty, outlets: []))
    }

    /// Of each candidate: 1 in an article that its outlet corrected, −1 where it tells, from before, what a correction took back.
    func values(of candidates: [StoredPassage], _ terms: [PassageTerms]) -> [Float] {
        guard !corrected.isEmpty else { return candidates.map { _ in 0 } }
        return zip(candidates, terms).map { passage, terms in
            if corrected.contains(passage.article.id) { return 1 }
            return articles.contains { isOvertaken(passage.article, by: $0) && $0.isTold(by: terms) } ? -1 : 0
        }
    }

    private func isOvertaken(_ article: ArticleHead, by correction: CorrectedArticle) -> Bool {
        guard article.knownFrom < correction.stood else { return false }
        let other = correction.article
        return standings.belief(source: other.source, url: other.url).mean + Self.disadvantage
            >= standings.belief(source: article.source, url: article.url).mean
    }
}
