/// Finds the figures of a text, in digits and in words, with their units.
struct QuantityReader {
    private let words: [ReadWord]
    /// Words that belong to dates.
    private let taken: Set<Int>
    private var found: [Quantity] = []

    /// The figures among `words`, in order, without those at the places `taken`.
    static func quantities(in words: [ReadWord], without taken: Set<Int>) -> [Quantity] {
        var reader = QuantityReader(words: words, taken: taken)
        reader.read()
        return reader.found
    }

    private init(words: [ReadWord], taken: Set<Int>) {
        self.words = words
        self.taken = taken
    }

    private mutating func read() {
        var index = 0
        while index < words.count {
            guard !taken.contains(index), let quantity = quantity(at: index) else {
                index += 1
                continue
            }
            if let last = found.last, Self.continues(last, quantity, words) {
                found[found.count - 1].value += quantity.value
                found[found.count - 1].precision = quantity.precision
                found[found.count - 1].words = last.words.lowerBound..<quantity.words.upperBound
                found[found.count - 1].text += " " + quantity.text
                found[found.count - 1].noun = quantity.noun
            } else {
                found.append(quantity)
            }
            shareScale()
            index = quantity.words.upperBound
        }
    }

    /// "From 6.39 to 5.92 million tonnes": the first figure has the scale and the unit of the second.
    private mutating func shareScale() {
        guard found.count > 1, let next = found.last, let scale = scale(of: next) else { return }
        let first = found[found.count - 2]
        let between = words[first.words.upperBound..<next.words.lowerBound]
        guard first.dimension == .count, first.value < 1_000, first.words.lowerBound > 0, between.count == 1,
            ["from", "between"].contains(words[first.words.lowerBound - 1].folded),
            between.contains(where: { ["to", "and"].contains($0.folded) })
        else { return }
        found[found.count - 2].value *= scale * next.factor
        found[found.count - 2].precision *= scale * next.factor
        found[found.count - 2].factor = next.factor
        found[found.count - 2].dimension = next.dimension
    }

    /// The million of "5.92 million".
    private func scale(of quantity: Quantity) -> Double? {
        words[quantity.words].lazy.compactMap {
            NumberWords.scales[$0.folded] ?? Self.shortScales[$0.folded]
        }.first
    }

    /// "5 hours 31 minutes", "12 feet 3 inches": the smaller unit adds to the greater.
    private static func continues(_ last: Quantity, _ next: Quantity, _ words: [ReadWord]) -> Bool {
        guard case .measure = next.dimension, last.dimension == next.dimension, next.precision < last.precision else {
            return false
        }
        // "Two years, 26 months to be exact" tells one length twice.
        guard next.value < last.factor, words[next.words.lowerBound].before == " " else { return false }
        let between = words[last.words.upperBound..<next.words.lowerBound]
        return between.isEmpty || (between.count == 1 && between.first?.folded == "and")
    }

    // MARK: One figure

    private func quantity(at index: Int) -> Quantity? {
        if let clock = ClockReader.clock(in: words, at: index) { return clock }
        if let length = andAHalf(index) { return length }
        if let fraction = FractionReader.fraction(in: words, at: index) { return part(of: fraction) ?? fraction }
        let word = words[index]
        if let times = NumberWords.multiples[word.folded] {
            return make(times, 0, .times, index..<(index + 1))
        }
        if word.isNumeric { return inDigits(index) }
        if let ordinal = NumberWords.ordinals[word.folded] {
            return make(ordinal, 0, .ordinal, index..<(index + 1))
        }
        if let (whole, stop) = NumberWords.number(in: words, at: index), let part = part(after: stop) {
            let scale = part.end < words.count ? NumberWords.scales[words[part.end].folded] : nil
            return unit(
                (whole + part.value) * (scale ?? 1), (scale ?? 1) / 20, index..<(part.end + (scale == nil ? 0 : 1)))
        }
        if let (value, end) = NumberWords.number(in: words, at: index) {
            if value == 1, end == index + 1, !countsOne(index) { return nil }
            let ordinal = tensOrdinal(value, end)
            if let ordinal { return make(ordinal, 0, .ordinal, index..<(end + 1)) }
            return unit(value, Self.step(ofRound: value) / 2, index..<end)
        }
        return indefinite(index)
    }

