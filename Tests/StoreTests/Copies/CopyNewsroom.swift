import ConformanceSuites
import Corpus
import Foundation

@testable import Store

/// Articles with copies of every kind, drawn by a seed.
struct CopyNewsroom {
    private var state: UInt64
    private let fixture = StoreFixture()

    init(seed: UInt64) { state = seed }

    private mutating func draw(_ bound: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(state >> 33) % bound
    }

    /// Versions of articles about a few stories: whole, cut, longer, edited, rewritten, withdrawn; known when they were
    /// published or later, some without a date.
    mutating func articles(_ count: Int, stories: Int) -> [Article] {
        (0..<count).map { _ in
            let day = Double(draw(40))
            let outlet = draw(12)
            return fixture.article(
                "\(draw(3))", text(story: draw(stories)), source: "Outlet \(outlet)",
                published: draw(12) == 0 ? nil : StoreFixture.day(day),
                knownFrom: StoreFixture.day(day + Double(draw(3) * draw(5))), retracted: draw(15) == 0)
        }
    }

    private mutating func text(story: Int) -> String {
        var words = (0..<90).map { "s\(story)w\($0)" }
        switch draw(6) {
        case 0: words = Array(words[..<(45 + draw(40))])
        case 1: words += (0..<(10 + draw(60))).map { "extra\(story)x\($0)" }
        case 2: words = words.enumerated().map { $0.offset % (4 + draw(20)) == 3 ? "edit\($0.offset)" : $0.element }
        case 3: words = Array(words[draw(60)...]) + (0..<draw(50)).map { "tail\(story)x\($0)" }
        default: break
        }
        return words.joined(separator: " ")
    }

    mutating func shuffled<Element>(_ elements: [Element]) -> [Element] {
        var elements = elements
        for index in stride(from: elements.count - 1, to: 0, by: -1) { elements.swapAt(index, draw(index + 1)) }
        return elements
    }
}

/// Clusters by the definition, without signatures, buckets and bounds: what is admitted at a moment, tied by all copies that were
/// known by then.
struct CopyOracle {
    let articles: [Article]

    func clusters(_ filter: SearchFilter) -> Set<Set<VersionID>> {
        let versions = articles.map { ($0, Shingles($0.text)) }
        let known = articles.indices.filter { Self.start(articles[$0]) <= filter.asOf ?? .distantFuture }
        var groups = known.map { Set([$0]) }
        for (place, one) in known.enumerated() {
            for other in known[..<place] where tied(versions[one], versions[other]) {
                let first = groups.firstIndex { $0.contains(one) }, second = groups.firstIndex { $0.contains(other) }
                guard let first, let second, first != second else { continue }
                groups[first].formUnion(groups[second])
                groups.remove(at: second)
            }
        }
        return Set(groups.map { Set($0.filter { isAdmitted(articles[$0], filter) }.map { articles[$0].version }) })
            .filter { $0.count > 1 }
    }

    private func tied(_ one: (Article, Shingles), _ other: (Article, Shingles)) -> Bool {
        guard one.0.id != other.0.id, MinHashSignature(one.1) != nil, MinHashSignature(other.1) != nil else {
            return false
        }
        return TextOverlap(one.1, other.1).isCopy(sameOutlet: one.0.source == other.0.source)
    }

    static func start(_ article: Article) -> Date { max(article.knownFrom, article.publishedAt ?? .distantPast) }

    private func isAdmitted(_ article: Article, _ filter: SearchFilter) -> Bool {
        let next = articles.filter { $0.id == article.id && $0.knownFrom > article.knownFrom }.map(\.knownFrom).min()
        if article.retracted && !filter.includeRetracted { return false }
        guard let asOf = filter.asOf else { return next == nil }
        guard article.knownFrom <= asOf, next.map({ asOf < $0 }) ?? true else { return false }
        return article.publishedAt.map { $0 <= asOf } ?? filter.includeUndated
    }
}
