import Corpus

/// Two names in one role: another person, place or line.
struct NameDispute: DisputeTest {
    func dispute(_ one: Testimony, _ other: Testimony, _ matter: DisputedQuestion) -> Dispute? {
        guard
            let (first, second) = Self.labels(one, other, matter) ?? Self.names(one, other, matter)
        else { return nil }
        return Dispute(
            kind: .name, matter: "the name", first: one, second: other, values: (first, second),
            strength: DisputedQuestion.sameness(one, other))
    }

    /// "Line 2" and "line 6": a figure that names, behind a word of the question.
    private static func labels(_ one: Testimony, _ other: Testimony, _ matter: DisputedQuestion) -> (String, String)? {
        guard let first = label(of: one, matter), let second = label(of: other, matter), first.noun == second.noun,
            first.figure != second.figure
        else { return nil }
        return (first.text, second.text)
    }

    private static func label(
        of testimony: Testimony, _ matter: DisputedQuestion
    ) -> (noun: String, figure: String, text: String)? {
        let words = testimony.read.words
        for index in words.indices where isLabel(index, in: words) && matter.stems.contains(words[index - 1].stem) {
            let noun = words[index - 1]
            return (noun.stem, words[index].folded, "\(noun.written) \(words[index].written)")
        }
        return nil
    }

    /// Whether the figure at a place names what stands before it and counts nothing.
    static func isLabel(_ index: Int, in words: [ReadWord]) -> Bool {
        index > 0 && index < words.count && words[index].isNumeric && words[index].before == " "
            && labelled.contains(words[index - 1].stem)
    }

    private static let labelled = Set(
        "line route bus tram gate platform flight room ward district act article chapter pier berth"
            .split(separator: " ").map { Stemmer.stem(String($0)) })

    /// Names that the other's passage and the question lack, of one form: where each sentence has one that fits the question.
    private static func names(_ one: Testimony, _ other: Testimony, _ matter: DisputedQuestion) -> (String, String)? {
        guard let first = name(of: one, lackedBy: other, matter), let second = name(of: other, lackedBy: one, matter)
        else { return nil }
        return (first, second)
    }

    private static func name(of one: Testimony, lackedBy other: Testimony, _ matter: DisputedQuestion) -> String? {
        let places = DisputedQuestion.places(of: one.read)
        for name in one.read.names where !name.mayBeOrdinary && !isOutlet(name, one) {
            // "Clockmaker Ivor Jessop", where the question asks for a clockmaker: the title is no part of what differs.
            let own = name.words.filter { !matter.stems.contains(one.read.words[$0].stem) }
            guard !own.isEmpty, own.allSatisfy({ !other.surroundings.contains(one.read.words[$0].stem) }) else {
                continue
            }
            let fits =
                switch matter.expectation {
                case .person: own.count >= 2 && !places.contains(name)
                case .place: places.contains(name)
                default: own.count >= 2 || places.contains(name)
                }
            if fits { return own.map { one.read.words[$0].written }.joined(separator: " ") }
        }
        return nil
    }

    /// "The Evening Bollard has learned": whose report it is differs everywhere.
    private static func isOutlet(_ name: NameMention, _ testimony: Testimony) -> Bool {
        let outlet = Set(Words.words(in: testimony.outlet).map(\.folded))
        return name.parts.contains { outlet.contains($0) }
    }
}
