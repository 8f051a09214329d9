import Corpus
import Foundation
import Store
import Testing

@testable import Reasoning

@Suite("Answering", .timeLimit(.minutes(1)))
struct AnswererTests {
    private let question = AnswerRequest(question: "Who chairs the flood inquiry?")

    @Test("tells the stages in their order, and a sentence only behind its gates")
    func events() async throws {
        try await Newsroom.with { newsroom in
            let events = EventLog()
            let answer = try await newsroom.answerer().answer(question) { await events.add($0) }
            #expect(answer.status == .answered && answer.sentences[0].publishers == 1)
            let stages = await events.events.compactMap { if case .stage(let name) = $0 { name } else { nil } }
            #expect(stages == Stage.Name.allCases)
            let names = await events.names
            #expect(names.first == "answer.created" && names.last == "answer.completed")
            let verified = try #require(names.lastIndex(of: "stage"))
            #expect(names.firstIndex(of: "answer.delta").map { $0 < verified } == true)
        }
    }

    @Test("an answer's trace is kept, and shows what led to it")
    func trace() async throws {
        try await Newsroom.with { newsroom in
            let answer = try await newsroom.answerer().answer(question)
            let trace = try await newsroom.store.trace(of: answer.id)
            #expect(trace.answer == answer && trace.request.asked == question)
            #expect(trace.candidates.first?.source == "Ledger" && trace.candidates.first?.signals.isEmpty == false)
            #expect(
                Set(trace.findings.map(\.gate)).isSuperset(of: [
                    "question-acceptable", "enough-evidence", "has-citation",
                ]))
            #expect(trace.timings.map(\.stage).contains(.retrieve) && trace.firstSentence != nil)
            #expect(try await newsroom.store.latestTraces(limit: 5).map(\.key) == [answer.id])
            let again = try await newsroom.answerer(keeps: false).trace(question)
            #expect(TraceDifference(trace, again).isSame)
            await #expect(throws: BylineError.self) { try await newsroom.store.trace(of: "ans_none") }
        }
    }

    @Test(
        "an unchanged question with unchanged evidence is not written again; what touches its evidence changes exactly it"
    )
    func cache() async throws {
        try await Newsroom.with { newsroom in
            let answerer = newsroom.answerer()
            let other = AnswerRequest(question: "Which port strike ended after nine days?")
            func traces() async throws -> (flood: AnswerTrace, strike: AnswerTrace) {
                (try await answerer.trace(question), try await answerer.trace(other))
            }
            let first = try await traces()
            #expect(!first.flood.fromCache && !first.strike.fromCache)
            let second = try await traces()
            #expect(second.flood.fromCache && second.strike.fromCache)
            #expect(second.flood.answer.sentences == first.flood.answer.sentences)
            #expect(second.flood.id != first.flood.id)
            var spaced = question
            spaced.question = "  who chairs the  flood inquiry? "
            #expect(try await answerer.trace(spaced).fromCache)

            // Both questions see both articles here; a filter keeps the strike's answer apart from the flood's article.
            var narrow = other
            narrow.filter.sources = ["tide"]
            _ = try await answerer.trace(narrow)
            var corrected = Newsroom.flood
            corrected.text = "Judge Halvorsen chairs the flood inquiry. It opened on Monday in the harbour hall."
            corrected.updatedAt = Newsroom.day(1)
            try await newsroom.ingest(corrected)
            let third = try await answerer.trace(question)
            #expect(!third.fromCache && third.answer.text.contains("Halvorsen"))
            #expect(try await answerer.trace(narrow).fromCache)

            var withdrawn = corrected
            withdrawn.retracted = true
            withdrawn.updatedAt = Newsroom.day(2)
            try await newsroom.ingest(withdrawn)
            #expect(try await !answerer.trace(question).answer.text.contains("Halvorsen"))
            #expect(try await answerer.trace(narrow).fromCache)
        }
    }

    @Test("a takedown reaches traces and kept answers")
    func takedown() async throws {
        try await Newsroom.with { newsroom in
            let trace = try await newsroom.answerer().trace(question)
            let article = try #require(trace.candidates.first).article
            #expect(try await newsroom.store.deleteArticle(article, in: .standard))
            #expect(try await newsroom.store.archivedTrace(trace.id) == nil)
            let again = try await newsroom.answerer().trace(question)
            #expect(!again.fromCache && !again.answer.text.contains("Ekdal"))
        }
    }

    @Test("searches once more, wider, before it says that the corpus does not say")
    func broadens() async throws {
        try await Newsroom.with { newsroom in
            let events = EventLog()
            let trace = try await newsroom.answerer().trace(AnswerRequest(question: "Who won the chess tournament?")) {
                await events.add($0)
            }
            #expect(trace.isBroadened && trace.answer.status == .abstained)
            #expect(trace.answer.reason?.isEmpty == false)
            #expect(await events.events.count { if case .evidence = $0 { true } else { false } } == 2)
            #expect(await events.names.last == "answer.abstained")
        }
    }

    @Test("a question that the policy withholds is declined before anything is searched")
    func policy() async throws {
        try await Newsroom.with { newsroom in
            let trace = try await newsroom.answerer().trace(
                AnswerRequest(question: "What is the home address of Judge Ekdal?"))
            #expect(trace.answer.status == .abstained && trace.candidates.isEmpty)
            #expect(trace.answer.reason?.contains("private addresses") == true)
        }
    }

    @Test(
        "refuses what is no question, and a number of sentences out of range",
        arguments: [
            AnswerRequest(question: "?!"), AnswerRequest(question: String(repeating: "long ", count: 2_000)),
            AnswerRequest(question: "Who?", maximumSentences: 0), AnswerRequest(question: "Who?", maximumSentences: 21),
        ])
    func refuses(request: AnswerRequest) async throws {
        try await Newsroom.with([]) { newsroom in
            await #expect(throws: BylineError.self) { try await newsroom.answerer().answer(request) }
        }
    }
}
