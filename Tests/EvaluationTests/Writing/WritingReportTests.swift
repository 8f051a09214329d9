import Corpus
import Foundation
import Generation
import Reasoning
import Testing

@testable import Evaluation

@Suite("Reports of writing")
struct WritingReportTests {
    /// Offers a sentence, and a correction where it is rejected.
    private struct Writer: AnswerWriter {
        let name: String
        let texts: [String]
        var evidenceBudget: Int? { 7 }
        var identity: String { "\(name)/1" }

        func write(_ task: WritingTask, to receiver: any DraftReceiver) async throws -> WritingOutcome {
            try await receiver.note(.began(writer: name))
            for text in texts {
                let draft = DraftSentence(text: text, sources: [Quote(evidence: 4, sentences: 0...0)])
                if case .rejected = try await receiver.offer(draft) {
                    _ = try await receiver.offer(draft, isCorrection: true)
                }
            }
            return .answered(.direct)
        }
    }

    /// Releases what begins with "Good", withholds what begins with "Twice", and rejects everything else.
    private actor Receiver: DraftReceiver {
        private(set) var notes: [WritingNote] = []

        func offer(_ draft: DraftSentence, isCorrection: Bool) -> Reception {
            if draft.text.hasPrefix("Good") { return .released }
            return isCorrection || draft.text.hasPrefix("Twice") ? .withheld(reason: "W") : .rejected(reason: "R")
        }

        func note(_ note: WritingNote) { notes.append(note) }
    }

    private let task = WritingTask(
        plan: QuestionPlan(kind: .fact, terms: [], names: [], parts: []), whole: .init(question: "Who?", vector: [1]),
        parts: [], evidence: [], maximumSentences: 5)

    private func finding(_ gate: String, _ sentence: Int, _ recovery: Recovery = .retry) -> Finding {
        Finding(gate: gate, stage: .verify, recovery: recovery, verdict: .failed("R"), sentence: sentence)
    }

    @Test("takes down every sentence with what became of it and the gate that decided, and changes nothing")
    func watches() async throws {
        let watched = WatchedWriter(Writer(name: "w", texts: ["Good.", "Bad.", "Twice."]))
        #expect(watched.name == "w" && watched.identity == "w/1" && watched.evidenceBudget == 7)
        let receiver = Receiver()
        #expect(try await watched.write(task, to: receiver) == .answered(.direct))
        #expect(await receiver.notes == [.began(writer: "w")])
        let sentences = watched.takeSentences(findings: [
            finding("label", 0, .note), finding("label", 1, .note), finding("first", 1), finding("second", 1),
            finding("third", 2), finding("fourth", 3), finding("nowhere", 9),
        ])
        #expect(sentences.map(\.text) == ["Good.", "Bad.", "Bad.", "Twice."])
        #expect(sentences.map(\.isReleased) == [true, false, false, false])
        #expect(sentences.map(\.isCorrection) == [false, false, true, false])
        #expect(sentences.map(\.gate) == [nil, "first", "third", "fourth"])
        #expect(sentences.map(\.reason) == [nil, "R", "W", "W"])
        #expect(sentences.allSatisfy { $0.writer == "w" && $0.quotes.isEmpty })
        #expect(watched.takeSentences(findings: []).isEmpty)
    }

    private func outcome(
        _ writer: String, _ verdict: AnswerVerdict, _ sentences: [OfferedSentence], first: Double?, whole: Double,
        cached: Bool = false
    ) throws -> AnswerEvaluation.Outcome {
        let json = #"{"id":"q","question":"?","kind":"fact","accepted":[["x"]],"evidence":[]}"#
        var report = ModelCallReport(model: ModelName(provider: "p", model: "m"), breaker: .closed)
        report.isCached = cached
        report.usage = ModelUsage(promptTokens: 100, answerTokens: 10)
        report.error = verdict == .missed ? "model-unavailable" : nil
        return AnswerEvaluation.Outcome(
            question: try JSONDecoder().decode(JudgedQuestion.self, from: Data(json.utf8)),
            answer: Answer(
                id: "ans_1", question: "?", corpus: .standard, status: verdict == .missed ? .abstained : .answered,
                form: .direct, sentences: [], citations: [], confidence: 0.5, reason: nil, writer: writer),
            verdict: verdict,
            writing: WritingReport(
                sentences: sentences, firstSentence: first, whole: whole,
                calls: [PromptedCall(prompt: "generate", promptVersion: "1", report: report)]))
    }

    private func sentence(_ writer: String, _ reception: Reception, gate: String? = nil, corrects: Bool = false)
        -> OfferedSentence
    {
        var sentence = OfferedSentence(
            writer: writer, text: "T", quotes: [], isCorrection: corrects, reception: reception)
        sentence.gate = gate
        return sentence
    }

    @Test("counts by writer: answers, sentences, corrections, refusals; times leave out what the cache answered")
    func summary() throws {
        let refused = sentence("m", .rejected(reason: "R"), gate: "g")
        let summary = WritingSummary([
            try outcome(
                "m", .correct, [sentence("m", .released), refused, sentence("m", .released, corrects: true)], first: 10,
                whole: 30),
            try outcome(
                "extractive", .wrong,
                [
                    refused, sentence("m", .withheld(reason: "W"), gate: "h", corrects: true),
                    sentence("extractive", .released),
                ], first: 20, whole: 40),
            try outcome("m", .missed, [], first: nil, whole: 50),
            try outcome("m", .correct, [sentence("m", .released)], first: 1, whole: 2, cached: true),
        ])
        #expect(summary.rows.map(\.writer) == ["m", "extractive"])
        let model = summary.rows[0]
        #expect(model.answers == 2 && model.right == 2 && model.offered == 4 && model.released == 2)
        #expect(model.corrections == 2 && model.corrected == 1 && model.refusals == ["g": 2, "h": 1])
        let extractive = summary.rows[1]
        #expect(extractive.answers == 1 && extractive.right == 0 && extractive.offered == 1 && extractive.released == 1)
        #expect(summary.firstSentence == AnswerTimes.Percentiles([10, 20]))
        #expect(summary.whole == AnswerTimes.Percentiles([30, 40, 50]))
        #expect(summary.calls == 4 && summary.cachedCalls == 1 && summary.errors == ["model-unavailable": 1])
        #expect(summary.promptTokens == 400 && summary.answerTokens == 40)
    }
}
