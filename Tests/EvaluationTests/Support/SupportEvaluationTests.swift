import Corpus
import Foundation
import Reasoning
import Testing

@testable import Evaluation

@Suite("Support evaluation")
struct SupportEvaluationTests {
    private static let lines = """
        {"id":"1","url":"u","quote":"The hall seats 240.","claim":"The hall seats 240.","label":"supported","kind":"extract","origin":"generated","split":"tuning"}
        {"id":"2","url":"u","quote":"The hall seats 240.","claim":"There are 240 seats.","label":"supported","kind":"paraphrase","origin":"hand","split":"tuning"}
        {"id":"3","url":"u","quote":"The hall seats 240.","claim":"The hall seats 420.","label":"unsupported","kind":"number","origin":"hand","split":"tuning"}
        {"id":"4","url":"u","quote":"The hall seats 240.","claim":"The hall seats 204.","label":"unsupported","kind":"number","origin":"generated","split":"tuning"}
        {"id":"5","url":"u","quote":"The hall seats 240.","claim":"The hall in Kessel seats 240.","label":"unsupported","kind":"place","origin":"hand","split":"held-out","context":"In Varnholt. The hall seats 240.","published_at":"2027-03-04T09:00:00Z"}
        """

    @Test("reads pairs, counts by split, kind and origin, and tells the times apart")
    func counts() async throws {
        let pairs = try withFile(Self.lines) { try SupportPair.read($0) }
        #expect(pairs[4].context == "In Varnholt. The hall seats 240." && pairs[4].publishedAt != nil)
        let clock = EncoderClock { texts in
            try await Task.sleep(for: .milliseconds(2))
            return texts.map { _ in [1] }
        }
        let evaluation = try await SupportEvaluation.run(
            pairs, articles: QuotedArticles(), verifier: SupportVerifier(encode: clock.encode), encoder: clock)
        let rows = evaluation.rows.map { "\($0.split) \($0.kind) \($0.origin) \($0.refused)/\($0.pairs)" }
        #expect(
            rows == [
                "held-out place hand 1/1", "tuning extract generated 0/1", "tuning paraphrase hand 0/1",
                "tuning number generated 1/1", "tuning number hand 1/1", "tuning number all 2/2",
            ])
        #expect(evaluation.outcomes.allSatisfy { $0.isRight && $0.encoding >= 2 && $0.milliseconds >= $0.encoding })
    }

    private struct Contradicting: EntailmentJudge {
        func contradiction(of hypothesis: String, by premises: [String]) async throws -> [Double] {
            try await Task.sleep(for: .milliseconds(2))
            return premises.map { _ in hypothesis.hasPrefix("There") ? 0.999 : 0.25 }
        }
    }

    @Test("counts what a model of inference refuses, and takes its time apart")
    func judged() async throws {
        let pairs = try withFile(Self.lines) { try SupportPair.read($0) }
        let judge = JudgeClock(Contradicting())
        let evaluation = try await SupportEvaluation.run(
            pairs, articles: QuotedArticles(), verifier: SupportVerifier(), entailment: EntailmentCheck(judge),
            judge: judge)
        // The quote is not shown to it, nor what the verifier refused.
        #expect(evaluation.outcomes.map(\.judging?.contradiction) == [nil, 0.999, nil, nil, nil])
        #expect(evaluation.outcomes.map(\.verdict.isSupported) == [true, false, false, false, false])
        #expect(evaluation.outcomes[1].verdict.objection?.contains("contradict") == true)
        let time = try #require(evaluation.judging)
        #expect(time.median >= 2 && evaluation.outcomes[1].milliseconds >= time.median)
    }

    @Test("takes what stands around a quote from the version of the article that has it")
    func context() throws {
        let records = """
            {"url":"u","title":"New","source":"The Tide","text":"The hall seats 260. It is old.","published_at":"2027-03-05"}
            {"url":"u","title":"Old","source":"The Tide","text":"The hall seats 240. It is old.","published_at":"2027-03-04"}
            """
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try Data(records.utf8).write(to: folder.appending(path: "articles.jsonl"))
        let pairs = try withFile(Self.lines) { try SupportPair.read($0) }
        let passage = try QuotedArticles(path: folder.path).passage(of: pairs[0])
        #expect(passage.title == "Old" && passage.context == "The hall seats 240. It is old.")
    }

    @Test("names the line that is no pair")
    func malformed() throws {
        func message(_ text: String) throws -> String? {
            try withFile(text) { file in
                do {
                    _ = try SupportPair.read(file)
                    return nil
                } catch let error as BylineError {
                    return error.code == .pairsMalformed ? error.message : nil
                }
            }
        }
        let first = Self.lines.split(separator: "\n")[0]
        #expect(try message("")?.contains("is missing") == true)
        #expect(try message("\(first)\n{}")?.contains("Line 2") == true)
        #expect(try message("\(first)\n\(first)")?.contains("repeats the id '1'") == true)
    }
}
