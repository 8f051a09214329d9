import Corpus
import Retrieval

/// The form of what a question asks for, and how far a sentence has it: a figure of the right thing, a date, a name.
struct AnswerForm: Sendable {
    private let expectation: ExpectedAnswer
    private let found: FoundWords
    /// Stems of the question: a name that it says itself answers nothing.
    private let ownNames: Set<String>
    /// The words for what is counted, as texts are asked for them.
    private let counted: [WordLikeness.Term]

    init(question: [Word], found: FoundWords) {
        expectation = ExpectedAnswer(of: question.map(\.folded))
        ownNames = Set(question.map(\.stem))
        self.found = found
        guard case .number(let stems, _) = expectation else {
            counted = []
            return
        }
        // What no passage has a word for is counted there under another name, if at all.
        counted = stems.map(found.term).filter { term in found.passages.contains { $0.share(of: term) > 0 } }
    }

    /// What it is, as a refusal says that there is none of it.
    var noun: String {
        switch expectation {
        case .number(_, let measure): measure?.noun ?? "figure"
        case .date: "date"
        case .person: "name"
        case .place: "place"
        case .reason: "reason"
        case .anything: "answer"
        }
    }

    /// Whether it is a figure or a date, which a sentence can be seen to lack.
    var isFigure: Bool {
        switch expectation {
        case .number, .date: true
        case .person, .place, .reason, .anything: false
        }
    }

    /// Whether it is the name of a person or body.
    var isPerson: Bool { expectation == .person }

    /// Whether it is a figure whose unit shows whether it is the right one.
    var hasUnit: Bool { if case .number(_, .some) = expectation { true } else { false } }

    /// How far a sentence has it, from 0 to 1; .5 where the form cannot be told.
    func share(in sentence: Sentence) -> Float {
        switch expectation {
        case .number(let stems, let measure):
            return Figures.share(of: sentence.words, counting: stems, in: measure)
        case .date: return Figures.hasDate(sentence.words) ? 1 : 0
        case .person:
            return newName(in: sentence.words, ofAtLeast: 2) ? 1 : newName(in: sentence.words, ofAtLeast: 1) ? 0.5 : 0
        case .place: return newName(in: sentence.words, ofAtLeast: 1) ? 1 : 0
        case .reason:
            return sentence.words.contains { Self.causes.contains($0.folded) } ? 1 : 0
        case .anything: return 0.5
        }
    }

    /// Whether a sentence has just what is asked for: a figure in the right unit, or directly before what it counts, a date, a
    /// name. Nil where the form cannot be told.
    func isMet(by sentence: Sentence) -> Bool? {
        switch expectation {
        case .number(_, let measure?): return measure.occurs(in: sentence.words)
        case .number(let stems, nil):
            if stems.isEmpty { return Figures.hasQuantity(sentence.words) }
            if counted.isEmpty || !Self.people.isDisjoint(with: stems) { return Figures.hasCount(sentence.words) }
            return Figures.hasCount(sentence.words) { word in
                counted.contains { found.share(of: $0, for: word.stem) > 0 }
            }
        case .date: return Figures.hasDate(sentence.words)
        case .person: return namesSomebody(sentence.text)
        case .place: return newName(in: sentence.words, ofAtLeast: 1)
        case .reason, .anything: return nil
        }
    }

    /// How near the nearest sentence that has it comes to the question, by meaning and by words with those of its title and of the
    /// sentence before, as a share of how near the nearest of all does; 1 where the form cannot be told, or nothing is near.
    func nearness(in quotations: [Quotation]) -> Float {
        var (nearest, nearestMet): (Float, Float) = (0, 0)
        for quotation in quotations {
            let nearness = (quotation.score.meaning + quotation.score.coverage) / 2
            nearest = max(nearest, nearness)
            guard nearness > nearestMet else { continue }
            guard let isMet = isMet(by: quotation.sentence) else { return 1 }
            if isMet { nearestMet = nearness }
        }
        return nearest > 0 ? nearestMet / nearest : 1
    }

    /// Whether a text has a name that the question lacks, but for those of places and times.
    func namesSomebody(_ text: String) -> Bool {
        EvidenceNames.mentions(in: text).contains { mention in
            !mention.isBehindPreposition && !mention.opensAlone && !ownNames.isSuperset(of: mention.stems)
        }
    }

    /// Whether a run of so many capitalised words stands behind the sentence's first word, none of them in the question.
    private func newName(in words: [Word], ofAtLeast length: Int) -> Bool {
        var run = 0
        for word in words.dropFirst() {
            let isName = word.text.first?.isUppercase == true && !word.isStopWord && !ownNames.contains(word.stem)
            run = isName ? run + 1 : 0
            if run == length { return true }
        }
        return false
    }

    /// Stems for people, who are counted under any name: voters, swimmers, signatures.
    private static let people = Set(["people", "persons", "folk", "folks", "men", "women"].map(Stemmer.stem))

    private static let causes: Set<String> = [
        "because", "due", "after", "caused", "cause", "since", "reason", "blamed", "owing", "led", "resulted", "amid",
        "to", "so", "avoid", "failure", "fault", "over",
    ]
}
