import Corpus
import Foundation
import Testing

@testable import Evaluation

@Suite("Log of judgements")
struct JudgementLogTests {
    private func judgement(_ judge: String, _ document: String, _ grade: Int?, question: String = "q")
        -> PassageJudgement
    {
        PassageJudgement(
            judge: judge, question: question, document: document,
            grade: grade.flatMap(PassageJudgement.Grade.init(rawValue:)),
            sentences: grade == 2 ? [.init(number: 1, text: "One.")] : [],
            at: Date(timeIntervalSince1970: 1_700_000_000))
    }

    @Test("the last word of a judge counts, and one that was taken back does not")
    func replay() throws {
        try withFile("") { file in
            let log = try JudgementLog(file)
            let said = [
                judgement("ann", "a", 2), judgement("ann", "b", 0), judgement("bea", "a", 1), judgement("ann", "b", 1),
                judgement("ann", "c", 2), judgement("ann", "c", nil), judgement("ann", "d", nil),
            ]
            for one in said { try log.append(one) }
            let standing = [said[0], said[2], said[3]]
            #expect(log.judgements == standing)
            #expect(try JudgementLog(file).judgements == standing)
            // A kill in the middle of a line costs that line alone.
            try Data(contentsOf: file).dropLast(5).write(to: file)
            #expect(try JudgementLog(file).judgements == standing)
        }
    }

    @Test("several judges' grades become their median, the lower of two")
    func qrels() throws {
        try withFile("") { file in
            let log = try JudgementLog(file)
            for (judge, grade) in [("ann", 2), ("bea", 0)] { try log.append(judgement(judge, "a", grade)) }
            for (judge, grade) in [("ann", 2), ("bea", 1), ("cyd", 1)] { try log.append(judgement(judge, "b", grade)) }
            try log.append(judgement("ann", "x", 0, question: "p"))
            #expect(log.qrels == Judgements(["q": ["a": 0, "b": 1], "p": ["x": 0]]))
            let text = try log.qrels.text()
            #expect(text == "p 0 x 0\nq 0 a 0\nq 0 b 1\n")
            #expect(try withFile(text) { try Judgements.read($0) } == log.qrels)
        }
        for bad in [Judgements(["a b": ["d": 1]]), Judgements(["q": ["": 1]])] {
            let error = #expect(throws: BylineError.self) { try bad.text() }
            #expect(error?.code == .judgementsUnwritable)
        }
    }

    @Test("a file of another kind is refused and left alone")
    func foreign() throws {
        for text in ["q 0 d 1\n", "{\"judge\":\"a\"}\n", "{\"judge\":1}\nx"] {
            try withFile(text) { file in
                let error = #expect(throws: BylineError.self) { try JudgementLog(file) }
                #expect(error?.code == .judgementsMalformed && error?.message.hasPrefix("Line 1 of ") == true)
                let left = try String(contentsOf: file, encoding: .utf8)
                #expect(left == text)
            }
        }
    }

    @Test("agreement is Cohen's kappa, plain and with linear weights")
    func agreement() throws {
        // Worked by hand: rows ann 0 1 2, columns bea: 4 1 0 / 1 2 1 / 0 1 2.
        let table = [[4, 1, 0], [1, 2, 1], [0, 1, 2]]
        var judgements: [PassageJudgement] = []
        for (mine, row) in table.enumerated() {
            for (its, count) in row.enumerated() {
                for _ in 0..<count {
                    let document = "d\(judgements.count)"
                    judgements += [judgement("ann", document, mine), judgement("bea", document, its)]
                }
            }
        }
        judgements += [judgement("ann", "alone", 2), judgement("cyd", "d0", 0)]
        let pairs = JudgeAgreement.pairs(judgements)
        #expect(pairs.map { "\($0.first) \($0.second) \($0.passages)" } == ["ann bea 12", "ann cyd 1", "bea cyd 1"])
        // Observed 8/12; expected (5·5 + 4·4 + 3·3) / 144 = 50/144.
        let kappa = try #require(pairs[0].kappa)
        #expect(abs(pairs[0].observed - 8 / 12.0) < 1e-12)
        #expect(abs(kappa - (8 / 12.0 - 50 / 144.0) / (1 - 50 / 144.0)) < 1e-12)
        // Disagreement seen 4/12; expected by the marginals 5 4 3: (2·(20 + 12) + 2·2·15) / 144 = 124/144.
        let weighted = try #require(pairs[0].weightedKappa)
        #expect(abs(weighted - (1 - (4 / 12.0) / (124 / 144.0))) < 1e-12)
        // One and the same grade only: kappa has no value.
        #expect(pairs[1].observed == 1 && pairs[1].kappa == nil && pairs[1].weightedKappa == nil)
        #expect(JudgeAgreement.pairs([judgement("ann", "a", 1)]).isEmpty)
        #expect(JudgeAgreement.pairs([judgement("ann", "a", 1), judgement("bea", "b", 1)])[0].kappa == nil)
    }
}
