public import Corpus
public import Ingestion
public import Reasoning
public import Retrieval

/// What the routes stand on: the parts that do the work, put together by whoever starts the service.
public struct Engine: Sendable {
    /// Writes articles into a corpus and makes the corpus where it does not exist, as `Ingestor.ingest` does.
    public typealias Ingestion =
        @Sendable (
            _ articles: [RawArticle], _ corpus: CorpusName, _ provenance: Provenance
        ) async throws -> IngestionReport

    /// Searches; its store and embedders serve all routes.
    public let searcher: Searcher
    /// Answers from what the searcher finds.
    public let answerer: Answerer
    /// How new corpora are cut.
    public let chunking: Chunking
    /// Takes the articles of a request.
    public let ingest: Ingestion

    /// Puts the parts together; nothing is opened or checked.
    public init(searcher: Searcher, answerer: Answerer, chunking: Chunking, ingest: @escaping Ingestion) {
        self.searcher = searcher
        self.answerer = answerer
        self.chunking = chunking
        self.ingest = ingest
    }
}
