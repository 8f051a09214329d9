/// What the scalars of a text are to a ``SentenceSplitter``.
enum SentenceScalars {
    /// A line ends: no sentence goes on beyond it.
    @inline(__always)
    static func isNewline(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x0A, 0x0D, 0x2028, 0x2029: true
        default: false
        }
    }

    /// White space, line ends included, as tokenizers see it: vertical tabulator, form feed and U+0085 are not, since BERT
    /// drops them like other control characters, and what stands around them is one word. (Normalised text has none.)
    @inline(__always)
    static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x20, 0x09, 0x0A, 0x0D: true
        case 0..<0x80, 0x85: false
        default: scalar.properties.isWhitespace
        }
    }

    /// Marks that can end a sentence.
    @inline(__always)
    static func isMark(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case ".", "!", "?", "\u{2026}": true
        default: scalar.value >= 0x80 && (isFullStop(scalar) || isExclamation(scalar))
        }
    }

    /// Marks of a question or an exclamation, which no abbreviation has.
    static func isExclamation(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "!", "?", "\u{203C}", "\u{203D}", "\u{2047}", "\u{2048}", "\u{2049}": true
        default: false
        }
    }

    /// Marks that end a sentence whether or not white space follows: those of scripts that need none, and those that
    /// serve nothing else.
    static func isFullStop(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x3002, 0xFF01, 0xFF0E, 0xFF1F, 0xFF61: true  // CJK and full-width
        case 0x061F, 0x06D4, 0x0964, 0x0965, 0x1362, 0x1367, 0x1368: true  // Arabic, Urdu, Devanagari, Ethiopic
        case 0x0589, 0x104A, 0x104B, 0x17D4, 0x17D5: true  // Armenian, Myanmar, Khmer
        default: false
        }
    }

    /// Quotes and brackets that only close.
    static func isCloser(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case ")", "]", "}", "\u{201D}", "\u{2019}", "\u{BB}", "\u{203A}", "\u{300D}", "\u{300F}", "\u{3011}",
            "\u{300B}",
            "\u{3009}", "\u{FF09}", "\u{FF3D}":
            true
        default: false
        }
    }

    /// Quotes and emphasis that close where no letter follows, and open elsewhere.
    static func isEitherWay(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "\"", "'", "\u{201C}", "\u{2018}", "\u{AB}", "*", "_": true
        default: false
        }
    }

    /// Quotes, brackets and dashes before the first word of a sentence.
    static func isOpener(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "(", "[", "{", "\u{201E}", "\u{201A}", "\u{201D}", "\u{2019}", "\u{BF}", "\u{A1}", "\u{300C}", "\u{300E}",
            "#",
            "-", "\u{2013}", "\u{2014}", "\u{2022}", ">":
            true
        default: isEitherWay(scalar)
        }
    }

    @inline(__always)
    static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.value < 0x80 { return (0x61...0x7A).contains(scalar.value | 0x20) }
        return scalar.properties.isAlphabetic
    }

    @inline(__always)
    static func isDigit(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.value < 0x80 { return (0x30...0x39).contains(scalar.value) }
        return scalar.properties.numericType == .decimal
    }

    @inline(__always)
    static func isLowercase(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.value < 0x80 { return (0x61...0x7A).contains(scalar.value) }
        return scalar.properties.isLowercase
    }

    @inline(__always)
    static func isUppercase(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.value < 0x80 { return (0x41...0x5A).contains(scalar.value) }
        return scalar.properties.isUppercase
    }
}
