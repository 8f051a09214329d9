import Foundation
import Testing

@testable import Evaluation

@Suite("A session of judging")
struct JudgingSessionTests {
    private typealias Session = JudgingSession
    private typealias Input = JudgingSession.Input

    private func item(_ document: String, question: String = "q") -> JudgingSession.Item {
        JudgingSession.Item(
            question: question, questionText: "Who?", document: document, heading: "Ledger",
            sentences: ["One.", "Two.", "Three."])
    }

    private func judged(_ document: String) -> PassageJudgement {
        PassageJudgement(judge: "j", question: "q", document: document, grade: .partly, at: .distantPast)
    }

    @Test("goes from passage to passage to the end")
    func wholeWay() {
        var session = Session([item("a"), item("b")], judgements: [])
        #expect(session.current == item("a") && session.total == 2)
        #expect(
            session.receive(.grade(.relevant, sentences: [3, 1, 3]))
                == .record(item("a"), .relevant, [.init(number: 1, text: "One."), .init(number: 3, text: "Three.")]))
        #expect(session.receive(.grade(.not, sentences: [])) == .record(item("b"), .not, []))
        #expect(session.current == nil && session.judged == 2)
        #expect(session.receive(.undo) == .end)
    }

    @Test("undo takes back the last step, be it a judgement or a skip, and then those of earlier sessions")
    func undo() {
        var session = Session([item("a"), item("b"), item("c"), item("d")], judgements: [judged("c"), judged("a")])
        #expect(session.current == item("b") && session.judged == 2)
        #expect(session.receive(.grade(.partly, sentences: [])) == .record(item("b"), .partly, []))
        #expect(session.receive(.skip) == .end)
        #expect(session.current == nil)

        session = Session([item("a"), item("b"), item("c"), item("d")], judgements: [judged("c"), judged("a")])
        #expect(session.receive(.skip) == .show)
        #expect(session.current == item("d") && session.skipped == 1)
        #expect(session.receive(.undo) == .show)
        #expect(session.current == item("b") && session.skipped == 0)
        #expect(session.receive(.undo) == .withdraw(item("a")))
        #expect(session.receive(.undo) == .withdraw(item("c")))
        #expect(session.current == item("c") && session.judged == 0)
        #expect(session.receive(.undo) == .explain("There is nothing to undo."))
        #expect(session.current == item("c"))
    }

    @Test("asks again where an answer makes no sense")
    func explains() {
        var session = Session([item("a")], judgements: [judged("elsewhere")])
        for (input, words) in [
            (Input.grade(.relevant, sentences: [4]), "no sentence 4"),
            (.grade(.partly, sentences: [0]), "no sentence 0"),
            (.grade(.partly, sentences: [-1]), "no sentence -1"), (.grade(.relevant, sentences: [.max]), "no sentence"),
            (.grade(.not, sentences: [1]), "not relevant"), (.help, "2 relevant"), (nil, "no answer"),
        ] {
            guard case .explain(let text) = session.receive(input) else {
                Issue.record("\(words)")
                continue
            }
            #expect(text.contains(words))
        }
        #expect(session.current == item("a") && session.judged == 0)
        #expect(session.receive(.quit) == .end)
        #expect(session.current == nil && session.receive(.grade(.not, sentences: [])) == .end)
    }

    @Test("of nothing is at its end")
    func empty() {
        var session = Session([], judgements: [judged("a")])
        #expect(session.current == nil && session.total == 0 && session.receive(.skip) == .end)
    }

    @Test("reads lines")
    func input() {
        #expect(Input(line: " 2 1,3 ") == .grade(.relevant, sentences: [1, 3]))
        #expect(Input(line: "1") == .grade(.partly, sentences: []))
        #expect(Input(line: "0\r") == .grade(.not, sentences: []))
        #expect(Input(line: "2, 2 5") == .grade(.relevant, sentences: [2, 5]))
        #expect(Input(line: "S") == .skip && Input(line: "undo") == .undo && Input(line: "q") == .quit)
        #expect(Input(line: "?") == .help)
        for line in ["", "3", "-1", "2 x", "2 1.5", "skip it", "2 99999999999999999999", "💥", "\u{1B}[A"] {
            #expect(Input(line: line) == nil, "\(line)")
        }
    }

    @Test("a pool has the first passages of every run once, questions together, in an order that the seed decides")
    func pool() {
        func run(_ documents: String...) -> [Run.Document] {
            documents.enumerated().map { Run.Document(id: $1, score: -Double($0)) }
        }
        let runs = [
            Run(tag: "x", ["q1": run("a", "b", "c"), "q2": run("d"), "other": run("z")]),
            Run(tag: "y", ["q1": run("b", "e", "f"), "q3": run("g", "h")]),
        ]
        let pool = JudgementPool(runs, depth: 2, questions: ["q1", "q2", "q3", "q4"], seed: 7).items
        #expect(Set(pool.map { "\($0.question)\($0.document)" }) == ["q1a", "q1b", "q1e", "q2d", "q3g", "q3h"])
        #expect(pool.count == 6)
        let order = pool.map(\.question)
        #expect(zip(order, order.dropFirst()).count { $0 != $1 } == 2)
        #expect(pool == JudgementPool(runs.reversed(), depth: 2, questions: ["q1", "q2", "q3"], seed: 7).items)
        let others = (0..<20).map { JudgementPool(runs, depth: 2, questions: ["q1", "q2", "q3"], seed: $0).items }
        #expect(Set(others).count > 5)
    }
}
