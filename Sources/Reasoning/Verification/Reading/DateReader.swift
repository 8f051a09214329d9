/// Finds the dates of a text: days, months, seasons and years, named or told from the day of publication.
struct DateReader {
    private let words: [ReadWord]
    /// The day of publication, where it is known.
    private let today: Int?

    /// The expressions among `words`, in order.
    static func dates(in words: [ReadWord], published: Int?) -> [DateExpression] {
        let reader = DateReader(words: words, today: published)
        var found: [DateExpression] = []
        var index = 0
        while index < words.count {
            guard let expression = reader.expression(at: index) else {
                index += 1
                continue
            }
            found.append(expression)
            index = max(index + 1, expression.words.upperBound)
        }
        return found
    }

    private func expression(at index: Int) -> DateExpression? {
        named(index) ?? weekday(index) ?? relative(index) ?? season(index) ?? bareYear(index)
    }

    // MARK: Days and months by name

    /// "29 May 2025", "May 29, 2025", "4 to 13 November", "May 2025", "in May", "2025-05-29".
    private func named(_ index: Int) -> DateExpression? {
        if let day = dayNumber(index), let (month, place) = monthAfter(index + 1) {
            let (year, end) = yearAfter(place + 1)
            return dayOf(month, day, year, index..<end)
        }
        // The first of two days that share their month.
        if let day = dayNumber(index), index + 3 < words.count + 0, joinsDays(index + 1), dayNumber(index + 2) != nil,
            let (month, place) = monthAfter(index + 3)
        {
            let (year, _) = yearAfter(place + 1)
            return dayOf(month, day, year, index..<(index + 1))
        }
        if words[index].isNumeric, let year = year(index), index + 2 < words.count, words[index + 1].before == "-",
            words[index + 2].before == "-", let month = Int(words[index + 1].folded), (1...12).contains(month),
            let day = Int(words[index + 2].folded), (1...31).contains(day)
        {
            return dayOf(month, day, year, index..<(index + 3))
        }
        guard let month = month(index) else { return nil }
        if index + 1 < words.count, let day = dayNumber(index + 1),
            words[index + 1].before == " " || words[index + 1].before == ". "
        {
            let (year, end) = yearAfter(index + 2)
            return dayOf(month, day, year, index..<end)
        }
        let (year, end) = yearAfter(index + 1)
        return make(.month, monthSpans(month, year), index..<end, year: year, month: month)
    }

    private func joinsDays(_ index: Int) -> Bool {
        ["to", "and", "or", "until"].contains(words[index].folded)
    }

    private func dayOf(_ month: Int, _ day: Int, _ year: Int?, _ place: Range<Int>) -> DateExpression {
        let years = year.map { [$0] } ?? nearYears(month, day)
        let spans = years.map { CivilDay.number(year: $0, month: month, day: day) }.map { $0..<($0 + 1) }
        return make(.day, spans, place, year: year, month: month, day: day)
    }

    /// The year in which a day stands nearest to the day of publication.
    private func nearYears(_ month: Int, _ day: Int) -> [Int] {
        guard let today else { return [] }
        let year = CivilDay.parts(today).year
        let distances = [year - 1, year, year + 1].map {
            ($0, abs(CivilDay.number(year: $0, month: month, day: day) - today))
        }
        return distances.filter { $0.1 <= 250 }.sorted { $0.1 < $1.1 }.prefix(1).map(\.0)
    }

    private func monthSpans(_ month: Int, _ year: Int?) -> [Range<Int>] {
        if let year { return [CivilDay.month(year, month)] }
        guard let today else { return [] }
        let now = CivilDay.parts(today).year
        return [now - 1, now, now + 1].map { CivilDay.month($0, month) }
            .filter { abs($0.lowerBound + 15 - today) <= 250 }
    }

    private func month(_ index: Int) -> Int? {
        let word = words[index]
        guard word.isCapitalised, let month = Self.months[word.folded] else { return nil }
        // "May" and "March" begin sentences as verbs too.
        guard ["may", "march"].contains(word.folded), word.opens else { return month }
        return index + 1 < words.count && (words[index + 1].isNumeric) ? month : nil
    }

    private func monthAfter(_ index: Int) -> (month: Int, place: Int)? {
        guard index < words.count else { return nil }
        let place = words[index].folded == "of" ? index + 1 : index
        guard place < words.count, let month = month(place) else { return nil }
        return (month, place)
    }

    private func yearAfter(_ index: Int) -> (year: Int?, end: Int) {
        if let year = sameYear(index) { return (year, index + 3) }
        guard index < words.count, let year = year(index), [" ", ", "].contains(words[index].before) else {
            return (nil, index)
        }
        return (year, index + 1)
    }

