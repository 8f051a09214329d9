import Corpus
import Embedding
import Testing

@testable import Retrieval

@Suite("Word likeness")
struct WordLikenessTests {
    /// Words by their angle, in degrees.
    private struct Circle: WordVectors {
        let angles: [String: Double]

        func vector(of word: String) -> [Float]? {
            angles[word].map { [Float(cosine($0)), Float(cosine($0 - 90))] }
        }

        /// By its series, to 1e-7 for a right angle.
        private func cosine(_ degrees: Double) -> Double {
            let x = degrees * .pi / 180
            var (sum, term) = (1.0, 1.0)
            for step in stride(from: 2.0, through: 24, by: 2) {
                term *= -x * x / (step * (step - 1))
                sum += term
            }
            return sum
        }
    }

    private let circle = Circle(angles: [
        "folks": 0, "people": 60, "banana": 90, "hallard": 5, "adeyemi": 10, "7": 1, "12": 2, "the": 0, "buy": 0,
        "purchase": 20,
    ])

    private func likeness(_ question: String, _ evidence: String) -> WordLikeness {
        WordLikeness(questions: [question], evidence: [Words.words(in: evidence)], by: circle)
    }

    @Test("finds words that can stand for a question's, and says how far")
    func substitutes() {
        let likeness = likeness("do folks buy it", "many people purchase a banana")
        // Cosine 0.5, of which 0.2 is nothing.
        #expect(abs(likeness.found(in: [Stemmer.stem("people")]).share(of: Stemmer.stem("folks")) - 0.6) < 1e-4)
        #expect(likeness.found(in: [Stemmer.stem("banana")]).share(of: Stemmer.stem("folks")) == 0)
        // No other word says quite the same.
        #expect(likeness.found(in: [Stemmer.stem("purchase")]).share(of: Stemmer.stem("buy")) == 0.8)
        #expect(likeness.hasSubstitute(for: Stemmer.stem("folks")))
    }

    @Test("counts a word that stands there itself as one")
    func itself() {
        let likeness = likeness("do folks buy it", "folks and people purchase")
        #expect(
            likeness.found(in: [Stemmer.stem("folks"), Stemmer.stem("people")]).share(of: Stemmer.stem("folks")) == 1)
    }

    @Test("leaves names, figures and grammar words to themselves")
    func names() {
        let named = likeness("what did Hallard buy for 7", "it was Adeyemi with the 12")
        #expect(!named.hasSubstitute(for: Stemmer.stem("hallard")))
        #expect(!named.hasSubstitute(for: Stemmer.stem("7")))
        #expect(!named.hasSubstitute(for: Stemmer.stem("the")))
    }

    @Test("knows nothing without vectors, and of empty texts")
    func nothing() {
        let blind = WordLikeness(questions: ["do folks buy"], evidence: [Words.words(in: "people")], by: nil)
        #expect(!blind.hasSubstitute(for: Stemmer.stem("folks")))
        #expect(blind.found(in: ["folk"]).share(of: "folk") == 1)
        #expect(blind.found(in: ["peopl"]).share(of: "folk") == 0)
        #expect(!likeness("", "people").hasSubstitute(for: ""))
        #expect(!likeness("folks", "").hasSubstitute(for: Stemmer.stem("folks")))
    }
}
