import Foundation
import Testing

@testable import Corpus

@Suite("Word cutter")
struct WordCutterTests {
    /// The same by scalars, slowly: what the cutter by bytes must agree with.
    private enum ByScalars {
        static func words(in text: String) -> [(text: String, folded: String)] {
            let scalars = Array(text.unicodeScalars)
            var words: [(String, String)] = []
            var word = String.UnicodeScalarView()
            for (index, scalar) in scalars.enumerated() {
                if isLetterOrDigit(scalar) || (!word.isEmpty && joins(scalars, at: index)) {
                    word.append(scalar)
                } else if !word.isEmpty {
                    words.append((String(word), fold(String(word))))
                    word = String.UnicodeScalarView()
                }
            }
            if !word.isEmpty { words.append((String(word), fold(String(word)))) }
            return words.filter { !$0.1.unicodeScalars.isEmpty }
        }

        private static func joins(_ scalars: [Unicode.Scalar], at index: Int) -> Bool {
            guard index > 0, index + 1 < scalars.count else { return false }
            let (before, after) = (scalars[index - 1], scalars[index + 1])
            switch scalars[index] {
            case "'", "\u{2019}": return before.properties.isAlphabetic && after.properties.isAlphabetic
            case ".", ",": return ("0"..."9").contains(before) && ("0"..."9").contains(after)
            default: return false
            }
        }

        private static func fold(_ text: String) -> String {
            var scalars = text.lowercased().decomposedStringWithCanonicalMapping.unicodeScalars
                .filter { $0.properties.generalCategory != .nonspacingMark }.map { $0 == "\u{2019}" ? "'" : $0 }
            if scalars.suffix(2) == ["'", "s"], scalars.count > 2 { scalars.removeLast(2) }
            scalars.removeAll { $0 == "," }
            var view = String.UnicodeScalarView()
            view.append(contentsOf: scalars)
            return String(view)
        }

        private static func isLetterOrDigit(_ scalar: Unicode.Scalar) -> Bool {
            if scalar.isASCII {
                return ("0"..."9").contains(scalar) || ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar)
            }
            return scalar.properties.isAlphabetic || scalar.properties.numericType != nil
                || scalar.properties.generalCategory == .nonspacingMark
        }
    }

    private func expectEqual(_ text: String, sourceLocation: SourceLocation = #_sourceLocation) {
        let expected = ByScalars.words(in: text)
        let words = Words.words(in: text)
        // By scalars: strings that only look the same are equal as strings.
        let isEqual =
            words.count == expected.count
            && zip(words, expected).allSatisfy { word, expected in
                word.text.unicodeScalars.elementsEqual(expected.text.unicodeScalars)
                    && word.folded.unicodeScalars.elementsEqual(expected.folded.unicodeScalars)
            }
        #expect(isEqual, "\(text.debugDescription)", sourceLocation: sourceLocation)
        var folded: [String] = []
        Words.forEachFolded(in: text) { folded.append(String(decoding: $0, as: UTF8.self)) }
        #expect(folded == words.map(\.folded), sourceLocation: sourceLocation)
    }

    @Test("agrees with cutting by scalars, whatever stands in the text")
    func anything() {
        let pieces =
            [
                "'", "\u{2019}", ".", ",", "'s", "\u{2019}s", "é", "e\u{301}", "\u{301}", "Å", "İ", "ß", "京", "٣", "½",
                "ⅷ",
            ]
            + ["a", "B", "z", "0", "9", " ", "-", "%", "\n", "👩‍👩‍👧", "\u{2014}", "\u{FEFF}", "\u{0}", "𝒜", "\u{1F1E9}"]
        var random = SplitMix64(state: 11)
        for _ in 0..<3000 {
            let length = Int.random(in: 0...12, using: &random)
            expectEqual((0..<length).map { _ in pieces.randomElement(using: &random) ?? "" }.joined())
        }
    }

    @Test("agrees for every scalar of Unicode's first planes, alone and inside a word")
    func everyScalar() {
        for block in stride(from: UInt32(0), to: 0x1_2000, by: 64) {
            let scalars = (block..<(block + 64)).compactMap(Unicode.Scalar.init)
            expectEqual(scalars.map { "\($0) a\($0)b 1\($0)2" }.joined(separator: " "))
        }
    }

    @Test("folds what is folded to itself")
    func folding() {
        for word in Words.words(in: "The mayor\u{2019}s Café sold 1,250.5 crowns' worth; o'Neill's, İzmir, don't") {
            #expect(Words.words(in: word.folded).map(\.folded) == [word.folded])
        }
    }
}
