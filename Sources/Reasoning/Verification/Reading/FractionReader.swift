/// Shares that are told without a percent sign: `a third`, `two-thirds`, `half of`, `one in eight`, `nine out of ten`.
enum FractionReader {
    static func fraction(in words: [ReadWord], at index: Int) -> Quantity? {
        let word = words[index].folded
        if word == "half" || word == "halves" { return half(words, index) }
        guard let numerator = number(words, index), index + 1 < words.count else { return nil }
        let next = words[index + 1]
        if let parts = NumberWords.parts[next.folded], next.before == " " || next.isJoined {
            // "The third" and "a second" are places in a row or times; "a third of" and "two thirds" are shares.
            let isPlural = next.folded.hasSuffix("s")
            let isShare = next.isJoined || follows(words, index + 2) || leads(words, index)
            guard isPlural || numerator == 1 && isShare, numerator < parts else {
                return nil
            }
            return make(numerator / parts * 100, index..<(index + 2), words, isFraction: true)
        }
        guard numerator >= 1, word != "a", word != "an" else { return nil }
        if word == "one", let place = oneAmong(words, index) { return place }
        var place = index + 1
        if words[place].folded == "out", place + 1 < words.count { place += 1 }
        guard ["in", "of"].contains(words[place].folded), words[place].folded == "in" || place > index + 1,
            let whole = number(words, place + 1), whole > numerator, whole <= 1_000,
            words[place + 1].folded != "a"
        else { return nil }
        return make(numerator / whole * 100, index..<(place + 2), words, isFraction: true)
    }

    /// "One nursing post in eight".
    private static func oneAmong(_ words: [ReadWord], _ index: Int) -> Quantity? {
        for place in (index + 2)..<(index + 4) where place + 1 < words.count && words[place].folded == "in" {
            guard let whole = number(words, place + 1), whole > 2, words[place + 1].folded != "a",
                place + 2 == words.count || words[place + 2].isStopWord || words[place + 2].before != " "
            else { return nil }
            return make(100 / whole, index..<(place + 2), words, isFraction: true)
        }
        return nil
    }

    private static func half(_ words: [ReadWord], _ index: Int) -> Quantity? {
        guard index + 1 < words.count else { return nil }
        // "Both halves of the council" are no share.
        if index > 0, ["both", "two"].contains(words[index - 1].folded) { return nil }
        // "Half past two" is a time, "half a million" a number, "half an hour" a length.
        let next = words[index + 1].folded
        guard ["of", "the", "their", "its", "his", "her", "all", "that", "those"].contains(next) else { return nil }
        return make(50, index..<(index + 1), words, isFraction: true)
    }

    private static func number(_ words: [ReadWord], _ index: Int) -> Double? {
        guard index < words.count else { return nil }
        let word = words[index].folded
        if word == "a" || word == "an" { return 1 }
        if let value = NumberWords.cardinals[word] { return value }
        guard words[index].isNumeric, let value = Double(word), value == value.rounded(), value < 1_000 else {
            return nil
        }
        return value
    }

    /// "By almost a tenth": what is about a place in a row is not told so.
    private static func leads(_ words: [ReadWord], _ index: Int) -> Bool {
        index > 0 && words[index].folded != "one"
            && ["by", "almost", "nearly", "about", "roughly", "around", "over"].contains(words[index - 1].folded)
    }

    private static func follows(_ words: [ReadWord], _ index: Int) -> Bool {
        guard index < words.count else { return true }
        return ["of", "more", "less", "higher", "lower", "fewer"].contains(words[index].folded)
            || !words[index].before.hasPrefix(" ")
    }

    private static func make(_ share: Double, _ place: Range<Int>, _ words: [ReadWord], isFraction: Bool) -> Quantity {
        Quantity(
            value: share, precision: 0.5, dimension: .share,
            bound: BoundWords.bound(before: place.lowerBound, in: words), noun: nil, words: place,
            text: words[place].enumerated().map {
                $0.offset == 0 ? $0.element.written : $0.element.before + $0.element.written
            }
            .joined(), isFraction: isFraction)
    }
}
