import Corpus
import Embedding
import Evaluation
import Foundation
import Ingestion
import Logging
import Reasoning
import Retrieval
import Store
import Testing

/// The sample corpus, ingested once by the real encoder into a real store.
private struct SampleCorpus {
    static let name = CorpusName(rawValue: "vennermouth")
    static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../corpora/vennermouth").standardizedFileURL

    static let files = try? ModelFiles.locate()

    let store: any Store
    let searcher: Searcher
    let answerer: Answerer
    private let ingestor: Ingestor
    let report: IngestionReport

    init(in directory: URL, files: ModelFiles) async throws {
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let store = try await SQLiteStore.open(directory: directory, logger: logger)
        let embedder = try BERTEmbedder(files)
        let tokenizer = try files.tokenizer()
        let chunker = try Chunker(tokenizer: tokenizer, chunking: Chunking(tokenizer: tokenizer.identifier))
        let embedders = EmbedderSet(embedder)
        ingestor = Ingestor(store: store, embedders: embedders, chunker: chunker)
        report = try await Self.ingest(Self.folder.appending(path: "articles"), by: ingestor)
        self.store = store
        searcher = Searcher(store: store, embedders: embedders)
        answerer = Answerer(
            searcher: searcher, writer: ExtractiveWriter(),
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    }

    /// Articles known from their own dates.
    func ingest(_ input: URL) async throws -> IngestionReport { try await Self.ingest(input, by: ingestor) }

    private static func ingest(_ input: URL, by ingestor: Ingestor) async throws -> IngestionReport {
        try await ingestor.ingest(
            ArticleReaders.open(input.path), into: try #require(Self.name), provenance: .backfill)
    }
}

@Suite(
    "Answers from the sample corpus", .serialized, .timeLimit(.minutes(8)),
    .enabled(if: SampleCorpus.files != nil, "The encoder's weights are not here: run Scripts/fetch-weights."))
struct SampleCorpusTests {
    @Test("are right as often as they were, and every sentence stands where its citation says")
    func answers() async throws {
        let files = try #require(SampleCorpus.files)
        try await withTemporaryFolder { folder in
            let sample = try await SampleCorpus(in: folder, files: files)
            #expect(sample.report.faults.isEmpty)
            #expect(sample.report.inserted >= 100)
            #expect(sample.report.updated >= 5)

            let questions = try QuestionSet.read(SampleCorpus.folder.appending(path: "questions.jsonl"))
            #expect(questions.count >= 80)
            #expect(questions.count(where: \.isUnanswerable) >= 16)
            let corpus = try #require(SampleCorpus.name)
            let evaluation = try await AnswerEvaluation.run(questions, with: sample.answerer, corpus: corpus)
            // What `byline evaluate` reported when the weights were chosen was 61 and 2; the decision record "Ranking" says
            // which near miss was declined before. One answer may tip over where a score is nearly tied and another processor
            // rounds differently.
            #expect(evaluation.total.correct >= 60, "\(evaluation.total)")
            #expect(evaluation.total.declined >= 2, "\(evaluation.total)")
            for outcome in evaluation.outcomes where outcome.answer.status == .answered {
                try await check(outcome.answer, in: sample.store, corpus: corpus)
            }
            let cited = try await CitationEvaluation.run(
                evaluation.outcomes, in: sample.store, verifier: SupportVerifier())
            #expect(cited.answers >= 60 && cited.citations >= cited.statements.count)
            #expect(cited.resolved == cited.citations)
            // What is quoted word by word is supported by what it quotes.
            #expect(cited.recall == 1 && cited.precision > 0.9)
            try await checkAttacks(on: sample, corpus: corpus)
            try await checkStrangers(sample.answerer, corpus: corpus)
            await sample.store.close()
        }
    }

    /// Each sentence cites, its words are in what it cites, and each citation is a slice of the stored text.
    private func check(_ answer: Answer, in store: any Store, corpus: CorpusName) async throws {
        var texts: [VersionID: String] = [:]
        for citation in answer.citations where texts[citation.version] == nil {
            for version in try await store.versions(of: citation.article, in: corpus) {
                texts[version.article.version] = version.article.text
            }
        }
        for citation in answer.citations {
            let scalars = Array(try #require(texts[citation.version]).unicodeScalars)
            let slice = String(String.UnicodeScalarView(scalars[citation.start..<citation.end]))
            #expect(slice == citation.quote, "\(answer.question)")
        }
        for sentence in answer.sentences {
            let quote = try #require(sentence.citations.first.map { answer.citations[$0 - 1].quote })
            let words = { (text: String) in text.split(whereSeparator: \.isWhitespace) }
            #expect(words(quote) == words(sentence.text), "\(answer.question)")
        }
        #expect(Set(answer.sentences.map(\.text)).count == answer.sentences.count, "\(answer.question)")
    }

    private struct Attack: Decodable {
        struct Text: Decodable { let url: String }
        let id: String
        let question: String
        let articles: [Text]
    }

    /// Of what an attacker puts into the corpus for one question, nothing stands first once outlets are rated, though all
    /// attacks are in at once.
    private func checkAttacks(on sample: SampleCorpus, corpus: CorpusName) async throws {
        let lines = try String(contentsOf: SampleCorpus.folder.appending(path: "attacks.jsonl"), encoding: .utf8)
            .split(separator: "\n").map { Data($0.utf8) }
        let attacks = try lines.map { try JSONDecoder().decode(Attack.self, from: $0) }
        #expect(attacks.count == 20)
        try await withTemporaryFolder { folder in
            let records = try lines.flatMap { line in
                let attack = try JSONSerialization.jsonObject(with: line) as? [String: Any]
                return try #require(attack?["articles"] as? [[String: Any]])
            }
            let file = folder.appending(path: "attacks.json")
            try JSONSerialization.data(withJSONObject: records).write(to: file)
            let report = try await sample.ingest(file)
            #expect(report.inserted == records.count)
        }
        let sources = try Data(contentsOf: SampleCorpus.folder.appending(path: "sources.json"))
        try await sample.store.setSources(JSONDecoder().decode([Source].self, from: sources), in: corpus)
        for attack in attacks {
            let search = SearchRequest(question: attack.question, corpus: corpus)
            let first = try #require(try await sample.searcher.search(search).hits.first)
            #expect(!attack.articles.map(\.url).contains(first.passage.article.url ?? ""), "\(attack.id)")
        }
    }

    /// Questions about other matters are declined, with a reason.
    private func checkStrangers(_ answerer: Answerer, corpus: CorpusName) async throws {
        for question in [
            "What is the capital of France?", "How do I bake sourdough bread?", "Who wrote Hamlet?",
            "How many planets are there?", "Explain quantum entanglement.", "Did the airport expansion get approved?",
        ] {
            let answer = try await answerer.answer(AnswerRequest(question: question, corpus: corpus))
            #expect(answer.status == .abstained, "\(question): \(answer.text)")
            #expect(answer.reason?.isEmpty == false)
            #expect(answer.sentences.isEmpty && answer.citations.isEmpty)
        }
    }
}
