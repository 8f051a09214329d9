import ConformanceSuites
import Corpus
import Embedding
import Foundation
import Ingestion
import Store
import Testing

@Suite("Vector exchange", .timeLimit(.minutes(1)))
struct VectorExchangeTests {
    private let space = StoreFixture.space("elsewhere", dimension: 4)
    private let unit = "[1,0,0,0]"

    private struct Line: Decodable {
        let chunk: String
        let title: String
        let text: String
    }

    /// Exported lines of the corpus, and the exchange.
    private func exported(_ newsroom: Newsroom, articles: Int) async throws -> (VectorExchange, [Line]) {
        try await newsroom.ingestor().ingest(Newsroom.articles(0..<articles), into: .standard, provenance: .live)
        let exchange = VectorExchange(store: newsroom.store)
        var data = Data()
        let count = try await exchange.export(.standard, lackingVectorsIn: space) { data += $0 }
        let lines = try data.split(separator: UInt8(ascii: "\n")).map { try JSONDecoder().decode(Line.self, from: $0) }
        #expect(lines.count == count)
        return (exchange, lines)
    }

    @Test("gives out every chunk once, and takes the vectors made of them")
    func roundTrip() async throws {
        try await Newsroom.with { newsroom in
            let (exchange, lines) = try await exported(newsroom, articles: 250)
            let corpus = try await newsroom.store.corpus(.standard)
            #expect(lines.count == corpus.chunks && lines.count > 1_024 && lines.count < 1_536)
            #expect(Set(lines.map(\.chunk)).count == lines.count)

            let fixture = StoreFixture(space: space)
            let vectors = lines.map { #"{"chunk":"\#($0.chunk)","vector":\#(fixture.vector($0.text))}"# }
            var steps: [Int] = []
            let added = try await exchange.import(
                try LineReader(path: newsroom.write(vectors.joined(separator: "\r\n\n"))), into: space, of: .standard
            ) { steps.append($0) }
            #expect(added == lines.count)
            #expect(steps == [512, 1_024, added])
            try await newsroom.store.activate(space, of: .standard)

            let wanted = lines[301]
            let key = try #require(
                try await newsroom.store.nearest(
                    to: fixture.vector(wanted.text), space: space, in: .standard, filter: .standing, limit: 1
                ).first?.key)
            let found = try #require(try await newsroom.store.passages([key], in: .standard).first)
            #expect(found.chunk.text == wanted.text && found.article.title == wanted.title)
            #expect(try await exchange.export(.standard, lackingVectorsIn: space) { _ in } == 0)
            #expect(try await newsroom.store.check().isEmpty)
        }
    }

    @Test("passes over chunks that the corpus does not have, and takes an empty file")
    func foreignChunks() async throws {
        try await Newsroom.with { newsroom in
            let (exchange, lines) = try await exported(newsroom, articles: 1)
            let text =
                #"{"chunk":"chk_gone","vector":\#(unit)}"# + "\n" + #"{"chunk":"\#(lines[0].chunk)","vector":\#(unit)}"#
            #expect(
                try await exchange.import(try LineReader(path: newsroom.write(text)), into: space, of: .standard) == 1)
            #expect(
                try await exchange.import(try LineReader(path: newsroom.write("\n \n")), into: space, of: .standard)
                    == 0)
        }
    }

    @Test(
        "names the line that cannot be used, and keeps what stood before it",
        arguments: [
            ("{", "Line 2 of the vectors is not such an object."),
            ("[1,2]", "Line 2 of the vectors is not such an object."),
            (#"{"chunk":"c"}"#, "Line 2 of the vectors is not such an object."),
            (#"{"chunk":"c","vector":[1,"0",0,0]}"#, "Line 2 of the vectors is not such an object."),
            (#"{"chunk":"c","vector":[1,0,0]}"#, "Line 2 of the vectors has 3 numbers."),
            (#"{"chunk":"c","vector":[]}"#, "Line 2 of the vectors has 0 numbers."),
            (#"{"chunk":"c","vector":[0,0,0,0]}"#, "Line 2 of the vectors has a length of 0.0."),
            (#"{"chunk":"c","vector":[3e38,3e38,0,0]}"#, "Line 2 of the vectors has a length of inf."),
        ])
    func malformed(line: String, message: String) async throws {
        try await Newsroom.with { newsroom in
            let (exchange, lines) = try await exported(newsroom, articles: 1)
            let first = #"{"chunk":"\#(lines[0].chunk)","vector":\#(unit)}"#
            let path = try newsroom.write([first, line, first].joined(separator: "\n"))
            let error = await #expect(throws: BylineError.self) {
                try await exchange.import(try LineReader(path: path), into: space, of: .standard)
            }
            #expect(error?.code == "vector-malformed")
            #expect(error?.message == message)
            #expect(error?.remedy == #"Each line is {"chunk":"chk_…","vector":[…]} with 4 numbers."#)
            let kept = try await newsroom.store.corpus(.standard).spaces.first { $0.space == space }?.vectors
            #expect(kept == 1)
        }
    }

    @Test("refuses a vector that is not of length 1 where the space's are")
    func length() async throws {
        try await Newsroom.with { newsroom in
            let (exchange, lines) = try await exported(newsroom, articles: 1)
            let path = try newsroom.write(#"{"chunk":"\#(lines[0].chunk)","vector":[1,1,1,1]}"#)
            let error = await #expect(throws: BylineError.self) {
                try await exchange.import(try LineReader(path: path), into: space, of: .standard)
            }
            #expect(
                error?.message
                    == "Line 1 of the vectors has length 2.0, where the space \(space.identifier) has vectors of length 1."
            )
            var free = space
            free.normalised = false
            #expect(try await exchange.import(try LineReader(path: path), into: free, of: .standard) == 1)
        }
    }
}
