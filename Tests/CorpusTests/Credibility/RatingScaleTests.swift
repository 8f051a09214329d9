import Testing

@testable import Corpus

@Suite("Scales of ratings")
struct RatingScaleTests {
    @Test(
        "take values to the range from 0 to 1",
        arguments: [
            ("0-100", "87", 0.87), ("0-100", "87%", 0.87), ("0..100", " 0 ", 0), ("1-5", "5", 1), ("1-5", "3", 0.5),
            ("1-5", "2,0", 0.25), ("0-1", "0.3", 0.3), ("0 to 1", "1", 1), ("-1..1", "-0.5", 0.25), ("-1-1", "0", 0.5),
            ("5-1", "1", 1), ("5-1", "5", 0), ("1–7", "7", 1), ("0:10", "+5", 0.5),
            ("letters", "A", 0.9), ("LETTERS", "f", 0.1), ("a-f", " c ", 0.5),
            ("categories", "Very High", 0.95), ("categories", "MOSTLY_FACTUAL", 0.7),
            ("categories", "generally-unreliable", 0.15), ("high=0.9,low=0.1", "HIGH", 0.9),
            ("high trust = 0.9, a-b = .2", "A-B", 0.2), ("high trust=1,low=0", "high-trust", 1),
        ])
    func values(scale: String, value: String, expected: Double) throws {
        let rating = try #require(RatingScale(scale)?.rating(value))
        #expect(abs(rating - expected) < 1e-9)
    }

    @Test("letters with signs lie between")
    func signs() throws {
        let values = try ["A+", "a", "A-", "B+", "B", "B-", "C+", "D-", "F+", "F"].map {
            try #require(RatingScale.letters.rating($0))
        }
        #expect(values == values.sorted(by: >) && values.allSatisfy { $0 > 0 && $0 < 1 })
    }

    @Test(
        "refuse what is not on them",
        arguments: [
            ("0-100", "101"), ("0-100", "-1"), ("0-100", "nan"), ("0-100", "inf"), ("0-100", "0x1p3"), ("0-100", ""),
            ("0-100", "1e1"), ("0-100", "1,2,3"), ("0-100", "ten"), ("1-5", "0"), ("5-1", "6"), ("letters", "G"),
            ("letters", "A++"), ("categories", "satire"), ("categories", ""), ("high=0.9", "low"),
            ("0-1", "0.00000000000000000000000000001"),
        ])
    func refused(scale: String, value: String) throws {
        let scale = try #require(RatingScale(scale))
        #expect(scale.rating(value) == nil)
    }

    @Test(
        "are themselves well formed",
        arguments: [
            "", "1", "0-", "-", "1-1", "a-z", "0-100-200", "high=2", "high=", "=1", "high=0.1,high=0.2", "high=0.1,,=",
            "nan-1", "0-inf", "......-....", "1.2.3-4",
        ])
    func malformed(scale: String) { #expect(RatingScale(scale) == nil) }

    @Test(
        "print themselves in the form in which they are read",
        arguments: ["0-100", "-1..1", "5-1", "letters", "categories", "b=0.1,a=0.9"])
    func description(scale: String) throws {
        let scale = try #require(RatingScale(scale))
        #expect(RatingScale(scale.description) == scale)
    }
}
