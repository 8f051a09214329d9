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
        WordLikeness(
            questions: [question], evidence: [WordLikeness.ordinaryWords(of: [Words.words(in: evidence)])], by: circle)
    }

    private func hasSubstitute(for word: String, _ likeness: WordLikeness) -> Bool {
        likeness.hasSubstitute(for: likeness.term(Stemmer.stem(word)))
    }

    /// How far a text of these words has a word.
    private func share(of word: String, among words: [String], _ likeness: WordLikeness) -> Float {
        likeness.found(in: Set(words.map { Stemmer.stem($0) })).share(of: likeness.term(Stemmer.stem(word)))
    }

    @Test("finds words that can stand for a question's, and says how far")
    func substitutes() {
        let likeness = likeness("do folks buy it", "many people purchase a banana")
        // Cosine 0.5, of which 0.2 is nothing.
        #expect(abs(share(of: "folks", among: ["people"], likeness) - 0.6) < 1e-4)
        #expect(share(of: "folks", among: ["banana"], likeness) == 0)
        // No other word says quite the same.
        #expect(share(of: "buy", among: ["purchase"], likeness) == 0.8)
        #expect(hasSubstitute(for: "folks", likeness))
    }

    @Test("counts a word that stands there itself as one")
    func itself() {
        let likeness = likeness("do folks buy it", "folks and people purchase")
        #expect(share(of: "folks", among: ["folks", "people"], likeness) == 1)
    }

    @Test("leaves names, figures and grammar words to themselves")
    func names() {
        let named = likeness("what did Hallard buy for 7", "it was Adeyemi with the 12")
        #expect(!hasSubstitute(for: "hallard", named))
        #expect(!hasSubstitute(for: "7", named))
        #expect(!hasSubstitute(for: "the", named))
    }

    @Test("knows nothing without vectors, and of empty texts")
    func nothing() {
        let blind = WordLikeness(questions: ["do folks buy"], evidence: [], by: nil)
        #expect(!hasSubstitute(for: "folks", blind))
        #expect(share(of: "folks", among: ["folks"], blind) == 1)
        #expect(share(of: "folks", among: ["people"], blind) == 0)
        // A word that no question has is found where it stands itself.
        #expect(share(of: "people", among: ["people"], blind) == 1)
        #expect(share(of: "people", among: ["folks"], blind) == 0)
        #expect(!hasSubstitute(for: "", likeness("", "people")))
        #expect(!hasSubstitute(for: "folks", likeness("folks", "")))
    }
}
