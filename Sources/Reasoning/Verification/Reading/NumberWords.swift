/// Numbers that are spelled out.
enum NumberWords {
    /// One to nineteen, and the tens.
    static let cardinals: [String: Double] = [
        "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
        "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
        "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
        "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
    ]
    static let scales: [String: Double] = [
        "hundred": 100, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "dozen": 12,
    ]
    static let ordinals: [String: Double] = [
        "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
        "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15,
        "sixteenth": 16, "seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20, "thirtieth": 30,
        "hundredth": 100,
    ]
    /// What makes a spelled number an ordinal of its multiple: `ten-thousandth`.
    static let ordinalScales: [String: Double] = ["hundredth": 100, "thousandth": 1e3, "millionth": 1e6]
    /// The parts that fractions name.
    static let parts: [String: Double] = [
        "half": 2, "halves": 2, "third": 3, "thirds": 3, "quarter": 4, "quarters": 4, "fifth": 5, "fifths": 5,
        "sixth": 6, "sixths": 6, "seventh": 7, "sevenths": 7, "eighth": 8, "eighths": 8, "ninth": 9, "ninths": 9,
        "tenth": 10, "tenths": 10,
    ]
    static let multiples: [String: Double] = [
        "twice": 2, "double": 2, "doubled": 2, "doubling": 2, "thrice": 3, "triple": 3, "tripled": 3, "trebled": 3,
        "quadrupled": 4, "halved": 0.5, "halving": 0.5,
    ]

    /// The number that is spelled from `start` on ("two thousand four hundred and six"), and where it ends.
    static func number(in words: [ReadWord], at start: Int) -> (value: Double, end: Int)? {
        var index = start
        var total = 0.0
        var group: Double?
        while index < words.count, index == start || continues(words, at: index) {
            let word = words[index].folded
            if let value = cardinals[word] {
                if let current = group {
                    // "Twenty-one" and "hundred and six" go on; "two three" are two numbers.
                    guard
                        value < 10 && current >= 20 && current.truncatingRemainder(dividingBy: 10) == 0
                            || current >= 100
                    else { break }
                    group = current + value
                } else {
                    group = value
                }
            } else if let scale = scales[word] {
                guard let current = group ?? (index == start ? nil : 0) else { break }
                if scale == 100 || scale == 12 {
                    group = current * scale
                } else {
                    total += current * scale
                    group = 0
                }
            } else if word == "and", index > start, group != nil || total > 0, joinsNumber(words, at: index) {
                // Passed over.
            } else {
                break
            }
            index += 1
        }
        guard index > start, group != nil else { return nil }
        return (total + (group ?? 0), index)
    }

    /// Whether nothing but a space or hyphen stands before a word.
    private static func continues(_ words: [ReadWord], at index: Int) -> Bool {
        let gap = words[index].before
        return gap == " " || gap == "-" || gap == "\u{2011}"
    }

    /// "Two hundred and six", but not "a hundred and two others".
    private static func joinsNumber(_ words: [ReadWord], at index: Int) -> Bool {
        guard index + 1 < words.count, ["hundred", "thousand", "million"].contains(words[index - 1].folded) else {
            return false
        }
        return cardinals[words[index + 1].folded] != nil
    }
}