    /// "March of that year": the one that was named last.
    private func sameYear(_ index: Int) -> Int? {
        guard index + 2 < words.count, words[index].folded == "of" || words[index].folded == "in",
            ["that", "the"].contains(words[index + 1].folded)
        else { return nil }
        let isSame = words[index + 2].folded == "same" && index + 3 < words.count && words[index + 3].folded == "year"
        guard isSame || words[index + 1].folded == "that" && words[index + 2].folded == "year" else { return nil }
        return words[..<index].indices.reversed().lazy.compactMap { year($0) }.first
    }

    private func dayNumber(_ index: Int) -> Int? {
        guard index < words.count else { return nil }
        let text = words[index].folded
        if let ordinal = NumberWords.ordinals[text], index + 1 < words.count, words[index + 1].folded == "of" {
            return Int(ordinal)
        }
        guard words[index].isNumeric else { return nil }
        let digits = text.prefix(while: \.isNumber)
        guard ["", "st", "nd", "rd", "th"].contains(text.dropFirst(digits.count)), let day = Int(digits),
            (1...31).contains(day)
        else { return nil }
        return day
    }

    private func year(_ index: Int) -> Int? {
        let text = words[index].folded
        guard text.utf8.count == 4, let year = Int(text), (1700...2100).contains(year) else { return nil }
        return year
    }

    // MARK: Days told from publication

    private func weekday(_ index: Int) -> DateExpression? {
        guard let weekday = Self.weekdays[words[index].folded], words[index].isCapitalised else { return nil }
        // "Monday 13 October" is told by its date.
        if index + 1 < words.count, words[index + 1].before == " " || words[index + 1].before == ", ",
            let date = named(index + 1), date.grain == .day
        {
            return make(
                .day, date.spans, index..<date.words.upperBound, year: date.year, month: date.month, day: date.day,
                weekday: weekday)
        }
        let before = index > 0 ? words[index - 1].folded : ""
        guard let today else { return make(.day, [], index..<(index + 1), weekday: weekday) }
        let back = (CivilDay.weekday(today) - weekday + 7) % 7
        let days: [Int] =
            switch before {
            case "last": [today - (back == 0 ? 7 : back), today - back - 7]
            case "next": [today - back + 7, today - back + 14]
            default: [today - back, today - back + 7] + (back == 0 ? [today - 7] : [])
            }
        return make(.day, days.map { $0..<($0 + 1) }, index..<(index + 1), weekday: weekday)
    }

    private func relative(_ index: Int) -> DateExpression? {
        let word = words[index].folded
        if let shift = Self.days[word] {
            return make(.day, today.map { [($0 + shift)..<($0 + shift + 1)] } ?? [], index..<(index + 1))
        }
        guard let direction = Self.directions[word], index + 1 < words.count, words[index + 1].before == " " else {
            return nil
        }
        let unit = words[index + 1].folded
        let place = index..<(index + 2)
        if let part = DayPart.part(unit) {
            let shift = part == .night && word == "last" ? -1 : direction
            guard word == "this" || word == "last" else { return nil }
            return make(.day, today.map { [($0 + shift)..<($0 + 1)] } ?? [], place)
        }
        guard let today else { return ["week", "month", "year"].contains(unit) ? make(.week, [], place) : nil }
        switch unit {
        case "week", "weekend":
            let monday = today - CivilDay.weekday(today) + 7 * direction
            return make(.week, [monday..<(monday + 7)], place)
        case "month":
            let now = CivilDay.parts(today)
            let months = now.year * 12 + now.month - 1 + direction
            return make(.month, [CivilDay.month(months / 12, months % 12 + 1)], place)
        case "year":
            return make(.year, [CivilDay.year(CivilDay.parts(today).year + direction)], place)
        default: return nil
        }
    }

    private static let days = ["today": 0, "yesterday": -1, "tomorrow": 1, "tonight": 0]
    private static let directions = ["last": -1, "previous": -1, "this": 0, "next": 1, "coming": 1, "following": 1]

    // MARK: Seasons and years

    private func season(_ index: Int) -> DateExpression? {
        guard let months = Self.seasons[words[index].folded] else { return nil }
        // "The spring of a trap", "to fall": seasons stand behind what tells a time.
        let before = index > 0 ? words[index - 1].folded : ""
        var next = index + 1
        if next < words.count, words[next].folded == "of" { next += 1 }
        let year = next < words.count && words[next].before == " " ? year(next) : nil
        guard
            year != nil
                || [
                    "this", "last", "next", "in", "the", "that", "another", "early", "late", "by", "until", "since",
                    "every", "each", "previous", "coming",
                ].contains(before)
        else { return nil }
        let years =
            year.map { [$0] } ?? today.map { today in [-1, 0, 1].map { CivilDay.parts(today).year + $0 } } ?? []
        let spans = years.map { year in
            CivilDay.month(months.first == 12 ? year - 1 : year, months[0])
                .lowerBound..<CivilDay.month(year, months[2]).upperBound
        }
        return make(
            .season, year == nil ? near(spans) : spans, index..<(year == nil ? index + 1 : next + 1), year: year,
            month: months[1])
    }

