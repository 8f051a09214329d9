import Foundation

/// Finds the words of a text and folds them. Works on bytes: most of a text is ASCII, which is never decoded.
struct WordCutter {
    /// Valid UTF-8.
    private let utf8: UnsafeBufferPointer<UInt8>
    private var position = 0
    /// The word found last: lower case, without Latin diacritics, a possessive `'s` and separators of thousands.
    private(set) var folded: [UInt8] = []

    init(_ utf8: UnsafeBufferPointer<UInt8>) { self.utf8 = utf8 }

    /// Finds the next word and returns where it stands; nil at the end.
    mutating func next() -> Range<Int>? {
        while let start = nextStart() {
            position = end(of: start)
            fold(start..<position)
            // Marks alone fold to nothing.
            if !folded.isEmpty { return start..<position }
        }
        return nil
    }

    private mutating func nextStart() -> Int? {
        while position < utf8.count {
            if utf8[position] < 0x80 {
                if Self.isASCIILetterOrDigit(utf8[position]) { return position }
                position += 1
            } else {
                let (scalar, length) = scalar(at: position)
                if Self.isLetterOrDigit(scalar) { return position }
                position += length
            }
        }
        return nil
    }

    private func end(of start: Int) -> Int {
        var index = start
        while index < utf8.count {
            if utf8[index] < 0x80 {
                guard Self.isASCIILetterOrDigit(utf8[index]) || joins(utf8[index], at: index) else { return index }
                index += 1
            } else {
                let (scalar, length) = scalar(at: index)
                guard Self.isLetterOrDigit(scalar) || (scalar == "\u{2019}" && joinsLetters(index, index + length))
                else { return index }
                index += length
            }
        }
        return index
    }

    // MARK: Marks that join

    private func joins(_ mark: UInt8, at index: Int) -> Bool {
        switch mark {
        case UInt8(ascii: "'"): joinsLetters(index, index + 1)
        case UInt8(ascii: "."), UInt8(ascii: ","):
            index + 1 < utf8.count && Self.isDigit(utf8[index - 1]) && Self.isDigit(utf8[index + 1])
        default: false
        }
    }

    /// Whether letters stand before `start` and from `end` on.
    private func joinsLetters(_ start: Int, _ end: Int) -> Bool {
        guard end < utf8.count else { return false }
        var before = start - 1
        while before > 0, utf8[before] & 0xC0 == 0x80 { before -= 1 }
        return scalar(at: before).scalar.properties.isAlphabetic && scalar(at: end).scalar.properties.isAlphabetic
    }

    // MARK: Folding

    private mutating func fold(_ word: Range<Int>) {
        folded.removeAll(keepingCapacity: true)
        var index = word.lowerBound
        while index < word.upperBound {
            let byte = utf8[index]
            if byte < 0x80 {
                folded.append(byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte)
                index += 1
            } else if byte == 0xE2, utf8[index + 1] == 0x80, utf8[index + 2] == 0x99 {
                // The one mark beyond ASCII that most words with such a mark have: the apostrophe, U+2019.
                folded.append(UInt8(ascii: "'"))
                index += 3
            } else {
                foldUnicode(word)
                break
            }
        }
        if folded.count > 2, folded.last == UInt8(ascii: "s"), folded[folded.count - 2] == UInt8(ascii: "'") {
            folded.removeLast(2)
        }
        if folded.contains(UInt8(ascii: ",")) { folded.removeAll { $0 == UInt8(ascii: ",") } }
    }

    private mutating func foldUnicode(_ word: Range<Int>) {
        let text = String(decoding: UnsafeBufferPointer(rebasing: utf8[word]), as: UTF8.self)
        folded.removeAll(keepingCapacity: true)
        for scalar in text.lowercased().decomposedStringWithCanonicalMapping.unicodeScalars {
            if scalar.properties.generalCategory == .nonspacingMark { continue }
            folded.append(
                contentsOf: UTF8.encode(scalar == "\u{2019}" ? "'" : scalar) ?? UTF8.encodedReplacementCharacter)
        }
    }

    // MARK: Scalars

    private func scalar(at index: Int) -> (scalar: Unicode.Scalar, length: Int) {
        let lead = UInt32(utf8[index])
        func bits(_ offset: Int) -> UInt32 { UInt32(utf8[index + offset]) & 0x3F }
        let (value, length): (UInt32, Int) =
            switch lead {
            case ..<0x80: (lead, 1)
            case ..<0xE0: ((lead & 0x1F) << 6 | bits(1), 2)
            case ..<0xF0: ((lead & 0x0F) << 12 | bits(1) << 6 | bits(2), 3)
            default: ((lead & 0x07) << 18 | bits(1) << 12 | bits(2) << 6 | bits(3), 4)
            }
        return (Unicode.Scalar(value) ?? "\u{FFFD}", length)
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

    private static func isASCIILetterOrDigit(_ byte: UInt8) -> Bool {
        isDigit(byte) || (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A)
    }

    private static func isLetterOrDigit(_ scalar: Unicode.Scalar) -> Bool {
        // Quotation marks, dashes and spaces: the block has neither letters nor digits.
        if (0x2000...0x206F).contains(scalar.value) { return false }
        return scalar.properties.isAlphabetic || scalar.properties.numericType != nil
            || scalar.properties.generalCategory == .nonspacingMark
    }
}
