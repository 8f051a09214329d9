import Corpus
import Retrieval
import Testing

@testable import Reasoning

@Suite("Form of an answer")
struct AnswerFormTests {
    /// Of a question, over one article of such sentences.
    private func ranking(_ question: String, _ sentences: [String]) throws -> Ranking {
        let article = Evidence.Article(source: "Post", title: "Report", day: "2025-03-03", sentences: sentences)
        return try #require(try Evidence.task(question, [article]).reading.rankings.first)
    }

    private func isMet(_ question: String, _ sentence: String) throws -> Bool? {
        let ranking = try ranking(question, [sentence])
        return ranking.scorer.form.isMet(by: Sentence(sentence, index: 0))
    }

    @Test(
        "is met by a figure in the unit that is asked for, or directly before what is counted",
        arguments: [
            ("How much did the inquiry cost?", "It came to 3 million crowns.", true),
            ("How much did the inquiry cost?", "It heard 94 witnesses.", false),
            ("How many homes were flooded?", "The flood reached 911 homes that night.", true),
            ("How many homes were flooded?", "In 12 days the homes were dry.", false),
            ("How many homes were flooded?", "A third of the homes, or 31%, were insured.", false),
            ("How many homes were flooded?", "In December 911 homes were under water.", true),
            ("How many meals does it serve?", "It serves 260 meals per day.", true),
            ("How many meals does it serve?", "Of the meals, 31 per cent are hot meals.", false),
            ("How many people signed?", "There were 1,275 names on it.", true),
            ("How many people signed?", "It cost 40 crowns and took 3 weeks.", false),
            ("How many people signed?", "They met on 4 March for tea.", false),
            ("How many crowns did the roof cost?", "The roof cost 410,000 crowns.", true),
            ("How many crowns did the roof cost?", "The roof has 410 tiles.", false),
            ("How many cubic metres of soil were removed?", "About 11,000 cubic metres of soil went.", true),
            ("How many voted for it, in per cent?", "It won 61% of the vote.", true),
            ("How many voted for it, in per cent?", "It won 61 votes.", false),
        ])
    func figures(question: String, sentence: String, expected: Bool) throws {
        #expect(try isMet(question, sentence) == expected)
    }

    @Test(
        "is met by a date, a name or a place, and cannot be told of other questions",
        arguments: [
            ("When did it open?", "It opened on 4 March.", true as Bool?),
            ("When did it open?", "It opened late.", false),
            ("Which sculptor made Old Bess?", "Old Bess was cast by Ida Fennick.", true),
            ("Which sculptor made Old Bess?", "Ida Fennick cast Old Bess.", true),
            ("Which sculptor made Old Bess?", "Old Bess was made in 1974.", false),
            ("From which countries did they come?", "They came from Arvenia.", true),
            ("From which countries did they come?", "They came from abroad.", false),
            ("What did she say?", "She said no.", nil),
            ("Why was it late?", "The drains were wrong.", nil),
        ])
    func others(question: String, sentence: String, expected: Bool?) throws {
        #expect(try isMet(question, sentence) == expected)
    }

    @Test("counts under any name what no passage has a word for")
    func unknownNoun() throws {
        #expect(try isMet("How many bathers were there?", "The rope crew saw 376 swimmers.") == true)
        let both = ["The bathers were cold.", "The rope crew saw 376 swimmers."]
        let ranking = try ranking("How many bathers were there?", both)
        #expect(ranking.scorer.form.isMet(by: Sentence(both[1], index: 1)) == false)
    }

    @Test("is as near as the nearest sentence that has it, beside the nearest of all")
    func nearness() throws {
        let question = "Which sculptor made the bronze seal Old Bess?"
        let seal = "The bronze seal Old Bess was made for the promenade."
        let elsewhere = "The ferry is run by Amina Forsyth."
        func nearness(_ sentences: [String]) throws -> Float {
            let ranking = try ranking(question, sentences)
            return ranking.scorer.form.nearness(in: ranking.quotations)
        }
        #expect(try nearness([seal]) == 0)
        let far = try nearness([seal, elsewhere])
        #expect(far < 0.5)
        #expect(try nearness([seal, elsewhere, "The bronze seal Old Bess was made by Ida Fennick."]) > 0.9)
        #expect(try nearness([]) == 1)
        let untold = try ranking("What did the seal look like?", [seal])
        #expect(untold.scorer.form.nearness(in: untold.quotations) == 1)
    }
}
