import Corpus
import Embedding
import Foundation
import Generation
import Ingestion
import NIOCore
import Reasoning
import Retrieval
import Store
import Testing

@testable import Service

extension ServiceDescriptionTests {
    /// Values of all wire types by the names of their schemas: with everything, and with what is always there.
    static func samples() throws -> [(String, full: Data, bare: Data)] {
        try bodies() + events()
    }

    private static func article(full: Bool) throws -> Article {
        let raw = RawArticle(
            url: full ? "https://a.example/" : nil, source: "A", title: "T", text: "Text.", author: full ? "N" : nil,
            category: full ? "c" : nil, publishedAt: full ? .now : nil, updatedAt: full ? .now : nil)
        return try Normaliser().article(from: raw, in: .standard, provenance: .live, ingestedAt: .now)
    }

    private static func chunk(of article: Article) throws -> Chunk {
        try #require(TestNewsroom.chunker().chunks(of: article).first)
    }

    private static func hit(full: Bool) throws -> Hit {
        let article = try article(full: full)
        let passage = StoredPassage(
            key: 1, chunk: try chunk(of: article), article: ArticleHead(article, knownTo: full ? .now : nil),
            vector: [], sentenceVectors: [])
        return Hit(
            rank: 1, passage: passage, signals: [Signal(name: "s", value: 1, weight: 1)],
            belief: .neutral, story: full ? try story(full: true) : nil)
    }

