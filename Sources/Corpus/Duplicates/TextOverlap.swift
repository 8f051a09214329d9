/// How much of two texts is the same, counted in their shingles and not estimated.
///
/// **The rule** (``isCopy(sameOutlet:)``): two texts are copies when more than half of the shingles that either has are in
/// both, with the longer text taken whole, or cut to the length of the shorter or half as much again. At least half of the
/// shorter one then stands in the longer one, and two thirds where both are equally long. A new headline, a local paragraph, a
/// cut ending or light edits leave that so.
/// A digest of several stories is no copy of those inside it, and a longer report that takes in a shorter one is not either:
/// neither may tie unrelated stories together. Texts of one outlet need ``sameOutletContainment``, since an outlet fills
/// templates (the weather, the odds, the markets) and repeats its background paragraphs; they are one voice anyway.
///
/// What was measured is in the decision "Near-duplicates and independence".
public struct TextOverlap: Sendable, Hashable {
    /// The share of the shorter text's shingles that the longer one has, 0 to 1.
    public let containment: Double
    /// Shingles in both ÷ shingles in either, 0 to 1 (Jaccard).
    public let resemblance: Double
    /// The same with the longer text cut to one of ``beginningFactors`` times the shorter one's words, whichever gives more. Where
    /// the whole texts suffice for copies, theirs.
    public let beginningResemblance: Double
    /// Different shingles in the shorter text.
    public let shingles: Int

    /// Above it, texts are copies.
    public static let minimumResemblance = 0.5
    /// What texts of one outlet need besides.
    public static let sameOutletContainment = 0.8
    /// Texts with fewer shingles than this are short.
    static let shortShingles = 24
    /// What short texts need besides: in twenty words, a phrase that everyone uses weighs much.
    static let shortContainment = 0.8

    static let beginningFactors = [1, 1.5]

    /// Compares two texts; symmetric. Linear in their words where the whole suffices, else O(n log n).
    public init(_ one: Shingles, _ other: Shingles) {
        let (shorter, longer) = one.hashes.count <= other.hashes.count ? (one, other) : (other, one)
        let (few, many) = (shorter.distinct, longer.distinct)
        let common = Self.common(few, many)
        shingles = few.count
        containment = few.isEmpty ? 0 : Double(common) / Double(few.count)
        resemblance = Self.resemblance(few, many, common: common)
        let (whole, length) = (resemblance, Double(shorter.words))
        guard whole <= Self.minimumResemblance else {
            beginningResemblance = whole
            return
        }
        beginningResemblance = Self.beginningFactors.reduce(0) { best, factor in
            let words = Int(length * factor)
            guard words < longer.words else { return max(best, whole) }
            let beginning = longer.beginning(words: words).distinct
            return max(best, Self.resemblance(few, beginning, common: Self.common(few, beginning)))
        }
    }

    /// Whether one voice speaks in both; see the type for the rule. `sameOutlet`: one outlet published both.
    public func isCopy(sameOutlet: Bool) -> Bool {
        guard max(resemblance, beginningResemblance) > Self.minimumResemblance else { return false }
        if sameOutlet, containment < Self.sameOutletContainment { return false }
        return shingles >= Self.shortShingles || containment >= Self.shortContainment
    }

    private static func resemblance(_ one: [UInt64], _ other: [UInt64], common: Int) -> Double {
        let all = one.count + other.count - common
        return all == 0 ? 0 : Double(common) / Double(all)
    }

    /// How many numbers two ascending lists share.
    private static func common(_ one: [UInt64], _ other: [UInt64]) -> Int {
        var (index, place, count) = (0, 0, 0)
        while index < one.count, place < other.count {
            if one[index] == other[place] {
                (index, place, count) = (index + 1, place + 1, count + 1)
            } else if one[index] < other[place] {
                index += 1
            } else {
                place += 1
            }
        }
        return count
    }
}