    /// "A hundred", "half a million", "a dozen".
    private func indefinite(_ index: Int) -> Quantity? {
        guard ["a", "an", "half"].contains(words[index].folded), index + 1 < words.count else { return nil }
        if isBeginningOfLength(index) { return unit(1, 0.5, index..<(index + 1)) }
        var (place, factor) = (index + 1, 1.0)
        if words[index].folded == "half" {
            guard ["a", "an"].contains(words[place].folded), place + 1 < words.count else { return nil }
            (place, factor) = (place + 1, 0.5)
        }
        guard let scale = NumberWords.scales[words[place].folded] else {
            if factor == 1, place + 1 < words.count, Self.distances.contains(words[place + 1].folded) {
                return unit(1, 0.5, index..<place)
            }
            guard factor == 0.5, Units.unit(words[place].folded) != nil else { return nil }
            return unit(0.5, 0.25, index..<place)
        }
        return unit(factor * scale, scale / 20, index..<(place + 1))
    }

    /// "An hour and 35 minutes".
    private func isBeginningOfLength(_ index: Int) -> Bool {
        guard words[index].folded != "half", index + 4 < words.count, words[index + 2].folded == "and",
            let unit = Units.unit(words[index + 1].folded),
            words[index + 3].isNumeric || NumberWords.cardinals[words[index + 3].folded] != nil,
            let smaller = Units.unit(words[index + 4].folded)
        else { return false }
        return smaller.dimension == unit.dimension && smaller.factor < unit.factor
    }

    /// The part of one behind a spelled number: "three and a half".
    private func part(after end: Int) -> (value: Double, end: Int)? {
        guard end + 2 < words.count, words[end].folded == "and", ["a", "an"].contains(words[end + 1].folded),
            let parts = NumberWords.parts[words[end + 2].folded]
        else { return nil }
        return (1 / parts, end + 3)
    }

    /// "A quarter of a year" is a length.
    private func part(of fraction: Quantity) -> Quantity? {
        let end = fraction.words.upperBound
        guard end + 2 < words.count, words[end].folded == "of", ["a", "an"].contains(words[end + 1].folded),
            let unit = Units.unit(words[end + 2].folded)
        else { return nil }
        let value = fraction.value / 100 * unit.factor
        return make(
            value, value / 20, unit.dimension, fraction.words.lowerBound..<(end + 3), factor: unit.factor)
    }

    /// "A year and a half".
    private func andAHalf(_ index: Int) -> Quantity? {
        guard index + 4 < words.count, ["a", "an", "one"].contains(words[index].folded),
            let unit = Units.unit(words[index + 1].folded), words[index + 2].folded == "and",
            words[index + 3].folded == "a",
            let part = NumberWords.parts[words[index + 4].folded]
        else { return nil }
        return make(
            (1 + 1 / part) * unit.factor, 0.25 * unit.factor, unit.dimension, index..<(index + 5), factor: unit.factor)
    }

    /// "A week ago" is one week.
    private static let distances: Set<String> = ["ago", "earlier", "later", "before", "after", "from", "away"]

    /// "One" counts before a thing ("one person"), and is a pronoun elsewhere ("one of them").
    private func countsOne(_ index: Int) -> Bool {
        guard index + 1 < words.count, !words[index].opens || words[index + 1].before == " " else { return false }
        let next = words[index + 1]
        return next.before == " " && !next.isStopWord && !next.isNumeric
            && (index == 0
                || !["no", "any", "every", "each", "the", "this", "that", "which", "only"].contains(
                    words[index - 1].folded))
    }

    /// "Twenty-first", "ten-thousandth".
    private func tensOrdinal(_ value: Double, _ end: Int) -> Double? {
        guard end < words.count, words[end].isJoined else { return nil }
        if let scale = NumberWords.ordinalScales[words[end].folded] { return value * scale }
        guard value >= 20, value < 100, let ordinal = NumberWords.ordinals[words[end].folded], ordinal < 10 else {
            return nil
        }
        return value + ordinal
    }

    private func inDigits(_ index: Int) -> Quantity? {
        let text = words[index].folded
        let digits = text.prefix { $0.isNumber || $0 == "." }
        guard let value = Double(digits), value.isFinite else { return nil }
        let suffix = String(text.dropFirst(digits.count))
        let decimals = digits.split(separator: ".", omittingEmptySubsequences: false).dropFirst().first?.count ?? 0
        var step = 1.0
        for _ in 0..<decimals { step /= 10 }
        if decimals == 0 { step = Self.step(ofRound: value) }
        let place = index..<(index + 1)
        switch suffix {
        case "", "s": return scaled(value, step, index)
        case "st", "nd", "rd", "th": return make(value, 0, .ordinal, place)
        default: break
        }
        if suffix == "m", isLength(after: index) { return make(value, step / 2, .measure("length"), place) }
        if let scale = Units.scaleSuffixes[suffix] { return unit(value * scale, step * scale / 2, place) }
        guard let unit = Units.unit(suffix) else { return nil }
        return make(value * unit.factor, step * unit.factor / 2, unit.dimension, place, factor: unit.factor)
    }

