/// Times of day: `02:10`, `3pm`, `ten past two`, `noon`.
enum ClockReader {
    static func clock(in words: [ReadWord], at index: Int) -> Quantity? {
        let word = words[index]
        if let named = named[word.folded] { return make(named, index..<(index + 1), words) }
        if let digits = inDigits(words, index) { return digits }
        return inWords(words, index) ?? minutesPast(words, index) ?? hourOfDay(words, index)
    }

    /// "Ten minutes past two".
    private static func minutesPast(_ words: [ReadWord], _ index: Int) -> Quantity? {
        guard index + 3 < words.count, ["minutes", "minute"].contains(words[index + 1].folded),
            let minutes = number(words[index]), minutes < 60, let hour = number(words[index + 3]),
            (1...12).contains(hour)
        else { return nil }
        switch words[index + 2].folded {
        case "past", "after": return make(hour * 60 + minutes, index..<(index + 4), words)
        case "to", "before": return make(hour * 60 - minutes, index..<(index + 4), words)
        default: return nil
        }
    }

    /// "Four in the afternoon".
    private static func hourOfDay(_ words: [ReadWord], _ index: Int) -> Quantity? {
        guard index + 3 < words.count, let hour = number(words[index]), (1...12).contains(hour),
            words[index + 1].folded == "in", words[index + 2].folded == "the",
            let part = DayPart.part(words[index + 3].folded)
        else { return thisMorning(words, index) }
        return make(time(hour, 0, part == .morning ? "am" : "pm"), index..<(index + 4), words)
    }

    /// "Since six this morning".
    private static func thisMorning(_ words: [ReadWord], _ index: Int) -> Quantity? {
        guard index > 0, index + 2 < words.count,
            ["since", "at", "from", "until", "around", "about", "by", "before", "after"]
                .contains(words[index - 1].folded), let hour = number(words[index]), (1...12).contains(hour),
            ["this", "that", "yesterday", "tomorrow", "last"].contains(words[index + 1].folded),
            let part = DayPart.part(words[index + 2].folded)
        else { return nil }
        return make(time(hour, 0, part == .morning ? "am" : "pm"), index..<(index + 1), words)
    }

    private static func number(_ word: ReadWord) -> Double? {
        NumberWords.cardinals[word.folded] ?? Double(word.folded)
    }

    private static let named: [String: Double] = ["noon": 720, "midday": 720, "midnight": 0]

    private static func inDigits(_ words: [ReadWord], _ index: Int) -> Quantity? {
        let text = words[index].folded
        // "3pm", "2.30am".
        for ending in ["am", "pm"] where text.hasSuffix(ending) {
            let parts = text.dropLast(2).split(separator: ".").map { Double($0) }
            guard let hour = parts.first ?? nil, hour <= 12, parts.count <= 2 else { continue }
            let minutes = parts.count == 2 ? (parts[1] ?? 0) : 0
            return make(time(hour, minutes, ending), index..<(index + 1), words)
        }
        guard let hour = Double(text), hour < 25, !text.contains(".") || text.utf8.count >= 4 else { return nil }
        // "02:10", with a.m. or p.m. behind it or not.
        if index + 1 < words.count, words[index + 1].before == ":",
            words[index + 1].folded.prefix(2).allSatisfy(\.isNumber),
            let minutes = Double(words[index + 1].folded.prefix(2)), minutes < 60,
            words[index + 1].folded.utf8.count <= 4,
            !text.contains(".")
        {
            let suffix = String(words[index + 1].folded.dropFirst(2))
            let (half, end) = suffix.isEmpty ? halfOfDay(words, index + 2) : (suffix, index + 2)
            return make(time(hour, minutes, half), index..<end, words)
        }
        // "3 p.m.", "2.30 am".
        let (half, end) = halfOfDay(words, index + 1)
        guard !half.isEmpty else { return nil }
        let parts = text.split(separator: ".").compactMap { Double($0) }
        return make(time(parts.first ?? hour, parts.count == 2 ? parts[1] : 0, half), index..<end, words)
    }

    /// "am", "p.m." (which are cut into two words), and where they end.
    private static func halfOfDay(_ words: [ReadWord], _ index: Int) -> (String, Int) {
        guard index < words.count, words[index].before == " " || words[index].before.isEmpty else { return ("", index) }
        let word = words[index].folded
        if word == "am" || word == "pm" { return (word, index + 1) }
        if word == "a" || word == "p", index + 1 < words.count, words[index + 1].folded == "m",
            words[index + 1].before == "."
        {
            return (word + "m", index + 2)
        }
        return ("", index)
    }

    /// "Ten past two", "half past nine", "quarter to six".
    private static func inWords(_ words: [ReadWord], _ index: Int) -> Quantity? {
        guard index + 2 < words.count, ["past", "to"].contains(words[index + 1].folded),
            let hour = NumberWords.cardinals[words[index + 2].folded] ?? Double(words[index + 2].folded),
            (1...12).contains(hour)
        else { return nil }
        let minutes: Double
        switch words[index].folded {
        case "half" where words[index + 1].folded == "past": minutes = 30
        case "quarter": minutes = 15
        case let word:
            guard words[index + 1].folded == "past" || isTime(words, index),
                let value = NumberWords.cardinals[word], value < 30
            else { return nil }
            minutes = value
        }
        return make(hour * 60 + (words[index + 1].folded == "past" ? minutes : -minutes), index..<(index + 3), words)
    }

    /// "At ten to four", "ten to four in the morning"; ten to four apples are no time.
    private static func isTime(_ words: [ReadWord], _ index: Int) -> Bool {
        let behind = words[(index + 3)..<min(words.count, index + 6)].map(\.folded)
        return index > 0 && ["at", "by"].contains(words[index - 1].folded) || behind.first == "o'clock"
            || behind.count == 3 && behind[0] == "in" && behind[1] == "the" && DayPart.part(behind[2]) != nil
    }

    private static func time(_ hour: Double, _ minutes: Double, _ half: String) -> Double {
        switch half {
        case "pm": (hour < 12 ? hour + 12 : hour) * 60 + minutes
        case "am": (hour == 12 ? 0 : hour) * 60 + minutes
        default: hour * 60 + minutes
        }
    }

    private static func make(_ minutes: Double, _ place: Range<Int>, _ words: [ReadWord]) -> Quantity {
        Quantity(
            value: minutes.truncatingRemainder(dividingBy: 1_440), precision: 0, dimension: .clock,
            bound: BoundWords.bound(before: place.lowerBound, in: words), noun: nil, words: place,
            text: words[place].enumerated().map {
                $0.offset == 0 ? $0.element.written : $0.element.before + $0.element.written
            }
            .joined())
    }
}
