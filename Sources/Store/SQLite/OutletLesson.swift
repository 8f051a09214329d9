import Corpus
import Foundation
import GRDB

/// What is learned of an outlet while its articles are written: that it withdrew one, or corrected one.
///
/// Each article counts once for each, whatever comes in again. What is learned holds from the moment from which the version that
/// teaches it stood, so that no search as of an earlier one knows of it.
enum OutletLesson {
    /// To be called for a version that is new; `before` is the version that stood until then.
    static func learn(
        _ db: Database, from article: Article, replacing before: Int64?, corpus: Int64, at now: Int64
    ) throws {
        guard !article.source.isEmpty || article.url != nil,
            let outcome = try outcome(db, of: article, replacing: before)
        else { return }
        let stood = max(article.knownFrom, article.publishedAt ?? article.knownFrom)
        let change = CredibilityChange(
            .outcome(outcome, weight: outcome.weight), source: article.source, url: article.url,
            cause: "The outlet \(outcome == .retracted ? "withdrew" : "corrected") article \(article.id).",
            holdsFrom: stood, key: "\(outcome.rawValue):\(article.id)")
        try CredibilityRow.insert(db, change, corpus: corpus, at: now)
    }

    private static func outcome(
        _ db: Database, of article: Article, replacing before: Int64?
    ) throws -> CredibilityOutcome? {
        if article.retracted { return .retracted }
        guard let before else { return nil }
        let text = try Row.fetchOne(
            db.cachedStatement(sql: "SELECT text FROM version WHERE id = ?"), arguments: [before]
        ).map { String(decoding: $0[0] as Data, as: UTF8.self) }
        return CorrectionNotice.appears(in: article.text, after: text ?? "") ? .corrected : nil
    }
}
