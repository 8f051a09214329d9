/// Counts words, for chunkings where no vocabulary is at hand.
///
/// A token is an ideograph, kana or Hangul syllable; a run of other letters, marks and digits; or a single other scalar
/// that is not white space. Apostrophes do not join. Counts are lower than those of a subword tokenizer (English news: three
/// words for four WordPiece tokens), so limits should be too.
public struct WordTokenizer: ChunkTokenizer {
    /// Changes when counts do.
    public let identifier = "words:1"

    /// A tokenizer of words.
    public init() {}

    /// The number of tokens in UTF-8.
    public func count(_ utf8: UnsafeBufferPointer<UInt8>) -> Int {
        var count = 0
        forEachToken(utf8) { _ in count += 1 }
        return count
    }

    /// Where the tokens stand in UTF-8.
    public func tokenRanges(_ utf8: UnsafeBufferPointer<UInt8>) -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        forEachToken(utf8) { ranges.append($0) }
        return ranges
    }

    private enum Kind {
        case letter, single, space
    }

    @inline(__always)
    private func forEachToken(_ utf8: UnsafeBufferPointer<UInt8>, _ body: (Range<Int>) -> Void) {
        var position = 0
        var wordStart: Int?
        while position < utf8.count {
            let decoded = WordPiece.decode(utf8, at: position)
            let length = decoded?.length ?? 1
            let kind = decoded.map { Self.kind(of: $0.scalar) } ?? .single
            if kind == .letter {
                wordStart = wordStart ?? position
            } else {
                if let start = wordStart { body(start..<position) }
                wordStart = nil
                if kind == .single { body(position..<position + length) }
            }
            position += length
        }
        if let start = wordStart { body(start..<position) }
    }

    private static func kind(of value: UInt32) -> Kind {
        if value < 0x80 {
            let byte = UInt8(value)
            let letter = byte | 0x20
            if letter &- UInt8(ascii: "a") < 26 || byte &- UInt8(ascii: "0") < 10 { return .letter }
            return byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D ? .space : .single
        }
        switch value {
        case 0x1100...0x11FF, 0x3040...0x30FF, 0x3400...0x9FFF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0x20000...0x3FFFF:
            return .single
        default: break
        }
        guard let scalar = Unicode.Scalar(value) else { return .single }
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .nonspacingMark,
            .spacingMark, .enclosingMark, .decimalNumber, .letterNumber, .otherNumber, .format:
            return .letter
        default:
            return scalar.properties.isWhitespace ? .space : .single
        }
    }
}
