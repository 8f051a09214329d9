import Corpus
import Foundation
import Testing

@testable import Reasoning

@Suite("Bridges", .timeLimit(.minutes(1)))
struct BridgeTests {
    private static func article(_ number: Int, _ title: String, _ text: String, source: String = "Ledger") -> RawArticle
    {
        RawArticle(
            url: "https://ledger.example/\(number)", source: source, title: title, text: text, language: "en",
            publishedAt: Newsroom.day(number))
    }

    private static let articles =
        [
            article(
                1, "Candidates for mayor",
                "Douglas Hale, who owns a shop, proposes a council office in every ward. Mira Lund wants a tram."),
            article(2, "Mayor elected", "Hale received 24,106 votes in the first round. Lund received 61,000 votes."),
        ]
        + (3...12).map {
            article(
                $0, "Votes in parish \($0)", "In parish \($0) the first round brought \($0)00 votes to the candidates.")
        }

    private let question = "How many votes went to the candidate who proposed a council office in every ward?"

    @Test("a second search asks on with the name that the first one's evidence gives, and the trace shows it")
    func crossed() async throws {
        try await Newsroom.with(Self.articles) { newsroom in
            let trace = try await newsroom.answerer().trace(AnswerRequest(question: question))
            let bridge = try #require(trace.bridge)
            #expect(bridge.description == "the candidate who proposed a council office in every ward")
            #expect(bridge.name == "Douglas Hale" && bridge.question == "How many votes went to Hale")
            #expect(trace.searches == [question, bridge.description, bridge.question])
            #expect(trace.answer.sentences.first?.text.contains("24,106") == true)
            #expect(trace.answer.text.contains("council office in every ward"))
        }
    }

    @Test("nothing is asked on where one step answers, or where nothing is named")
    func notNeeded() async throws {
        try await Newsroom.with(Self.articles) { newsroom in
            let plain = AnswerRequest(question: "How many votes did Hale receive in the first round?")
            let trace = try await newsroom.answerer().trace(plain)
            #expect(trace.bridge == nil)
        }
        let nameless = [Self.article(1, "Shops", "A shop owner proposed a council office in every ward.")]
        try await Newsroom.with(nameless) { newsroom in
            let trace = try await newsroom.answerer().trace(AnswerRequest(question: question))
            #expect(trace.bridge == nil)
        }
    }

    private func names(_ kind: Description.Kind, _ question: String, _ sentences: [String]) throws -> [String] {
        let article = Evidence.Article(
            source: "Harbour Post", title: "Candidates", day: "2025-03-02", sentences: sentences)
        let other = Evidence.Article(
            source: "Ledger", title: "Weather", day: "2025-03-03",
            sentences: ["The rain fell on Wednesday.", "No one was hurt by it.", "The mills were shut."])
        let part = WritingTask.Part(question: question, vector: Evidence.vector(question))
        let reading = EvidenceReading(
            try Evidence.hits([article, other]), questions: [part], asksForNow: false, words: nil)
        return BridgeName.names(of: kind, in: reading.rankings[0], of: reading.pool, asked: question).map(\.text)
    }

    @Test("names are of the kind that is described, and not those of the question, of outlets and of times")
    func names() throws {
        let sentences = [
            "Douglas Hale told the Harbour Post on Tuesday that a candidate for the council must live in Eastmole.",
            "Hale and the Civic Alliance want a candidate and a council office in Weirside.",
        ]
        #expect(
            try names(.person, "the candidate who wants a council office in Weirside", sentences) == ["Hale"])
        #expect(
            try names(.place, "the place where a candidate for the council must live", sentences)
                == ["Eastmole", "Weirside"])
        #expect(
            try Set(names(.thing, "the party that wants a council office in Weirside", sentences))
                == ["Civic Alliance", "Eastmole"])
    }
}
