public import Corpus
public import Store

/// Which articles of a corpus hold which facts, word by word.
public struct EvidenceArticles: Sendable {
    private let articles: [String: Set<ArticleID>]
    private let outlets: [ArticleID: String]

    /// Reads every article once: O(words of the corpus), whatever the number of facts. Throws what the store throws.
    public init(of facts: some Sequence<String>, in corpus: CorpusName, of store: any Store) async throws {
        var openings: [Int: [[String]: [String]]] = [:]
        for fact in Set(facts) {
            let opening = Array(Self.words(of: fact).prefix(Self.openingLength))
            if !opening.isEmpty { openings[opening.count, default: [:]][opening, default: []].append(fact) }
        }
        var articles: [String: Set<ArticleID>] = [:]
        var outlets: [ArticleID: String] = [:]
        var cursor: String?
        repeat {
            let page = try await store.articles(in: corpus, filter: .standing, after: cursor, limit: 100)
            for article in page.articles.map(\.article) {
                for fact in Self.candidates(openings, in: "\(article.title) \(article.text)")
                where Self.holds(article, fact) {
                    articles[fact, default: []].insert(article.id)
                    outlets[article.id] = article.source.lowercased()
                }
            }
            cursor = page.next
        } while cursor != nil
        self.articles = articles
        self.outlets = outlets
    }

    /// The articles that have a fact; empty where none does.
    public func holding(_ fact: String) -> Set<ArticleID> { articles[fact] ?? [] }

    /// The outlets that have a fact, in lower case.
    func outlets(of fact: String) -> Set<String> { Set(holding(fact).compactMap { outlets[$0] }) }

    private static let openingLength = 6

    private static func words(of text: String) -> [String] { Words.words(in: text).map(\.folded) }

    /// Facts whose first words stand somewhere in a text.
    private static func candidates(_ openings: [Int: [[String]: [String]]], in text: String) -> Set<String> {
        let words = words(of: text)
        var candidates: Set<String> = []
        for (length, facts) in openings where words.count >= length {
            for start in 0...(words.count - length) {
                if let found = facts[Array(words[start..<(start + length)])] { candidates.formUnion(found) }
            }
        }
        return candidates
    }

    private static func holds(_ article: Article, _ fact: String) -> Bool {
        let fact = squeezed(fact)
        return squeezed(article.text).contains(fact) || squeezed(article.title).contains(fact)
    }

    private static func squeezed(_ text: String) -> String { words(of: text).joined(separator: " ") }
}
