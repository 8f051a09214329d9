public import Corpus
import Foundation
public import Store

/// Notices that a claim of one outlet was reported later by another that is independent of it and known to be reliable, and
/// records it as an outcome: it speaks for the outlet that had it first.
///
/// The rule: a sentence with figures of an earlier article, and one of a later article, within ``window``, with the same
/// figures, two words in common, close in meaning, and not each with a name that the other lacks; the articles are of
/// different publishers and no copies of one text, the earlier one no copy at all; and the later one's source was known to be
/// reliable then (the mean of its belief, less one spread, above one half). Each article counts once, whoever bears it out. The
/// outcome holds from when the later article stood, so that no search as of an earlier moment knows of it, and it stands in the
/// log, where it can be taken back.
///
/// A word for word copy proves nothing, since it may be copied without being checked, and neither does a stranger's agreement, nor
/// an article that names any other outlet: it may have the claim from there, or dispute it.
public struct Corroborator: Sendable {
    /// How much later a report may come.
    static let window: TimeInterval = 14 * 86_400
    /// Passages that are compared with each new one: the closest of the time around it.
    private static let breadth = 20
    /// Passages read at once.
    private static let page = 64

    private let store: any Store

    public init(store: any Store) { self.store = store }

    /// Compares some passages with those of the time around them, earlier and later, and records what is new; how many that
    /// are. Does nothing in a corpus in which nothing is known of any source. Throws what the store throws.
    ///
    /// Costs one search of the vector index and a few rows for each passage that states figures.
    @discardableResult
    public func corroborate(_ chunks: [ChunkID], in corpus: CorpusName) async throws -> Int {
        let ledger = try await store.credibilityLedger(of: corpus)
        guard !chunks.isEmpty, !ledger.entries.isEmpty else { return 0 }
        let sources = try await store.sources(of: corpus)
        let (publishers, mentions) = (PublisherDirectory(sources), OutletMentions(sources))
        var found: [ArticleID: Corroboration] = [:]
        for start in stride(from: 0, to: chunks.count, by: Self.page) {
            try Task.checkCancellation()
            let ids = Array(chunks[start..<min(start + Self.page, chunks.count)])
            for passage in try await store.passages(of: ids, in: corpus) {
                for next in try await corroborations(of: passage, in: corpus, publishers, mentions) {
                    if let known = found[next.earlier.id], !next.comesBefore(known) { continue }
                    found[next.earlier.id] = next
                }
            }
        }
        let known = Set(ledger.entries.compactMap(\.change.key))
        let new = found.values.filter { !known.contains($0.change.key ?? "") }
            .sorted { $0.comesBefore($1) }
        for corroboration in new { try await store.record(corroboration.change, in: corpus) }
        return new.count
    }

    private func corroborations(
        of passage: StoredPassage, in corpus: CorpusName, _ publishers: PublisherDirectory, _ mentions: OutletMentions
    ) async throws -> [Corroboration] {
        let claims = StatedFigures.all(in: passage)
        guard !claims.isEmpty, !passage.vector.isEmpty, let date = passage.article.publishedAt else { return [] }
        let space = try await store.activeSpace(of: corpus)
        let around = SearchFilter(
            publishedFrom: date.addingTimeInterval(-Self.window), publishedBefore: date.addingTimeInterval(Self.window))
        let near = try await store.nearest(
            to: passage.vector, space: space, in: corpus, filter: around, limit: Self.breadth)
        let others = try await store.passages(near.map(\.key), space: space, in: corpus).filter { other in
            Self.areIndependent(passage.article, other.article, publishers)
                && StatedFigures.all(in: other).contains { one in claims.contains { $0.states(one) } }
        }
        guard !others.isEmpty else { return [] }
        let clusters = try await store.copies(
            of: [passage.article.id] + others.map(\.article.id), in: corpus, filter: .standing)
        var found: [Corroboration] = []
        for other in others {
            if let story = clusters[passage.article.id]?.id, story == clusters[other.article.id]?.id { continue }
            guard let pair = Corroboration(passage.article, other.article), pair.stood <= Date() else { continue }
            // Who printed another's text had nothing first.
            if let story = clusters[pair.earlier.id], story.original.id != pair.earlier.id { continue }
            let beliefs = try await store.credibility(of: corpus, asOf: pair.stood)
            guard Self.isReliable(beliefs.finding(source: pair.later.source, url: pair.later.url)),
                let text = try await store.article(pair.later.id, in: corpus, asOf: nil)?.article.text,
                !mentions.names(another: pair.later.source, and: pair.earlier.source, in: text)
            else { continue }
            found.append(pair)
        }
        return found
    }

    private static func areIndependent(
        _ one: ArticleHead, _ other: ArticleHead, _ publishers: PublisherDirectory
    ) -> Bool {
        guard let first = publishers.publisher(outlet: one.source, url: one.url),
            let second = publishers.publisher(outlet: other.source, url: other.url)
        else { return false }
        return first != second
    }

    private static func isReliable(_ finding: CredibilityFinding) -> Bool {
        if case .unconfirmed = finding.basis { return false }
        return finding.belief.lowerBound() > 0.5
    }
}

/// Tells whether an article speaks of another outlet than its own.
private struct OutletMentions {
    /// Of each known outlet, in lower case: its own name, and all its names as words between spaces.
    private let outlets: [(name: String, forms: [String])]

    init(_ sources: [Source]) {
        outlets = sources.map { source in
            (
                source.name.lowercased(),
                ([source.name] + source.aliases + [source.domain].compactMap(\.self)).map(Self.folded)
            )
        }
    }

    func names(another own: String, and earlier: String, in text: String) -> Bool {
        let text = Self.folded(text)
        let own = own.lowercased()
        return text.contains(Self.folded(earlier))
            || outlets.contains { outlet in outlet.name != own && outlet.forms.contains { text.contains($0) } }
    }

    private static func folded(_ text: String) -> String {
        " " + Words.words(in: text).map(\.folded).joined(separator: " ") + " "
    }
}

/// That one article reported what another had reported before.
private struct Corroboration {
    let earlier: ArticleHead
    let later: ArticleHead
    /// From when on both could be known.
    let stood: Date

    /// Nil where neither is the earlier one.
    init?(_ one: ArticleHead, _ other: ArticleHead) {
        guard let first = one.publishedAt, let second = other.publishedAt, first != second else { return nil }
        (earlier, later) = first < second ? (one, other) : (other, one)
        stood = max(earlier.knownFrom, later.knownFrom, max(first, second))
    }

    /// In time, and where that is equal by articles: the order of the log must not depend on that of the searches.
    func comesBefore(_ other: Corroboration) -> Bool {
        (stood, earlier.id.rawValue, later.id.rawValue)
            < (other.stood, other.earlier.id.rawValue, other.later.id.rawValue)
    }

    var change: CredibilityChange {
        CredibilityChange(
            .outcome(.corroborated, weight: CredibilityOutcome.corroborated.weight), source: earlier.source,
            url: earlier.url,
            cause: "\(later.source) reported later, in article \(later.id), what article \(earlier.id) had reported.",
            holdsFrom: stood, key: CredibilityChange.key(.corroborated, of: earlier.id))
    }
}
