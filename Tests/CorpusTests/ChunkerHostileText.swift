/// SplitMix64: the same numbers from the same seed everywhere (Steele, Lea and Flood 2014).
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
        return value ^ value >> 31
    }
}

/// Text of up to `parts` words, marks, breaks and oddities.
func hostileText(_ random: inout SeededGenerator, parts: Int) -> String {
    let marks = [".", "!", "?", "…", "...", "?!", ".\"", ".)", "。", "؟", ";", ",", "\"", "“", "”", "(", ")", "—", "'"]
    let words = [
        "the", "Flood", "U.S.", "Mr.", "a", "I", "3.5", "1.", "harbour", "Council", "中文", "한국어", "été", "e\u{301}", "👩‍👩‍👧",
        "\u{0}", "\u{B}", "x\u{85}y", "\u{FFFD}", "\u{200D}", "[SEP]", "http://a.b/c", "x@y.Z", "\u{302E}\u{301}",
        "\u{10FFFF}", "नमस्ते",
    ]
    let gaps = [" ", " ", " ", " ", "", "\n", "\n\n", "\u{A0}", "  "]
    var text = ""
    for _ in 0..<Int.random(in: 0...parts, using: &random) {
        switch Int.random(in: 0..<20, using: &random) {
        case 0..<12: text += words.randomElement(using: &random) ?? ""
        case 12..<16: text += marks.randomElement(using: &random) ?? ""
        case 16: text += String(repeating: "ab", count: Int.random(in: 1...90, using: &random))
        case 17:
            text += String(
                repeating: marks.randomElement(using: &random) ?? "", count: Int.random(in: 1...30, using: &random))
        case 18:
            text += "The ward met and " + String(repeating: "so on and ", count: Int.random(in: 1...9, using: &random))
        default:
            let value = UInt32.random(in: 0..<0x110000, using: &random)
            text.unicodeScalars.append(Unicode.Scalar(value) ?? "x")
        }
        text += gaps.randomElement(using: &random) ?? ""
    }
    return text
}

/// White space as tokenizers see it: without the control characters that BERT drops.
func isWhiteSpace(_ scalars: some Sequence<Unicode.Scalar>) -> Bool {
    scalars.allSatisfy { $0.properties.isWhitespace && !["\u{B}", "\u{C}", "\u{85}"].contains($0) }
}