    private func near(_ spans: [Range<Int>]) -> [Range<Int>] {
        guard let today else { return spans }
        return spans.filter { abs($0.lowerBound + 45 - today) <= 300 }
    }

    private static let seasons: [String: [Int]] = [
        "spring": [3, 4, 5], "summer": [6, 7, 8], "autumn": [9, 10, 11], "winter": [12, 1, 2],
    ]

    private func bareYear(_ index: Int) -> DateExpression? {
        guard let year = year(index), words[index].written.utf8.count == 4, !words[index].after.hasPrefix("%"),
            words[index].before.last.flatMap({ Units.currencyMarks[$0] }) == nil
        else { return nil }
        // "2,029 votes" is written with its comma, "1900 votes" counts.
        let next = index + 1 < words.count ? words[index + 1] : nil
        let before = index > 0 ? words[index - 1].folded : ""
        if !Self.yearWords.contains(before), let next, next.before == " ", !next.isStopWord, !next.isCapitalised {
            return nil
        }
        // A financial year, "2025-26", is named by its first.
        if let next, next.isJoined, next.folded.utf8.count == 2, Int(next.folded) == (year + 1) % 100 {
            return make(
                .year, [CivilDay.year(year).lowerBound..<CivilDay.year(year + 1).upperBound], index..<(index + 2),
                year: year)
        }
        return make(.year, [CivilDay.year(year)], index..<(index + 1), year: year)
    }

    private static let yearWords: Set<String> = [
        "in", "since", "by", "until", "before", "after", "from", "to", "of", "for", "during", "early", "late", "mid",
        "end", "and", "the",
    ]

    // MARK: What stands around

    private func make(
        _ grain: DateExpression.Grain, _ spans: [Range<Int>], _ place: Range<Int>, year: Int? = nil, month: Int? = nil,
        day: Int? = nil, weekday: Int? = nil
    ) -> DateExpression {
        let end = min(place.upperBound, words.count)
        let text = words[place.lowerBound..<end].enumerated()
            .map { $0.offset == 0 ? $0.element.written : $0.element.before + $0.element.written }.joined()
        return DateExpression(
            grain: grain, spans: spans, year: year, month: month, day: day, weekday: weekday,
            part: part(around: place.lowerBound..<end),
            side: side(before: place.lowerBound, isAttribute: isAttribute(end)),
            words: place.lowerBound..<end, text: text)
    }

    private func part(around place: Range<Int>) -> DayPart? {
        if let own = words[place].lazy.compactMap({ DayPart.part($0.folded) }).first { return own }
        if place.upperBound < words.count, words[place.upperBound].before == " ",
            let part = DayPart.part(words[place.upperBound].folded)
        {
            return part
        }
        // "The evening of 8 December", "in the night to Sunday".
        for back in [2, 3] where place.lowerBound >= back {
            guard ["of", "to", "on"].contains(words[place.lowerBound - back + 1].folded) || back == 3 else { continue }
            if let part = DayPart.part(words[place.lowerBound - back].folded) { return part }
        }
        return nil
    }

    /// "By December's flood", "from the December flood": the time belongs to the thing behind it.
    private func isAttribute(_ end: Int) -> Bool {
        guard end < words.count, words[end].before == " ", end > 0 else { return false }
        let last = words[end - 1].written
        return last.hasSuffix("'s") || last.hasSuffix("\u{2019}s")
            || !words[end].isStopWord && !words[end].isNumeric && DayPart.part(words[end].folded) == nil
                && !words[end].folded.hasSuffix("ed") && !words[end].folded.hasSuffix("ly")
    }

    private func side(before index: Int, isAttribute: Bool) -> DateExpression.Side {
        var place = index - 1
        while place >= 0, place >= index - 3, Self.fillers.contains(words[place].folded) { place -= 1 }
        guard place >= 0 else { return .at }
        if isAttribute, ["by", "from"].contains(words[place].folded) { return .at }
        switch words[place].folded {
        case "before", "until", "by", "till": return .before
        case "after", "since", "from", "following": return .after
        default: return .at
        }
    }

    private static let fillers: Set<String> = ["the", "last", "next", "end", "of", "this", "early", "late", "at", "on"]

    static let months: [String: Int] = [
        "january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7, "august": 8,
        "september": 9, "october": 10, "november": 11, "december": 12, "jan": 1, "feb": 2, "apr": 4, "jun": 6, "jul": 7,
        "aug": 8,
        "sep": 9, "sept": 9, "oct": 10, "nov": 11, "dec": 12,
    ]
    static let weekdays: [String: Int] = [
        "monday": 0, "tuesday": 1, "wednesday": 2, "thursday": 3, "friday": 4, "saturday": 5, "sunday": 6, "mondays": 0,
        "tuesdays": 1, "wednesdays": 2, "thursdays": 3, "fridays": 4, "saturdays": 5, "sundays": 6,
    ]
}
