import Foundation
import Testing

/// A tiny random model in the layout of Hugging Face: finds nothing sensible, but by the same way as a real one.
@Suite("A model's folder", .timeLimit(.minutes(2)))
struct ModelFolderTests {
    private static let models = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "EmbeddingTests/Resources/models")

    @Test("fills and searches a corpus, with the prefixes that it was filled with")
    func fillsAndSearches() async throws {
        try await withTemporaryFolder { folder in
            let data = ["--data", folder.appending(path: "data").path]
            let model = ["--model-folder", Self.models.appending(path: "mean-cased").path]
            let articles = folder.appending(path: "articles.jsonl")
            try Data(Bench.articles.utf8).write(to: articles)
            let prefixes = ["--query-prefix", "ask: ", "--passage-prefix", "say: "]
            let ingested = try await BylineProcess(
                ["ingest", articles.path, "--provenance", "backfill"] + data + model + prefixes
            ).outcome()
            #expect(ingested.status == 0, "\(ingested.errors)")
            // Without the prefixes: the corpus knows them.
            let found = try await BylineProcess(["search", "flood inquiry", "--json"] + data + model).outcome()
            #expect(found.status == 0 && found.output.contains("Flood inquiry opens"), "\(found.errors)")
            let other = ["--model-folder", Self.models.appending(path: "cls-uncased").path]
            let refused = try await BylineProcess(["search", "flood inquiry", "--json"] + data + other).outcome()
            #expect(refused.status == 1 && refused.errors.contains(#""code":"embedding-space-mismatch""#))
        }
    }

    @Test("of a cross-encoder makes no vectors, and says so")
    func crossEncoder() async throws {
        try await withTemporaryFolder { folder in
            let outcome = try await BylineProcess([
                "search", "flood", "--data", folder.appending(path: "data").path, "--json", "--model-folder",
                Self.models.appending(path: "cross-encoder").path,
            ]).outcome()
            #expect(outcome.status == 1 && outcome.errors.contains(#""code":"model-unsupported""#))
        }
    }
}
