import Corpus

/// Tells where an answer lacks what its question asks for: a date for "when", a figure for "how many", one of the things for
/// "which of". An extractive answer to a comparison or a yes-or-no question shows the sides, which is the answer that it can
/// give; a model's must decide.
public struct AnswersKindGate: Gate {
    public let name = "answers-kind"
    public let summary =
        "The answer has what the question asks for: a date, a figure, a choice, a yes or no, or both sides."
    public let recovery = Recovery.note

    public init() {}

    public func verdict(on subject: WrittenAnswer) -> Verdict {
        guard !subject.sentences.isEmpty else { return .passed }
        let words = Words.words(in: subject.sentences.map(\.text).joined(separator: " "))
        switch subject.task.plan.kind {
        case .time where !Figures.hasDate(words): return .failed("The question asks when; the answer has no date.")
        case .quantity where !words.contains(where: Figures.isFigure):
            return .failed("The question asks for a figure; the answer has none.")
        case .yesNo where subject.form == .direct && !Self.decides(words):
            return .failed("The question asks whether something is so; the answer says neither yes nor no.")
        case .comparison where subject.form == .direct && !Self.names(subject.task.plan.names, in: words):
            return .failed("The question compares; the answer names none of what it compares.")
        case .fact, .overview, .time, .quantity, .yesNo, .comparison: return .passed
        }
    }

    private static func decides(_ words: [Word]) -> Bool {
        words.prefix(3).contains { ["yes", "no", "partly"].contains($0.folded) }
    }

    private static func names(_ names: [String], in words: [Word]) -> Bool {
        let stems = Set(words.map(\.stem))
        return names.isEmpty || names.contains { Words.words(in: $0).allSatisfy { stems.contains($0.stem) } }
    }
}
