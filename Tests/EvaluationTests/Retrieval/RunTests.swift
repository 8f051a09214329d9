import Corpus
import Evaluation
import Foundation
import Testing

@Suite("Run")
struct RunTests {
    private func failure(_ text: String) throws -> BylineError {
        try #require(throws: BylineError.self) { try withFile(text, Run.read) }
    }

    @Test("is read in trec_eval's order, whatever ranks it states")
    func order() throws {
        let run = try withFile("q Q0 a 1 0.5 us\r\n\nq\tQ0 b 2 0.5 us\nq Q0 c x 1e1 us\np Q0 a 1 -3 us\n", Run.read)
        #expect(run.tag == "us")
        #expect(run.rankings["q"]?.map(\.id) == ["c", "b", "a"])
        #expect(run.rankings["p"] == [Run.Document(id: "a", score: -3)])
    }

    @Test("is written and read again as it was")
    func roundTrip() throws {
        let run = Run(
            tag: "us",
            ["q2": [.init(id: "a", score: 0.1), .init(id: "é", score: 1.0 / 3)], "q1": [.init(id: "a", score: 2)]])
        let text = try run.text()
        #expect(text.hasPrefix("q1 Q0 a 1 2.0 us\nq2 Q0 é 1 0.3333333333333333 us\n"))
        #expect(try withFile(text, Run.read) == run)
    }

    @Test("is refused with line and remedy where it is malformed")
    func malformed() throws {
        let good = "q Q0 a 1 0.5 us\n"
        let faults = [
            "q Q0 b 2 0.5": "has 5 fields instead of 6", "q Q0 b 2 high us": "has the score 'high'",
            "q Q0 b 2 nan us": "has the score 'nan'", "q Q0 b 2 inf us": "has the score 'inf'",
            "q Q0 a 2 0.4 us": "has 'a' a second time for the question 'q'",
        ]
        for (line, fault) in faults {
            let error = try failure(good + line)
            #expect(error.code == "run-malformed")
            #expect(error.message.hasPrefix("Line 2 of evaluation-") && error.message.hasSuffix(" \(fault)."))
            #expect(error.remedy == "Write 'question Q0 document rank score tag' on each line.")
        }
        #expect(try failure("\n").message.hasSuffix(" has no documents."))
        let bytes = try #require(throws: BylineError.self) { try withFile(Data([0xFF, 0x0A]), Run.read) }
        #expect(bytes.message.hasSuffix(" is not UTF-8."))
        #expect(throws: BylineError.self) { try Run.read(URL(filePath: "/nowhere/at/all")) }
    }

    @Test("is not written where a name has white space")
    func unwritable() throws {
        for (tag, question, document) in [("a b", "q", "d"), ("", "q", "d"), ("t", "q 1", "d"), ("t", "q", "d\n")] {
            let run = Run(tag: tag, [question: [.init(id: document, score: 1)]])
            let error = #expect(throws: BylineError.self) { try run.text() }
            #expect(error?.code == "run-unwritable")
        }
    }
}
