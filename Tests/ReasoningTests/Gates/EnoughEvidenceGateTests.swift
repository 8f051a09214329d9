import Testing

@testable import Reasoning

@Suite("Gate: enough evidence")
struct EnoughEvidenceGateTests {
    private func verdict(_ question: String, _ articles: [Evidence.Article]) throws -> Verdict {
        EnoughEvidenceGate().verdict(
            on: WeighedEvidence(task: try Evidence.task(question, articles), isBroadened: false))
    }

    private let inquiry = Evidence.Article(
        source: "Ledger", title: "Flood inquiry opens", day: "2025-03-03",
        sentences: [
            "Flood inquiry opens in hall", "Retired judge Beatrix Orlane chairs the flood inquiry.",
            "The inquiry will hear 94 witnesses.",
        ])

    @Test("passes what can carry an answer")
    func enough() throws {
        #expect(try verdict("Who chairs the flood inquiry?", [inquiry]) == .passed)
    }

    @Test("names what is missing where a name is nowhere in the evidence")
    func missingName() throws {
        let verdict = try verdict("What did Zebulon Quartz say about the flood inquiry?", [inquiry])
        #expect(verdict.outcome == .failed)
        #expect(verdict.explanation.contains("Zebulon Quartz"))
        #expect(verdict.explanation.contains("Flood inquiry opens"))
    }

    @Test("fails where nothing is close, where no date is given, and where there is no evidence")
    func thin() throws {
        for (question, articles) in [
            ("How do I bake bread?", [inquiry]), ("When did the inquiry chairs meet?", [inquiry]),
            ("Who chairs the flood inquiry?", []),
        ] {
            let verdict = try verdict(question, articles)
            #expect(verdict.outcome == .failed && verdict.reason?.isEmpty == false, "\(question)")
        }
    }

    private let strike = Evidence.Article(
        source: "Post", title: "Port strike", day: "2025-09-18",
        sentences: ["Cranes stood still for a month.", "It set the city back 62 million crowns."])

    @Test("takes a figure from the passage that was found first, and from elsewhere only where it is near")
    func figures() throws {
        let question = "How much did the flood inquiry cost?"
        #expect(try verdict(question, [inquiry, strike]).explanation.contains("give no figure"))
        var billed = inquiry
        billed.sentences.append("The inquiry has cost 3 million crowns.")
        #expect(try verdict(question, [billed, strike]) == .passed)
        var priced = strike
        priced.sentences = ["The flood inquiry cost 3 million crowns."]
        #expect(try verdict(question, [inquiry, priced]) == .passed)
    }

    @Test("declines to say who where nobody is named but in the question, and no place or time counts as a name")
    func nobody() throws {
        var seal = Evidence.Article(
            source: "Post", title: "Seal is gone", day: "2025-04-26",
            sentences: [
                "Somebody stole the bronze seal Old Bess in April.", "The bronze seal Old Bess stood in Northstrand.",
            ])
        let question = "Who stole the bronze seal Old Bess?"
        #expect(try verdict(question, [seal]).explanation.contains("name nobody"))
        #expect(try verdict("Where did the bronze seal Old Bess stand?", [seal]) == .passed)
        seal.sentences.append("Police say that Douglas Hale stole the bronze seal.")
        #expect(try verdict(question, [seal]) == .passed)
    }

    @Test("declines where what has the form of an answer is of something else, and says which form that is")
    func form() throws {
        let tower = Evidence.Article(
            source: "Post", title: "Viewing platform planned", day: "2025-04-26",
            sentences: [
                "Crane No. 9 will be turned into a viewing platform.",
                "A viewing platform on the crane opens in spring.",
                "The mill was sold for 3 million crowns.",
            ])
        let question = "How much will the viewing platform on crane No. 9 cost?"
        #expect(try verdict(question, [tower]).explanation.contains("give no sum of money"))
        var billed = tower
        billed.sentences.append("The viewing platform on the crane will cost 90,000 crowns.")
        #expect(try verdict(question, [billed]) == .passed)
        #expect(try verdict("Will the viewing platform on crane No. 9 cost more crowns?", [tower]) == .passed)
    }

    @Test("declines no comparison for want of a figure")
    func comparison() throws {
        #expect(try verdict("Is the flood inquiry larger than the judge?", [inquiry]) == .passed)
    }

    @Test("takes evidence that is a little farther where it has the words", arguments: [0.38, 0.42])
    func closeness(cosine: Float) throws {
        // One direction has the sentence, the other nothing.
        func verdict(_ question: String) throws -> Verdict {
            let sentence = Evidence.vector(inquiry.sentences[1])
            let free = try #require(
                sentence.indices.first { index in
                    inquiry.sentences.allSatisfy { Evidence.vector($0)[index] == 0 }
                })
            var vector = sentence.map { $0 * cosine }
            vector[free] = (1 - cosine * cosine).squareRoot()
            let part = WritingTask.Part(question: question, vector: vector)
            let task = WritingTask(
                plan: QuestionPlanner().plan(question), whole: part, parts: [], evidence: try Evidence.hits([inquiry]),
                maximumSentences: 5)
            return EnoughEvidenceGate().verdict(on: WeighedEvidence(task: task, isBroadened: false))
        }
        #expect(try verdict("flood inquiry judge").outcome == (cosine < 0.4 ? .failed : .passed))
        #expect(try verdict("bread oven bakers").outcome == .failed)
    }

    @Test("passes on that the matter is not known")
    func statedGap() throws {
        let article = Evidence.Article(
            source: "Radio", title: "Crane load falls", day: "2025-11-04",
            sentences: ["A crane load fell at the stadium.", "What made the crane load fall is not known."])
        let verdict = try verdict("What made the crane load fall?", [article])
        #expect(verdict.outcome == .failed)
        #expect(verdict.explanation.contains("is not known") && verdict.explanation.contains("Radio"))
    }

    @Test("fails where the corpus has nothing by the outlet that is asked for", arguments: [true, false])
    func absentOutlets(isOneKnown: Bool) throws {
        let question = "Who chairs the flood inquiry, by a Reuters and a Ledger article?"
        let whole = WritingTask.Part(question: question, vector: Evidence.vector(question))
        let sought = SoughtMatter(whole: whole, absentOutlets: isOneKnown ? ["Ledger"] : ["Reuters"])
        let task = WritingTask(
            plan: QuestionPlanner().plan("Who chairs the flood inquiry?"), whole: whole, parts: [],
            evidence: try Evidence.hits([inquiry]), maximumSentences: 5, sought: sought)
        let verdict = EnoughEvidenceGate().verdict(on: WeighedEvidence(task: task, isBroadened: false))
        // A name that stands in a title of the evidence, or as its source, is no absent outlet.
        #expect(verdict.outcome == (isOneKnown ? .passed : .failed))
        #expect(isOneKnown || verdict.explanation.contains("nothing by \u{201C}Reuters\u{201D}"))
    }
}
