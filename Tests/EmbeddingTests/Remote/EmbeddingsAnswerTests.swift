import Foundation
import Testing

@testable import Embedding

@Suite struct EmbeddingsAnswerTests {
    private func vector(_ numbers: String) throws -> [Float] {
        let body = Data("{\"data\":[{\"embedding\":[\(numbers)]}]}".utf8)
        return try EmbeddingsAnswer(body, dimension: 0).entries[0].vector
    }

    @Test func numbersAreReadAsExactlyAsStrtofDoes() throws {
        var generator = SystemRandomNumberGenerator()
        var numbers = [
            "0", "-0", "1", "-1.5", "1e-45", "3.4028235e38",
            "1E+2", "1e-400", "123456789012345678901234567890",
        ]
        for _ in 0..<5_000 {
            let float = Float(bitPattern: UInt32.random(in: 0...UInt32.max, using: &generator))
            guard float.isFinite else { continue }
            // As a Float, as the Double that Python prints for it, and in fixed notation.
            numbers += [
                "\(float)", "\(Double(float))", String(format: "%.9e", float),
                String(format: "%.17f", Float.random(in: -1...1, using: &generator)),
            ]
        }
        let read = try vector(numbers.joined(separator: " , "))
        for (text, float) in zip(numbers, read) { #expect(float == strtof(text, nil), "\(text)") }
        #expect(read.count == numbers.count)
    }

    @Test func otherMembersAreSkipped() throws {
        let body = #"""
             { "a" : {"b":[1,{"c":"}]\"\\"}],"d":null} ,"data":[ { "extra": true, "embedding" : [ ] , "index" : 4 } ],
            "e\u0041": [ ], "usage":{"total_tokens":-1.5e3} }
            """#
        let answer = try EmbeddingsAnswer(Data(body.utf8), dimension: 8)
        #expect(answer.entries == [EmbeddingsAnswer.Entry(index: 4, vector: [])])
    }

    @Test(arguments: [
        "{", "}", "[]", "{\"data\"}", "{\"data\":7}", "{\"data\":[7]}", "{\"data\":[{}]}", "{\"data\":[]} x",
        "{\"data\":[{\"embedding\":[1.]}]}", "{\"data\":[{\"embedding\":[-]}]}", "{\"data\":[{\"embedding\":[1e]}]}",
        "{\"data\":[{\"embedding\":[1,]}]}", "{\"data\":[{\"embedding\":[.5]}]}", "{\"data\":[{\"embedding\":[word]}]}",
        "{\"data\":[{\"embedding\":\"AAA\"}]}", "{\"data\":[{\"embedding\":\"????\"}]}",
        "{\"data\":[{\"embedding\":\"AA",
        "{\"data\":[],\"x\":\"\\", "{\"data\":[{\"embedding\":[[1]]}]}",
    ])
    func malformedAnswersAreRefused(body: String) {
        #expect(throws: JSONScanner.Fault.self) { try EmbeddingsAnswer(Data(body.utf8), dimension: 1) }
    }

    @Test func deepNestingIsRefused() {
        let body = #"{"x":"# + String(repeating: "[", count: 1_000_000)
        #expect(throws: JSONScanner.Fault.self) { try EmbeddingsAnswer(Data(body.utf8), dimension: 1) }
    }

    @Test func cutAnywhereIsRefused() throws {
        let body = Data(#"{"data":[{"index":0,"embedding":[0.25,-1e-3]},{"index":1,"embedding":"AACAPw=="}]}"#.utf8)
        let whole = try EmbeddingsAnswer(body, dimension: 2)
        #expect(whole.entries.map(\.vector) == [[0.25, -0.001], [1]])
        for length in 0..<body.count {
            #expect(throws: JSONScanner.Fault.self) { try EmbeddingsAnswer(body.prefix(length), dimension: 2) }
        }
    }
}

@Suite struct TextBatchesTests {
    @Test func batchesKeepBothLimits() {
        #expect(TextBatches.ranges(lengths: [], count: 2, characters: 10).isEmpty)
        #expect(TextBatches.ranges(lengths: [1, 1, 1], count: 2, characters: 10) == [0..<2, 2..<3])
        #expect(TextBatches.ranges(lengths: [5, 5, 1], count: 9, characters: 10) == [0..<2, 2..<3])
        #expect(TextBatches.ranges(lengths: [1, 99, 1], count: 9, characters: 10) == [0..<1, 1..<2, 2..<3])
    }

    @Test func everyTextIsInOneBatch() {
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<200 {
            let lengths = (0..<Int.random(in: 0...50, using: &generator)).map { _ in Int.random(in: 0...20) }
            let ranges = TextBatches.ranges(lengths: lengths, count: 7, characters: 30)
            #expect(ranges.flatMap { Array($0) } == Array(lengths.indices))
            for range in ranges {
                #expect(!range.isEmpty && range.count <= 7)
                #expect(range.count == 1 || lengths[range].reduce(0, +) <= 30)
            }
        }
    }
}
