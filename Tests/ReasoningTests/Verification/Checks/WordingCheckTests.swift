import Testing

@testable import Reasoning

@Suite("Wording check")
struct WordingCheckTests {
    private func matter(_ similarity: Float?) -> SupportCase {
        var matter = SupportCases.matter(
            "A drought has hollowed the trunks of the limes.", citing: "A fungus has hollowed the trunks of the limes.")
        matter.exchangeSimilarities = matter.exchanges.map { _ in similarity }
        return matter
    }

    @Test("finds the exchanged words of a sentence that is its quote otherwise")
    func exchanges() {
        #expect(matter(nil).exchanges == [WordingCheck.Exchange(said: "drought", stated: "fungus")])
        let free = SupportCases.matter(
            "Dry weather ruined trees.", citing: "A fungus has hollowed the trunks of the limes.")
        #expect(free.exchanges.isEmpty)
    }

    @Test("objects where the words are far apart, and to nothing without an encoder")
    func objections() {
        #expect(WordingCheck().objection(to: matter(0.1)) != nil)
        #expect(WordingCheck().objection(to: matter(0.6)) == nil)
        #expect(WordingCheck().objection(to: matter(nil)) == nil)
    }
}
