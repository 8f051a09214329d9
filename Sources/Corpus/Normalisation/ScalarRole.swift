/// What normalisation does with a Unicode scalar.
enum ScalarRole: UInt8 {
    case kept
    /// Invisible or without meaning in running text: leaves no trace.
    case dropped
    case blank
    case lineBreak
    case paragraphBreak
    /// `&`: perhaps the start of a character reference.
    case ampersand
    case carriageReturn

    /// Roles of the 128 ASCII scalars, as raw values.
    static let ascii: [UInt8] = (0..<128).map { code -> UInt8 in
        let role: ScalarRole =
            switch code {
            case 0x09, 0x20: .blank
            case 0x0A, 0x0B, 0x0C: .lineBreak
            case 0x0D: .carriageReturn
            case 0x00...0x1F, 0x7F: .dropped
            case 0x26: .ampersand
            default: .kept
            }
        return role.rawValue
    }

    /// The role of a scalar above ASCII.
    ///
    /// Dropped are C1 controls; soft hyphen, zero width space, word joiner and byte order mark, which split words for
    /// a tokenizer and not for a reader; bidirectional controls, which make a quotation look other than it is; and
    /// the tags and noncharacters, in which text can be hidden from a reader and not from a model. Joiners stay:
    /// Persian, Indic scripts and emoji need them.
    @inline(__always)
    static func beyondASCII(_ scalar: UInt32) -> ScalarRole {
        switch scalar {
        case 0x85: .lineBreak
        case 0x80...0x9F, 0xAD: .dropped
        case 0xA0: .blank
        case 0xA1..<0x61C: .kept
        case 0x61C, 0x180E: .dropped
        case 0x1680, 0x2000...0x200A: .blank
        case 0x61D..<0x2000: .kept
        case 0x200B, 0x200E, 0x200F, 0x202A...0x202E, 0x2060...0x2064, 0x2066...0x206F: .dropped
        case 0x2028: .lineBreak
        case 0x2029: .paragraphBreak
        case 0x202F, 0x205F, 0x3000: .blank
        case 0xFEFF, 0xFFF9...0xFFFB, 0xFDD0...0xFDEF, 0xE0000...0xE007F: .dropped
        default: scalar & 0xFFFE == 0xFFFE ? .dropped : .kept
        }
    }
}
