import Corpus
import Evaluation
import Foundation
import Testing

@Suite("Questions of MultiHop-RAG")
struct MultiHopRAGQuestionsTests {
    private let first =
        #"{"qid":7,"query":"Who?","answer":"She","question_type":"inference_query","evidence_list":[{"fact":"A.","url":"u"},{"fact":"B."}],"gold_doc_ids":[1]}"#

    @Test("have their facts, and an id even where none is given")
    func reads() throws {
        let second = #"{"query":"When?","question_type":"null_query","evidence_list":[]}"#
        let questions = try withFile(first + "\n\n" + second, MultiHopRAGQuestions.read)
        #expect(
            questions == [
                EvidenceQuestion(id: "7", question: "Who?", kind: "inference_query", facts: ["A.", "B."]),
                EvidenceQuestion(id: "3", question: "When?", kind: "null_query", facts: []),
            ])
    }

    @Test("are refused with line and remedy where they are malformed")
    func malformed() throws {
        let faults = [
            "{": "is no question of MultiHop-RAG", #"{"query":"x"}"#: "is no question of MultiHop-RAG",
            first: "repeats the id '7'",
            #"{"qid":"8","query":"x","question_type":"k","evidence_list":[{"fact":" "}]}"#: "has an empty fact",
        ]
        for (line, fault) in faults {
            let error = try #require(throws: BylineError.self) {
                try withFile(first + "\n" + line, MultiHopRAGQuestions.read)
            }
            #expect(error.code == "questions-malformed")
            #expect(error.message.hasPrefix("Line 2 of evaluation-") && error.message.hasSuffix(" \(fault)."))
        }
    }

    @Test("and ours are asked alike: sentences of the evidence are the facts")
    func ours() throws {
        let line =
            #"{"id":"q","question":"Who?","kind":"fact","accepted":[["x"]],"evidence":[{"url":"u","sentence":"S."}],"as_of":"2024-12-09"}"#
        let question = EvidenceQuestion(try #require(try withFile(line, QuestionSet.read).first))
        #expect(question.facts == ["S."] && question.kind == "fact" && question.id == "q")
        #expect(question.asOf == Date(timeIntervalSince1970: 1_733_702_400))
    }
}
