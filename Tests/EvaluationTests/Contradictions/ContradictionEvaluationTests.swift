import Corpus
import Foundation
import Reasoning
import Testing

@testable import Evaluation

@Suite("Evaluating contradictions")
struct ContradictionEvaluationTests {
    private func label(_ id: String, isTrue: Bool = true, values: [String] = ["47", "53"]) -> LabelledContradiction {
        LabelledContradiction(
            id: id, question: "How many?", kind: .number, contradiction: isTrue,
            sides: zip(["https://a.example/1", "https://b.example/1"], values).map { url, value in
                .init(url: url, sentence: "There were \(value) ships.", value: value)
            })
    }

    private func answer(_ values: [String]) -> Answer {
        let citations = zip(["https://a.example/1", "https://b.example/1"], values).enumerated().map { index, side in
            Citation(
                number: index + 1, article: ArticleID(rawValue: "art_\(index)"),
                version: VersionID(rawValue: "ver_\(index)"), chunk: ChunkID(rawValue: "chk_\(index)"), source: "Post",
                title: "Ships", url: side.0, publishedAt: nil, start: 0, end: 1,
                quote: "There were \(side.1) ships.")
        }
        let sides = values.enumerated().map { index, value in
            AnswerContradiction.Side(statement: "", value: value, outlets: [], citations: [index + 1])
        }
        return Answer(
            id: "ans_1", question: "How many?", corpus: .standard, status: .answered, form: .direct, sentences: [],
            citations: citations, confidence: 0.5, reason: nil,
            contradictions: values.isEmpty
                ? [] : [AnswerContradiction(kind: .number, summary: "", matter: "the number", sides: sides)],
            writer: "extractive")
    }

    @Test("a contradiction is named by both sides, with the labelled values")
    func named() {
        let right = answer(["47", "53"])
        #expect(label("k1").isNamed(by: right.contradictions[0], in: right.citations))
        let wrong = answer(["47", "54"])
        #expect(!label("k1").isNamed(by: wrong.contradictions[0], in: wrong.citations))
    }

    @Test("counts recall over labels that contradict, and precision over what was named")
    func tally() {
        let evaluation = ContradictionEvaluation([
            .init(label: label("k1"), answer: answer(["47", "53"]), isPairNamed: true),
            .init(label: label("k2", values: ["1", "2"]), answer: answer([]), isPairNamed: nil),
            .init(
                label: label("n1", isTrue: false, values: ["8", "9"]), answer: answer(["8", "9"]), isPairNamed: true),
        ])
        let tally = evaluation.tally()
        #expect(tally.contradictions == 2 && tally.named == 1 && tally.recall == 0.5)
        #expect(tally.claims == 2 && tally.labelledClaims == 1 && tally.precision == 0.5)
        #expect(tally.controls == 1 && tally.controlsNamed == 1 && tally.pairPrecision == 0.5)
        #expect(evaluation.unlabelled(evaluation.outcomes[2]).count == 1)
        #expect(evaluation.tally { $0.kind == .date }.recall == 0)
    }

    @Test("halves by the id alone, and both halves have labels of the sample corpus")
    func halves() throws {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("labels-\(UUID().uuidString).jsonl")
        defer { try? FileManager.default.removeItem(at: file) }
        let line = """
            {"id":"k1","question":"Q?","matter":"m","kind":"date","contradiction":true,"as_of":"2025-04-02T20:00:00Z",\
            "sides":[{"url":"u","sentence":"s","value":"1"},{"url":"v","sentence":"t","value":"2"}],"note":"n"}
            """
        try Data((line + "\n").utf8).write(to: file)
        let read = try #require(try LabelledContradiction.read(file).first)
        #expect(read.kind == .date && read.asOf != nil && read.isHeldOut == label("k1").isHeldOut)
        let halves = Set((1...29).map { label("k\($0)").isHeldOut })
        #expect(halves.count == 2)
        try Data("{\"id\":\"k1\"}\n".utf8).write(to: file)
        #expect(throws: BylineError.self) { try LabelledContradiction.read(file) }
    }
}
