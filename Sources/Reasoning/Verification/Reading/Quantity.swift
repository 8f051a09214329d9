/// A figure of a text, with its unit and with what the text says of its exactness.
struct Quantity: Sendable, Hashable {
    /// What is counted in.
    enum Dimension: Sendable, Hashable {
        /// Things, or nothing that is named.
        case count
        /// Per hundred; fractions of a whole too.
        case share
        /// Percentage points.
        case points
        case money(String)
        /// Minutes, metres, kilograms, …: one name for each kind of unit.
        case measure(String)
        /// Minutes after midnight.
        case clock
        /// A place in a row: `third`.
        case ordinal
        /// How many times as much: `twice`.
        case times
    }

    enum Bound: Sendable, Hashable {
        case exact, about, almost, above, below, atLeast, atMost
        /// "Over 31 days": during them, or for more.
        case over
    }

    /// In the dimension's base unit.
    var value: Double
    /// Base units in one of the unit that is written.
    var factor = 1.0
    /// Half of the last digit that is written, in the base unit: how far rounding can have moved it.
    var precision: Double
    var dimension: Dimension
    var bound: Bound = .exact
    /// Stem of the thing that is counted, where one stands behind the figure.
    var noun: String?
    /// The words that make it up.
    var words: Range<Int>
    /// As written.
    var text: String
    /// Written as a fraction (`a third`), which is rarely meant to the percent.
    var isFraction = false

    /// "61 of the votes": no share, whatever stands elsewhere.
    var isPartOfMany = false

    /// The figure as it is written, whatever its unit.
    var bare: Double { value / factor }
}
