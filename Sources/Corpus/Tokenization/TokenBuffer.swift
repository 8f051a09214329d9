/// A token of a text: its id in the vocabulary and where it stands.
public struct Token: Sendable, Hashable {
    /// Row of the vocabulary.
    public let id: Int32
    /// UTF-8 bytes of the *input* that gave the token, from its first scalar to its last.
    ///
    /// Marks that the tokenizer strips after the last scalar stand outside. Tokens of one scalar (a Hangul syllable)
    /// share its range.
    public let bytes: Range<Int>

    /// A token `id` at `bytes`.
    public init(id: Int32, bytes: Range<Int>) {
        self.id = id
        self.bytes = bytes
    }
}

/// Tokens of one text, and the memory that tokenizing needs: reuse one to tokenize many texts without allocation.
public struct TokenBuffer: Sendable {
    /// The tokens of the text tokenized last.
    public internal(set) var tokens: [Token] = []
    /// The word being read, where it is not plain ASCII.
    var word = FoldedWord()

    /// An empty buffer.
    public init() {}
}

/// A word as the vocabulary would spell it, with the origin of each of its bytes.
struct FoldedWord: Sendable {
    /// Longer words are one unknown token, as in BERT.
    static let maximumScalars = 100

    /// UTF-8, folded; incomplete in a word that is too long.
    private(set) var letters: [UInt8] = []
    /// For each byte of `letters` the input bytes of the scalar that gave it.
    private(set) var origins: [Range<Int>] = []
    private(set) var scalarCount = 0
    private(set) var origin: Range<Int>?
    /// Marks that wait for canonical ordering: in a word, each moves before those of a higher combining class.
    private var marks: [(combiningClass: UInt32, scalar: UInt32, origin: Range<Int>)] = []

    var isEmpty: Bool { scalarCount == 0 && marks.isEmpty }
    var isTooLong: Bool { scalarCount > Self.maximumScalars }

    mutating func removeAll() {
        letters.removeAll(keepingCapacity: true)
        origins.removeAll(keepingCapacity: true)
        marks.removeAll(keepingCapacity: true)
        scalarCount = 0
        origin = nil
    }

    mutating func append(_ scalar: UInt32, origin: Range<Int>) {
        orderMarks()
        add(scalar, origin: origin)
    }

    mutating func append(mark scalar: UInt32, combiningClass: UInt32, origin: Range<Int>) {
        guard scalarCount + marks.count <= Self.maximumScalars else { return add(scalar, origin: origin) }
        marks.append((combiningClass, scalar, origin))
    }

    /// Puts waiting marks into canonical order: by class, and within a class as they came.
    mutating func orderMarks() {
        guard !marks.isEmpty else { return }
        let sorted = marks.enumerated().sorted {
            ($0.element.combiningClass, $0.offset) < ($1.element.combiningClass, $1.offset)
        }
        for mark in sorted { add(mark.element.scalar, origin: mark.element.origin) }
        marks.removeAll(keepingCapacity: true)
    }

    private mutating func add(_ value: UInt32, origin: Range<Int>) {
        scalarCount += 1
        if let known = self.origin {
            self.origin = min(known.lowerBound, origin.lowerBound)..<max(known.upperBound, origin.upperBound)
        } else {
            self.origin = origin
        }
        guard !isTooLong, let scalar = Unicode.Scalar(value), let bytes = UTF8.encode(scalar) else { return }
        for byte in bytes {
            letters.append(byte)
            origins.append(origin)
        }
    }
}
