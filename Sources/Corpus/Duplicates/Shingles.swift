/// The runs of four words that a text is made of, as hashes in the order of the text (Broder 1997).
///
/// Words are runs of letters and digits, without case and accents; an ideograph is a word of its own, and marks between
/// words do not count, so that other quotation marks or dashes change nothing. Folding is by the frozen tables of
/// ``WordPieceFolding``: the same text has the same shingles on every machine and under every toolchain. Linear in the
/// length of the text.
public struct Shingles: Sendable, Hashable {
    /// Words in a shingle. With three, other editions of one programme (an award of 2022 and of 2023) come to resemble each
    /// other as lightly edited copies do; with five, light edits cost too much.
    public static let length = 4

    /// Words that are read of a text at most, which bounds what a comparison can cost.
    public static let maximumWords = 50_000

    /// One for each word but the last three; equal runs have equal hashes.
    public let hashes: [UInt64]

    /// Every shingle once, in ascending order.
    let distinct: [UInt64]

    /// Words of the text, ``maximumWords`` at most.
    public var words: Int { hashes.isEmpty ? 0 : hashes.count + Self.length - 1 }

    /// The shingles of a text; none for one of fewer words than a shingle has.
    public init(_ text: String) {
        var text = text
        self.init(hashes: text.withUTF8 { Self.join(Self.words(in: $0)) })
    }

    private init(hashes: [UInt64]) {
        self.hashes = hashes
        distinct = Self.distinct(hashes)
    }

    /// The shingles of the first `words` words.
    public func beginning(words: Int) -> Shingles {
        Shingles(hashes: Array(hashes.prefix(max(0, words - Self.length + 1))))
    }

    private static func distinct(_ hashes: [UInt64]) -> [UInt64] {
        var sorted = hashes.sorted()
        var count = 0
        for hash in sorted where count == 0 || hash != sorted[count - 1] {
            sorted[count] = hash
            count += 1
        }
        sorted.removeLast(sorted.count - count)
        return sorted
    }

    private static func join(_ words: [UInt64]) -> [UInt64] {
        guard words.count >= length else { return [] }
        return (0...words.count - length).map { start in
            var hash: UInt64 = 0
            for offset in 0..<length { hash = hash &* multiplier &+ words[start + offset] }
            return mix(hash)
        }
    }

    /// A hash of each word: FNV-1a over the scalars of its folded form.
    private static func words(in utf8: UnsafeBufferPointer<UInt8>) -> [UInt64] {
        let folding = WordPieceFolding.uncased
        var words: [UInt64] = []
        words.reserveCapacity(min(utf8.count / 6 + 1, maximumWords))
        var (position, hash, isInWord) = (0, offsetBasis, false)
        func end() {
            if isInWord { words.append(mix(hash)) }
            (hash, isInWord) = (offsetBasis, false)
        }
        func add(_ scalar: UInt32) {
            hash = (hash ^ UInt64(scalar)) &* prime
            isInWord = true
        }
        while position < utf8.count, words.count < maximumWords {
            let byte = utf8[position]
            if byte < 0x80 {
                position += 1
                let lower = byte | 0x20
                if lower &- UInt8(ascii: "a") < 26 {
                    add(UInt32(lower))
                } else if byte &- UInt8(ascii: "0") < 10 {
                    add(UInt32(byte))
                } else {
                    end()
                }
                continue
            }
            guard let (scalar, size) = WordPiece.decode(utf8, at: position) else {
                position += 1
                continue
            }
            position += size
            let entry = folding[scalar]
            switch entry.effect {
            case .itself, .combining: add(scalar)
            case .mapped: add(entry.payload)
            case .sequence: for part in folding.sequences[Int(entry.payload)] { add(part) }
            case .dropped, .barrier: break
            case .space, .punctuation: end()
            case .ideograph:
                end()
                add(entry.payload)
                end()
            }
        }
        end()
        return words
    }

    private static let offsetBasis: UInt64 = 0xCBF2_9CE4_8422_2325
    private static let prime: UInt64 = 0x100_0000_01B3
    private static let multiplier: UInt64 = 0x9E37_79B9_7F4A_7C15

    /// The finaliser of SplitMix64: every bit of the input moves every bit of the output.
    static func mix(_ value: UInt64) -> UInt64 {
        var z = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
