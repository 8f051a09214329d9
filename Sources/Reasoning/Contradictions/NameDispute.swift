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
        for index in words.indices.dropFirst() where words[index].isNumeric && words[index].before == " " {
            let noun = words[index - 1]
            guard matter.stems.contains(noun.stem), !noun.isNumeric, labelled.contains(noun.stem) else { continue }
            return (noun.stem, words[index].folded, "\(noun.written) \(words[index].written)")
        }
        return nil
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
        return one.read.names.first { name in
            let stems = name.words.map { one.read.words[$0].stem }
            guard !name.mayBeOrdinary, stems.allSatisfy({ !other.surroundings.contains($0) }),
                stems.allSatisfy({ !matter.stems.contains($0) }), !isOutlet(name, one)
            else { return false }
            switch matter.expectation {
            case .person: return name.parts.count >= 2 && !places.contains(name)
            case .place: return places.contains(name)
            default: return name.parts.count >= 2 || places.contains(name)
            }
        }?.text
    }

    /// "The Evening Bollard has learned": whose report it is differs everywhere.
    private static func isOutlet(_ name: NameMention, _ testimony: Testimony) -> Bool {
        let outlet = Set(Words.words(in: testimony.outlet).map(\.folded))
        return name.parts.contains { outlet.contains($0) }
    }
}
