/// Turns text as found into text as stored: one Unicode form, plain white space, nothing invisible.
///
/// - HTML character references are decoded once: `&amp;lt;` becomes `&lt;`, which is what its writer meant.
/// - Control characters and invisible marks go (``ScalarRole``); all Unicode white space becomes plain spaces; a run of
///   blanks becomes one.
/// - A line break stays `\n`; one or more empty lines become `\n\n`, the end of a paragraph. Blanks beside a break go.
/// - Both ends are trimmed, and what is not ASCII is in Unicode form C.
///
/// Apart from decoding, cleaning is idempotent. One pass over UTF-8 bytes, linear in time, one copy of the text.
struct TextCleaner {
    /// What becomes of line breaks.
    enum LineBreaks {
        case kept
        /// For one-line fields such as titles: a break is a blank.
        case joined
    }

    static func clean(
        _ text: String, lineBreaks: LineBreaks = .kept, decodesReferences: Bool = true
    ) -> String {
        var text = text
        var isComposed = true
        let cleaned = text.withUTF8 { bytes in
            String(unsafeUninitializedCapacity: bytes.count) { buffer in
                var cleaner = TextCleaner(
                    output: buffer, lineBreaks: lineBreaks, decodesReferences: decodesReferences)
                cleaner.run(over: bytes)
                isComposed = cleaner.isComposed
                return cleaner.count
            }
        }
        return isComposed ? cleaned : CanonicalComposition.compose(cleaned)
    }

    /// As large as the input: no reference is shorter than what it stands for, and no other step adds bytes.
    private let output: UnsafeMutableBufferPointer<UInt8>
    private let lineBreaks: LineBreaks
    private let decodesReferences: Bool
    private var count = 0
    private var isComposed = true
    /// White space that is due before the next visible scalar.
    private var pendingBreaks = 0
    private var pendingBlank = false
    /// A line feed directly after a carriage return is the same break.
    private var followsReturn = false

    private init(output: UnsafeMutableBufferPointer<UInt8>, lineBreaks: LineBreaks, decodesReferences: Bool) {
        self.output = output
        self.lineBreaks = lineBreaks
        self.decodesReferences = decodesReferences
    }

    private mutating func run(over bytes: UnsafeBufferPointer<UInt8>) {
        ScalarRole.ascii.withUnsafeBufferPointer { roles in
            var index = 0
            while index < bytes.count {
                let byte = bytes[index]
                if byte >= 0x80 {
                    let (scalar, length) = Self.scalar(bytes, at: index)
                    add(scalar)
                    index += length
                    continue
                }
                let role = roles[Int(byte)]
                if role == ScalarRole.kept.rawValue {
                    writePendingSpace()
                    output[count] = byte
                    count += 1
                    index += 1
                } else if role == ScalarRole.ampersand.rawValue, decodesReferences,
                    let (scalar, length) = CharacterReference.decode(bytes, at: index)
                {
                    add(scalar)
                    index += length
                } else {
                    add(UInt32(byte))
                    index += 1
                }
            }
        }
    }

    /// The scalar at `index` of valid UTF-8.
    @inline(__always)
    private static func scalar(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> (UInt32, Int) {
        let lead = UInt32(bytes[index])
        func tail(_ offset: Int) -> UInt32 { UInt32(bytes[index + offset] & 0x3F) }
        if lead < 0xE0 { return ((lead & 0x1F) << 6 | tail(1), 2) }
        if lead < 0xF0 { return ((lead & 0x0F) << 12 | tail(1) << 6 | tail(2), 3) }
        return ((lead & 0x07) << 18 | tail(1) << 12 | tail(2) << 6 | tail(3), 4)
    }

    private mutating func add(_ scalar: UInt32) {
        let role =
            scalar < 0x80
            ? ScalarRole(rawValue: ScalarRole.ascii[Int(scalar)]) ?? .kept : ScalarRole.beyondASCII(scalar)
        let followsReturn = followsReturn
        self.followsReturn = role == .carriageReturn
        switch role {
        case .kept, .ampersand: write(scalar)
        case .dropped: break
        case .blank: pendingBlank = true
        case .carriageReturn: addBreaks(1)
        case .lineBreak: if !(followsReturn && scalar == 0x0A) { addBreaks(1) }
        case .paragraphBreak: addBreaks(2)
        }
    }

    private mutating func addBreaks(_ breaks: Int) {
        switch lineBreaks {
        case .kept: pendingBreaks = min(2, pendingBreaks + breaks)
        case .joined: pendingBlank = true
        }
    }

    @inline(__always)
    private mutating func writePendingSpace() {
        guard pendingBlank || pendingBreaks > 0 || followsReturn else { return }
        followsReturn = false
        if count > 0 {
            if pendingBreaks == 0 {
                if pendingBlank { writeByte(0x20) }
            } else {
                for _ in 0..<pendingBreaks { writeByte(0x0A) }
            }
        }
        (pendingBlank, pendingBreaks) = (false, 0)
    }

    private mutating func write(_ scalar: UInt32) {
        writePendingSpace()
        if scalar < 0x80 { return writeByte(UInt8(scalar)) }
        if isComposed, !CanonicalComposition.isStable(scalar) { isComposed = false }
        if scalar < 0x800 {
            writeByte(UInt8(0xC0 | scalar >> 6))
        } else {
            if scalar < 0x10000 {
                writeByte(UInt8(0xE0 | scalar >> 12))
            } else {
                writeByte(UInt8(0xF0 | scalar >> 18))
                writeByte(UInt8(0x80 | scalar >> 12 & 0x3F))
            }
            writeByte(UInt8(0x80 | scalar >> 6 & 0x3F))
        }
        writeByte(UInt8(0x80 | scalar & 0x3F))
    }

    @inline(__always)
    private mutating func writeByte(_ byte: UInt8) {
        output[count] = byte
        count += 1
    }
}
