/// What BERT's tokenizer makes of each Unicode scalar before it looks words up: control characters go, ideographs and
/// punctuation stand alone. For models without case, accents go too (canonical decomposition, then loss of the
/// non-spacing marks), and letters become lower case.
///
/// The tables are those of `tokenizers`, frozen (see ``WordPieceFoldingTable`` and ``WordPieceCasedTable``): Swift's own
/// follow the newest Unicode, and ids that change with the toolchain would silently spoil an embedding space.
struct WordPieceFolding: Sendable {
    /// What becomes of a scalar.
    enum Effect: UInt8 {
        /// It belongs to a word as it is.
        case itself
        /// It vanishes.
        case dropped
        /// It vanishes, yet canonical ordering does not move marks across it.
        case barrier
        case space
        /// ``Entry/payload`` is a word of its own.
        case punctuation
        /// ``Entry/payload`` is a word of its own.
        case ideograph
        /// ``Entry/payload`` stands for it.
        case mapped
        /// A kept mark; ``Entry/payload`` is its canonical combining class.
        case combining
        /// Several scalars stand for it: ``WordPieceFolding/sequences`` at ``Entry/payload``.
        case sequence
    }

    /// An effect and what it needs, in four bytes.
    struct Entry: Sendable {
        private let bits: UInt32

        init(_ effect: Effect, _ payload: UInt32 = 0) { bits = UInt32(effect.rawValue) << 24 | payload }

        var effect: Effect { Effect(rawValue: UInt8(truncatingIfNeeded: bits >> 24)) ?? .itself }
        /// A scalar, a combining class or an index, by ``effect``.
        var payload: UInt32 { bits & 0xFF_FFFF }
    }

    /// The tables, each parsed once, at first use.
    static let uncased = WordPieceFolding(.uncased)
    static let cased = WordPieceFolding(.cased)

    /// For each block of 256 scalars its page in `entries`; page 0 is for scalars that stay themselves.
    private var pages = [UInt16](repeating: 0, count: 0x110000 >> 8)
    private var entries = [Entry](repeating: Entry(.itself), count: 256)
    private(set) var sequences: [[UInt32]] = []
    /// Whether Hangul syllables fall apart as other letters with a canonical decomposition do.
    let decomposes: Bool

    subscript(scalar: UInt32) -> Entry {
        @inline(__always) get { entries[Int(pages[Int(scalar >> 8)]) << 8 | Int(scalar & 0xFF)] }
    }

    private init(_ casing: WordPiece.Casing) {
        decomposes = casing == .uncased
        switch casing {
        case .uncased: readUncased()
        case .cased: readCased()
        }
    }

    private mutating func readCased() {
        setAll(WordPieceCasedTable.dropped, .dropped)
        setAll(WordPieceCasedTable.spaces, .space)
        setAll(WordPieceCasedTable.punctuation, .punctuation)
        setAll(WordPieceCasedTable.ideographs, .ideograph)
    }

    private mutating func readUncased() {
        for field in Self.fields(WordPieceFoldingTable.mapped) {
            for (offset, target) in field.values.enumerated() {
                set(field.scalars.lowerBound + UInt32(offset), Entry(.mapped, target))
            }
        }
        setAll(WordPieceFoldingTable.dropped, .dropped)
        setAll(WordPieceFoldingTable.barriers, .barrier)
        setAll(WordPieceFoldingTable.spaces, .space)
        setAll(WordPieceFoldingTable.punctuation, .punctuation)
        setAll(WordPieceFoldingTable.ideographs, .ideograph)
        for field in Self.fields(WordPieceFoldingTable.combining) {
            for scalar in field.scalars { set(scalar, Entry(.combining, field.values.first ?? 0)) }
        }
        for field in Self.fields(WordPieceFoldingTable.sequences) {
            set(field.scalars.lowerBound, Entry(.sequence, UInt32(sequences.count)))
            sequences.append(field.values)
        }
    }

    /// The scalars into which a Hangul syllable decomposes, two or three (The Unicode Standard, 3.12); nil for others.
    static func jamo(of scalar: UInt32) -> (leading: UInt32, vowel: UInt32, trailing: UInt32?)? {
        guard (0xAC00...0xD7A3).contains(scalar) else { return nil }
        let index = scalar - 0xAC00
        let trailing = index % 28
        return (0x1100 + index / 588, 0x1161 + index % 588 / 28, trailing == 0 ? nil : 0x11A7 + trailing)
    }

    private mutating func setAll(_ table: StaticString, _ effect: Effect) {
        for field in Self.fields(table) {
            for scalar in field.scalars {
                let known = self[scalar]
                set(scalar, Entry(effect, known.effect == .mapped ? known.payload : scalar))
            }
        }
    }

    private mutating func set(_ scalar: UInt32, _ entry: Entry) {
        let block = Int(scalar >> 8)
        if pages[block] == 0 {
            pages[block] = UInt16(entries.count >> 8)
            entries.append(contentsOf: repeatElement(Entry(.itself), count: 256))
        }
        entries[Int(pages[block]) << 8 | Int(scalar & 0xFF)] = entry
    }

    /// Parses `first-last:value,value …`, where last and values may be missing.
    private static func fields(_ table: StaticString) -> [(scalars: ClosedRange<UInt32>, values: [UInt32])] {
        let bytes = UnsafeBufferPointer(start: table.utf8Start, count: table.utf8CodeUnitCount)
        return bytes.split(separator: UInt8(ascii: " ")).map { field in
            let parts = field.split(separator: UInt8(ascii: ":"))
            let bounds = parts[0].split(separator: UInt8(ascii: "-")).map(hexadecimal)
            let values = parts.count > 1 ? parts[1].split(separator: UInt8(ascii: ",")).map(hexadecimal) : []
            return (bounds[0]...(bounds.last ?? bounds[0]), values)
        }
    }

    private static func hexadecimal(_ digits: some Sequence<UInt8>) -> UInt32 {
        digits.reduce(0) { $0 << 4 | UInt32($1 > 0x60 ? $1 - 0x57 : $1 - 0x30) }
    }
}
