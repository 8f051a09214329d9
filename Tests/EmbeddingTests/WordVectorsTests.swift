import Embedding
import Matrix
import Testing

@Suite("Word vectors", .needsWeights) struct WordVectorsTests {
    private func cosine(_ left: String, _ right: String) throws -> Float {
        let words = try #require(try InstalledModel.embedder().words)
        return Kernels.best.dot(try #require(words.vector(of: left)), try #require(words.vector(of: right)))
    }

    @Test(
        "put words that can stand for each other close together, and others apart",
        arguments: [
            ("bought", "purchased", 0.7...1), ("postponed", "delayed", 0.5...1), ("people", "folks", 0.35...1),
            ("harbour", "harbour", 0.9999...1.0001), ("mayor", "banana", -0.2...0.2), ("bridge", "library", -0.2...0.2),
        ] as [(String, String, ClosedRange<Float>)])
    func likeness(left: String, right: String, range: ClosedRange<Float>) throws {
        #expect(range.contains(try cosine(left, right)))
    }

    @Test("spell a word that the vocabulary lacks, have length 1, and say nothing of nothing")
    func spelling() throws {
        let words = try #require(try InstalledModel.embedder().words)
        let vector = try #require(words.vector(of: "Vennermouth"))
        #expect(abs(Kernels.best.dot(vector, vector) - 1) < 1e-5)
        #expect(words.vector(of: "") == nil && words.vector(of: " ") == nil)
        #expect(words.vector(of: String(repeating: "x", count: 1000)) == nil)
    }
}
