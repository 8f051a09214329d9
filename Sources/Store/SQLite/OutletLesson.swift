import Corpus
import Foundation
import GRDB

/// What is learned of an outlet while its articles are written: that it withdrew one, or corrected one.
///
/// Each article counts once for each, whatever comes in again. What is learned holds from the moment from which the version that
/// teaches it stood, so that no search as of an earlier one knows of it.
struct OutletLesson {
    let db: Database
    let corpus: Int64
    /// In milliseconds.
    let now: Int64

    /// To be called for a version that is new, with its place among the others; they may come in any order.
    func learn(from article: Article, at place: Timeline.Place) throws {
        guard !article.source.isEmpty || article.url != nil else { return }
        let stood = max(article.knownFrom, article.publishedAt ?? article.knownFrom)
        if article.retracted {
            try record(.retracted, of: article, from: stood)
        } else if let before = try place.before.flatMap(text),
            CorrectionNotice.appears(in: article.text, after: before.text)
        {
            try record(.corrected, of: article, from: stood)
        }
        if let after = try place.after.flatMap(text), !after.isRetracted,
            CorrectionNotice.appears(in: after.text, after: article.text)
        {
            try record(.corrected, of: article, from: after.stood)
        }
    }

    private func record(_ outcome: CredibilityOutcome, of article: Article, from stood: Date) throws {
        let change = CredibilityChange(
            .outcome(outcome, weight: outcome.weight), source: article.source, url: article.url,
            cause: "The outlet \(outcome == .retracted ? "withdrew" : "corrected") article \(article.id).",
            holdsFrom: stood, key: CredibilityChange.key(outcome, of: article.id))
        try CredibilityRow.insert(db, change, corpus: corpus, at: now)
    }

    private func text(ofVersion version: Int64) throws -> (text: String, isRetracted: Bool, stood: Date)? {
        try Row.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT text, retracted, MAX(known_from, coalesce(published_at, known_from)) FROM version WHERE id = ?
                    """), arguments: [version]
        ).map { (String(decoding: $0[0] as Data, as: UTF8.self), $0[1], Instant.date($0[2])) }
    }
}
