/// Decodes one HTML character reference (`&amp;`, `&#8217;`, `&#x2019;`) at a place in UTF-8 text.
///
/// Numeric ones follow the HTML standard (section 13.2.5.80): surrogates, NUL and what is no scalar become U+FFFD,
/// and the codes 128 to 159 mean Windows-1252. The closing `;` is required, so that `AT&T` and `?a=1&copy=2` stay
/// what they are.
enum CharacterReference {
    /// More digits than any scalar needs; longer ones are text.
    private static let longestNumber = 8

    /// What stands at `start`, where `bytes` holds an `&`; nil where that is no reference.
    ///
    /// Costs at most a look at the twelve bytes that follow.
    static func decode(_ bytes: UnsafeBufferPointer<UInt8>, at start: Int) -> (scalar: UInt32, length: Int)? {
        guard start + 2 < bytes.count else { return nil }
        return bytes[start + 1] == UInt8(ascii: "#")
            ? decodeNumber(bytes, at: start) : decodeName(bytes, at: start)
    }

    private static func decodeName(_ bytes: UnsafeBufferPointer<UInt8>, at start: Int) -> (UInt32, Int)? {
        var end = start + 1
        let limit = min(bytes.count, end + NamedCharacterReferences.longestName + 1)
        while end < limit, isAlphanumeric(bytes[end]) { end += 1 }
        guard end < limit, bytes[end] == UInt8(ascii: ";"), end > start + 1 else { return nil }
        let name = String(decoding: bytes[start + 1..<end], as: UTF8.self)
        return NamedCharacterReferences.scalar(named: name).map { ($0, end + 1 - start) }
    }

    private static func decodeNumber(_ bytes: UnsafeBufferPointer<UInt8>, at start: Int) -> (UInt32, Int)? {
        var end = start + 2
        let isHexadecimal = bytes[end] | 0x20 == UInt8(ascii: "x")
        if isHexadecimal { end += 1 }
        let firstDigit = end
        var value: UInt64 = 0
        while end < bytes.count, end - firstDigit <= longestNumber, let digit = digit(bytes[end]),
            isHexadecimal || digit < 10
        {
            value = value * (isHexadecimal ? 16 : 10) + UInt64(digit)
            end += 1
        }
        guard end < bytes.count, bytes[end] == UInt8(ascii: ";"), (1...longestNumber).contains(end - firstDigit) else {
            return nil
        }
        return (scalar(numbered: value), end + 1 - start)
    }

    private static func scalar(numbered value: UInt64) -> UInt32 {
        switch value {
        case 0x80...0x9F: windows1252[Int(value) - 0x80]
        case 0, 0xD800...0xDFFF, 0x110000...: 0xFFFD
        default: UInt32(value)
        }
    }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        let lower = byte | 0x20
        return (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(lower)
            || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }

    /// Codes without a character keep their own, which is a control character.
    private static let windows1252: [UInt32] = [
        0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D,
        0x017D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A,
        0x0153, 0x9D, 0x017E, 0x0178,
    ]
}
