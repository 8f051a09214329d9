import Foundation

@testable import Reasoning

/// Cases for tests of checks: a claim, what it cites, and what stands around that.
enum SupportCases {
    /// What a check has against a claim.
    static func objection(
        _ check: some SupportCheck, _ claim: String, citing quote: String, context: String? = nil, title: String = "",
        source: String = "", published: String? = nil
    ) -> String? {
        check.objection(
            to: matter(claim, citing: quote, context: context, title: title, source: source, published: published))
    }

    static func matter(
        _ claim: String, citing quote: String, context: String? = nil, title: String = "", source: String = "",
        published: String? = nil
    ) -> SupportCase {
        SupportCase(
            sentence: claim,
            passage: CitedPassage(
                quote: quote, context: context, title: title, source: source,
                publishedAt: published.flatMap { try? Date("\($0)T09:00:00Z", strategy: .iso8601) }))
    }
}