    private static func story(full: Bool) throws -> StoryCluster {
        let article = try article(full: full)
        let carriers = ["art_1", "art_2"].map { id in
            StoryCluster.Carrier(
                id: ArticleID(rawValue: id), version: article.version, source: "A", title: "T", url: article.url,
                publishedAt: article.publishedAt)
        }
        return try #require(
            StoryCluster(
                carriers.map { StoryCluster.Candidate(carrier: $0, credits: CreditLines(lines: []), outletNames: []) }))
    }

    private static let searchPlan = SearchPlan(
        terms: [], clauses: [], outlets: [], times: [], asksForNow: false, moment: .now)

    private static func citation(full: Bool) throws -> Citation {
        let article = try article(full: full)
        return Citation(
            number: 1, article: article.id, version: article.version, chunk: try chunk(of: article).id,
            source: "A", title: "T", url: article.url, publishedAt: article.publishedAt, start: 0, end: 5,
            quote: "Text.")
    }

    private static func answer(full: Bool) throws -> Answer {
        Answer(
            id: "ans_1", question: "Q", corpus: .standard, status: .answered, form: .direct,
            sentences: [AnswerSentence(index: 0, text: "Text.", citations: [1], publishers: 1)],
            citations: [try citation(full: full)], confidence: 0.5,
            choice: full ? AnswerChoice(index: 0, text: "C", share: 0.5) : nil, reason: full ? "R" : nil, notes: ["N"],
            withheld: [withheld],
            writer: "w", switches: [change])
    }

    private static let contradiction = AnswerContradiction(
        kind: .number, summary: "S", matter: "M",
        sides: [.init(statement: "S", value: "1", outlets: ["A"], citations: [1])])
    private static let withheld = WithheldSentence(gate: "g", reason: "r")
    private static let change = WriterSwitch(from: "a", to: "b", reason: "r")

    private static func finding(full: Bool) -> Finding {
        Finding(
            gate: "g", stage: .verify, recovery: .retry, verdict: full ? .failed("r") : .passed,
            sentence: full ? 0 : nil)
    }

    private static func call(full: Bool) -> PromptedCall {
        var report = ModelCallReport(model: ModelName(provider: "p", model: "m"), breaker: .closed)
        report.error = full ? "model-unavailable" : nil
        return PromptedCall(prompt: "generate", promptVersion: "1", report: report)
    }

    private static let plan = plan(full: true)

    private static func plan(full: Bool) -> QuestionPlan {
        QuestionPlan(
            kind: .fact, terms: ["t"], names: ["N"], parts: [],
            description: full ? Description(kind: .person, text: "the t who", before: "b", after: "a") : nil)
    }

    private static func problem(full: Bool) -> ProblemDetails {
        guard full else { return .internalFault }
        var problem = ProblemDetails.invalidRequest([mistake(full: true)])
        problem.instance = "/"
        problem.correlationId = "id"
        return problem
    }

    private static func mistake(full: Bool) -> ProblemDetails.Mistake {
        full ? .init(pointer: "#", parameter: "p", detail: "d") : .init(detail: "d")
    }

    private static func corpus() throws -> CorpusBody {
        let space = WordEmbedder().space
        return CorpusBody(
            CorpusStatus(
                name: .standard, chunking: try TestNewsroom.chunker().chunking, activeSpace: space,
                spaces: [SpaceStatus(space: space, isActive: true, vectors: 1)], articles: 1, versions: 1, chunks: 1,
                sequence: 1))
    }

    private static func bodies() throws -> [(String, full: Data, bare: Data)] {
        func sample(_ name: String, _ body: (Bool) throws -> some Encodable) throws -> (String, Data, Data) {
            (name, try WireEncoding.data(body(true)), try WireEncoding.data(body(false)))
        }
        let version = { (full: Bool) in
            try VersionBody(StoredVersion(article: article(full: full), knownTo: full ? .now : nil), withText: full)
        }
        let fault = { (full: Bool) in RecordFaultBody(record: full ? 0 : nil, message: "m", remedy: "r") }
        return [
            try sample("Answer") { try AnswerBody(answer(full: $0)) },
            try sample("Choice") { _ in AnswerChoice(index: 0, text: "C", share: 0.5) },
            try sample("Contradiction") { _ in contradiction },
            try sample("ContradictionSide") { _ in contradiction.sides[0] },
            try sample("Withheld") { _ in withheld },
            try sample("WriterSwitch") { _ in change },
            try sample("Sentence") { try answer(full: $0).sentences[0] },
            try sample("Citation") { try citation(full: $0) },
            try sample("Plan") { plan(full: $0) },
            try sample("Description") { _ in plan.description },
            try sample("SearchResult") {
                try SearchBody(SearchResult(hits: [hit(full: $0)], candidates: 1, plan: searchPlan, questionVector: []))
            },
            try sample("Hit") { try HitBody(hit(full: $0)) },
            try sample("Story") { try story(full: $0) },
            try sample("Carrier") { try story(full: $0).original },
            try sample("Credibility") { try HitBody(hit(full: $0)).credibility },
            try sample("Signal") { try HitBody(hit(full: $0)).signals[0] },
            try sample("Passage") { try HitBody(hit(full: $0)).passage },
            try sample("ArticleHead") { try HitBody(hit(full: $0)).article },
            try sample("CorpusList") { _ in try CorporaBody(corpora: [corpus()]) },
            try sample("Corpus") { _ in try corpus() },
            try sample("Space") { _ in try corpus().spaces[0] },
            try sample("ArticleList") { try ArticlesBody(articles: [version($0)], next: $0 ? "n" : nil) },
            try sample("VersionList") { try VersionsBody(versions: [version($0)]) },
            try sample("Version") { try version($0) },
            try sample("IngestionResult") { _ in
                IngestionBody(corpus: .standard, report: IngestionReport(), records: ArticleRecords())
            },
            try sample("RecordFault") { fault($0) },
            try sample("Health") { _ in HealthBody(status: "alive") },
            try sample("Readiness") { _ in ReadinessBody(status: "ready", checks: []) },
            try sample("ReadinessCheck") { ReadinessBody.Check(name: "n", isReady: true, detail: $0 ? "d" : nil) },
            try sample("Problem") { problem(full: $0) },
            try sample("Mistake") { mistake(full: $0) },
        ]
    }

    private static func events() throws -> [(String, full: Data, bare: Data)] {
        let events: [(full: AnswerEvent, bare: AnswerEvent)] = try [true, false].map(events).reduce(into: []) {
            all, some in
            all = all.isEmpty ? some.map { ($0, $0) } : zip(all, some).map { ($0.full, $1) }
        }
        return try events.map { event in
            (
                EventSchemas.componentName(event.full.name), try wireData(event.full), try wireData(event.bare)
            )
        }
    }

    private static func wireData(_ event: AnswerEvent) throws -> Data {
        Data((try event.wireData(sequence: 0, correlationID: "id")).readableBytesView)
    }

    private static func events(full: Bool) throws -> [AnswerEvent] {
        [
            .created(id: "i", question: "q", corpus: "c"), .stage(.retrieve), .plan(plan),
            .evidence([try hit(full: true)]), .gate(finding(full: full)), .withheld(withheld), .switched(change),
            .usage(call(full: full)),
            .delta(sentence: 0, text: "t"), .citation(try citation(full: true), sentence: 0),
            .completed(try answer(full: true)), .abstained(try answer(full: true)),
            .failed(code: "c", message: "m", remedy: "r"),
        ]
    }
}
