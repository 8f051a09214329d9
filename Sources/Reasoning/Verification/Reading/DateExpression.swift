/// A time that a text names.
struct DateExpression: Sendable, Hashable {
    /// How exact it is: a day, a part of a day without one, a week, a month, a season, a year.
    enum Grain: Int, Sendable, Comparable {
        case day, week, month, season, year

        static func < (one: Grain, other: Grain) -> Bool { one.rawValue < other.rawValue }
    }

    var grain: Grain
    /// The days it can mean, told from the day of publication; empty where that is unknown and needed.
    var spans: [Range<Int>]
    /// What it names, for where nothing dates it.
    var year: Int?
    var month: Int?
    var day: Int?
    var weekday: Int?
    /// `morning`, `evening`: where a part of the day is named beside it.
    var part: DayPart?
    /// The word before it that says whether it is a beginning, an end or neither.
    var side: Side
    var words: Range<Int>
    var text: String

    enum Side: Sendable, Hashable {
        case at, before, after
    }
}

/// A part of the day.
enum DayPart: String, Sendable, Hashable {
    case morning, afternoon, evening, night

    static func part(_ word: String) -> DayPart? {
        switch word {
        case "morning", "mornings", "dawn", "daybreak": .morning
        case "afternoon", "afternoons": .afternoon
        case "evening", "evenings", "dusk": .evening
        case "night", "nights", "tonight", "overnight": .night
        default: nil
        }
    }

    /// "Late evening" is night to some, and "dawn" to others.
    func agrees(with other: DayPart) -> Bool {
        self == other || Set([self, other]) == [.evening, .night]
    }
}