    /// The place of the last digit that is not 0: 100 of 1,300. What is written round may be rounded.
    static func step(ofRound value: Double) -> Double {
        guard value >= 10, value < 1e15, value == value.rounded() else { return 1 }
        var step = 1.0
        while value.truncatingRemainder(dividingBy: step * 10) == 0 { step *= 10 }
        return step
    }

    private func isLength(after index: Int) -> Bool {
        index + 1 < words.count
            && ["high", "tall", "long", "wide", "deep", "above", "below", "away", "freestyle"].contains(
                words[index + 1].folded)
    }

    /// "4.3 million", "12 hundred".
    private func scaled(_ value: Double, _ step: Double, _ index: Int) -> Quantity? {
        guard index + 1 < words.count,
            let scale = NumberWords.scales[words[index + 1].folded] ?? Self.shortScales[words[index + 1].folded],
            words[index + 1].before == " " || words[index + 1].isJoined
        else { return unit(value, step / 2, index..<(index + 1)) }
        return unit(value * scale, min(step, 1) * scale / 2, index..<(index + 2))
    }

    private static let shortScales: [String: Double] = ["bn": 1e9, "mn": 1e6, "tn": 1e12]

    // MARK: Units

    /// The figure with the unit that stands beside it.
    private func unit(_ value: Double, _ precision: Double, _ place: Range<Int>) -> Quantity {
        let first = place.lowerBound
        let last = place.upperBound - 1
        if let mark = words[first].before.last, let currency = Units.currencyMarks[mark] {
            return make(value, precision, .money(currency), place)
        }
        if words[last].after.hasPrefix("%") {
            return pointsFollow(place.upperBound)
                ? make(value, precision, .points, place.lowerBound..<(place.upperBound + 1))
                : make(value, precision, .share, place)
        }
        guard place.upperBound < words.count, [" ", "-", "\u{2011}"].contains(words[place.upperBound].before) else {
            return make(value, precision, .count, place)
        }
        let next = words[place.upperBound]
        let following = place.upperBound + 1 < words.count ? words[place.upperBound + 1].folded : ""
        if next.folded == "per", following == "cent" || following == "hundred" {
            let end = place.upperBound + 2
            return pointsFollow(end)
                ? make(value, precision, .points, first..<(end + 1)) : make(value, precision, .share, first..<end)
        }
        if next.folded == "percent", following.hasPrefix("point") {
            return make(value, precision, .points, first..<(place.upperBound + 2))
        }
        if next.folded == "percentage" || next.folded == "points" || next.folded == "point" {
            return make(value, precision, .points, first..<(place.upperBound + (next.folded == "percentage" ? 2 : 1)))
        }
        if next.folded == "m", !next.isJoined {
            return make(value, precision, .measure("length"), first..<(place.upperBound + 1))
        }
        guard let unit = Units.unit(next.folded) else { return make(value, precision, .count, place) }
        // "An 81-year-old" is told by the number alone elsewhere.
        let end = following == "old" ? place.upperBound + 2 : place.upperBound + 1
        return make(
            value * unit.factor, max(precision, 0.5) * unit.factor, unit.dimension, first..<end, factor: unit.factor)
    }

    private func pointsFollow(_ index: Int) -> Bool {
        index < words.count && ["points", "point"].contains(words[index].folded)
    }

    private func make(
        _ value: Double, _ precision: Double, _ dimension: Quantity.Dimension, _ place: Range<Int>,
        factor: Double = 1
    ) -> Quantity {
        let end = min(place.upperBound, words.count)
        let place = place.lowerBound..<end
        let text = words[place].enumerated().map {
            $0.offset == 0 ? $0.element.written : $0.element.before + $0.element.written
        }.joined()
        var bound = BoundWords.bound(before: place.lowerBound, in: words)
        if bound == .above, dimension == .measure("time"),
            words[max(0, place.lowerBound - 2)..<place.lowerBound].contains(where: { $0.folded == "over" })
        {
            bound = .over
        }
        let mark =
            words[place.lowerBound].before.last.flatMap { Units.currencyMarks[$0] == nil ? nil : String($0) } ?? ""
        let percent = words[end - 1].after.hasPrefix("%") ? "%" : ""
        return Quantity(
            value: value, factor: factor, precision: precision, dimension: dimension,
            bound: bound, noun: noun(after: end), words: place,
            text: mark + text + percent,
            isPartOfMany: end + 1 < words.count && words[end].folded == "of" && words[end + 1].folded == "the")
    }

    /// The thing that is counted: the last word of a run of up to three that carry meaning.
    private func noun(after index: Int) -> String? {
        guard index < words.count, [" ", "-"].contains(words[index].before), !words[index].isStopWord else {
            return nil
        }
        return words[index].stem
    }
}
