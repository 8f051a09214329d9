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
    let answerer: Answerer
    let report: IngestionReport

    init(in directory: URL, files: ModelFiles) async throws {
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let store = try await SQLiteStore.open(directory: directory, logger: logger)
        let embedder = try MiniLMEmbedder(files)
        let tokenizer = try WordPiece(vocabulary: files.vocabulary)
        let chunker = try Chunker(tokenizer: tokenizer, chunking: Chunking(tokenizer: tokenizer.identifier))
        let embedders = EmbedderSet(embedder)
        let ingestor = Ingestor(store: store, embedders: embedders, chunker: chunker)
        report = try await ingestor.ingest(
            ArticleReaders.open(Self.folder.appending(path: "articles").path), into: try #require(Self.name),
            provenance: .backfill)
        self.store = store
        answerer = Answerer(searcher: Searcher(store: store, embedders: embedders), writer: ExtractiveWriter())
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
