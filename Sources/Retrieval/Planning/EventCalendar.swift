import Corpus
import Foundation
import Store

/// Dates what a question names as an event, by the articles that speak of it.
///
/// The rule: an event is dated by the week in which most publishers' articles name it, those that do so in the title
/// counting twice; of several such weeks the first one. It begins with the first of those articles. Where fewer than two
/// publishers name it within one week, the corpus does not date it, and the question has no such time.
///
/// As of a moment only articles of that moment are asked, so that a question from before an event does not know it.
struct EventCalendar: Sendable {
    let store: any Store
    /// What is known of outlets, owners among it.
    let sources: [Source]

    private static let day: TimeInterval = 86_400
    private static let window = 7 * day
    private static let publishersNeeded = 2
    /// Passages that are asked for each event: the best by its words.
    private static let breadth = 60

    /// The times that a question tells by events; none where it names none. Costs one look-up of words for each, and
    /// the rows of what it finds.
    func times(of words: [Word], for request: SearchRequest, moment: Date) async throws -> [TimeMention] {
        let mentions = EventMention.mentions(in: words)
        guard !mentions.isEmpty else { return [] }
        let publishers = PublisherDirectory(sources)
        let queries = mentions.map { TermQuery(terms: $0.words.map(\.folded), limit: Self.breadth) }
        let found = try await store.matching(
            queries, in: request.corpus, filter: SearchFilter(asOf: request.filter.asOf))
        var times: [TimeMention] = []
        for (mention, matches) in zip(mentions, found) {
            let passages = try await store.passages(matches.chunks.map(\.key), in: request.corpus)
            guard let span = Self.span(of: mention, in: passages, publishers) else { continue }
            switch mention.relation {
            case .before: times.append(.event(Date.distantPast..<span.lowerBound))
            case .after where span.lowerBound < moment:
                times.append(.event(span.lowerBound..<moment.addingTimeInterval(Self.day)))
            case .after: break
            case .during: times.append(.event(span))
            }
        }
        return times
    }

    /// When an event was, by passages that may name it. O(passages²).
    static func span(
        of mention: EventMention, in passages: [StoredPassage], _ publishers: PublisherDirectory
    ) -> Range<Date>? {
        let stems = Set(mention.words.map(\.stem))
        var reports: [(date: Date, publisher: Publisher, weight: Int)] = []
        for passage in passages {
            guard let date = passage.article.publishedAt,
                let publisher = publishers.publisher(outlet: passage.article.source, url: passage.article.url)
            else { continue }
            let title = Set(Words.words(in: passage.article.title).map(\.stem))
            if stems.isSubset(of: title) {
                reports.append((date, publisher, 2))
            } else if stems.isSubset(of: title.union(Words.words(in: passage.chunk.text).map(\.stem))) {
                reports.append((date, publisher, 1))
            }
        }
        var best: (weight: Int, first: Date, last: Date)?
        for start in reports.map(\.date).sorted() {
            let week = reports.filter { $0.date >= start && $0.date < start.addingTimeInterval(window) }
            let voices = Dictionary(week.map { ($0.publisher, $0.weight) }, uniquingKeysWith: max)
            let weight = voices.values.reduce(0, +)
            if voices.count >= publishersNeeded, weight > best?.weight ?? 0 {
                best = (weight, start, week.map(\.date).max() ?? start)
            }
        }
        return best.map { $0.first..<$0.last.addingTimeInterval(day) }
    }
}
