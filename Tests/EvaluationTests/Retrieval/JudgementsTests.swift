import Corpus
import Evaluation
import Foundation
import Testing

@Suite("Judgements")
struct JudgementsTests {
    @Test("are read in TREC's form and in BEIR's")
    func forms() throws {
        let expected = Judgements(["q1": ["a": 2, "b": 0], "q2": ["a": -1]])
        #expect(try withFile("q1 0 a 2\nq1 0 b 0\r\nq2 Q0 a -1\n", Judgements.read) == expected)
        let beir = "query-id\tcorpus-id\tscore\nq1\ta\t2\nq1\tb\t0\n\nq2\ta\t-1"
        #expect(try withFile(beir, Judgements.read) == expected)
        #expect(expected.questions == ["q1", "q2"])
    }

    @Test("are refused with line and remedy where they are malformed")
    func malformed() throws {
        let faults = [
            "q 0 a": "has 3 fields instead of 4", "q 0 b 1.5": "has the grade '1.5'",
            "q 0 a 1": "judges 'a' a second time for the question 'q'",
            "q 0 b 99999999999999999999":
                "has the grade '99999999999999999999'",
        ]
        for (line, fault) in faults {
            let error = try #require(throws: BylineError.self) { try withFile("q 0 a 1\n" + line, Judgements.read) }
            #expect(error.code == "judgements-malformed")
            #expect(error.message.hasPrefix("Line 2 of evaluation-") && error.message.hasSuffix(" \(fault)."))
            #expect(error.remedy.contains("'question 0 document grade'"))
        }
        for empty in ["", "query-id\tcorpus-id\tscore\n"] {
            let error = #expect(throws: BylineError.self) { try withFile(empty, Judgements.read) }
            #expect(error?.message.hasSuffix(" has no judgements.") == true)
        }
    }

    @Test("of BEIR have queries beside them")
    func queries() throws {
        let text = #"{"_id":"1","text":"Who?","metadata":{}}"# + "\n" + #"{"_id":"2","text":"When?"}"#
        let queries = try withFile(text, BEIRQueries.read)
        #expect(queries.map { [$0.id, $0.question] } == [["1", "Who?"], ["2", "When?"]])
        for (bad, fault) in [(#"{"_id":"1","text":"x"}"#, "repeats the id '1'"), ("[]", "is no query")] {
            let error = #expect(throws: BylineError.self) { try withFile(text + "\n" + bad, BEIRQueries.read) }
            #expect(error?.code == "queries-malformed")
            #expect(error?.message.hasSuffix("\(fault).") == true)
            #expect(error?.message.hasPrefix("Line 3 of ") == true)
        }
    }
}
