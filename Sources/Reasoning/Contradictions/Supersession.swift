import Corpus

/// Tells where time explains that two reports differ: a figure that grew, an estimate that was revised, a report that takes back
/// an earlier one.
enum Supersession {
    /// Days between two reports from which on the later one is taken to tell of a later state. News on a running matter is
    /// updated within days; what outlets contest, they contest at the same time.
    static let span = 21

    /// Whether time explains the difference. `isSettled` says that both speak of an event that is over.
    static func explains(_ one: Testimony, _ other: Testimony, isSettled: Bool) -> Bool {
        if takesBack(one) || takesBack(other) { return true }
        guard let first = one.day, let second = other.day else { return !isSettled }
        if !isSettled, abs(first - second) > span { return true }
        // On the same day "the final figure" supersedes nobody else's.
        if first > second, updates(one) { return true }
        if second > first, updates(other) { return true }
        return isForecast(one, before: other) || isForecast(other, before: one)
    }

    /// Tells that an earlier report was wrong: what it repeats, it does not claim.
    static func takesBack(_ testimony: Testimony) -> Bool { has(retractions, testimony) }

    /// Tells of a state after another.
    private static func updates(_ testimony: Testimony) -> Bool { has(changes, testimony) }

    /// What was expected, against what was then told as a fact.
    private static func isForecast(_ one: Testimony, before other: Testimony) -> Bool {
        guard let first = one.day, let second = other.day, first <= second else { return false }
        return has(forecasts, one) && Modality.cues(in: other.read.words).isEmpty
    }

    private static func has(_ phrases: PhraseSet, _ testimony: Testimony) -> Bool {
        phrases.isMentioned(in: testimony.read.words.map(\.folded))
    }

    private static let retractions = PhraseSet([
        "correction", "corrected", "an earlier version", "earlier version of this", "retraction", "retracted",
        "withdrawn its", "withdrew its", "withdraws", "the story said", "had wrongly", "wrongly said", "clarification",
        "we reported", "regrets the error",
    ])
    private static let changes = PhraseSet([
        "has risen", "have risen", "had risen", "rose to", "rises to", "risen to", "has grown", "grew to", "grown to",
        "has climbed", "climbed to", "increased to", "has increased", "has fallen", "fell to", "fallen to",
        "has dropped", "dropped to", "up from", "down from", "now put at", "now stands at", "is now", "are now",
        "now says", "so far", "final figure", "final figures", "final count", "final tally", "revised", "updated",
        "upgraded", "raised from", "cut from", "no longer", "rather than", "counted until now", "first reported",
        "latest count", "latest figure",
    ])
    private static let forecasts = PhraseSet([
        "expect", "expects", "expected", "forecast", "forecasts", "forecasters", "predict", "predicts", "predicted",
        "projected", "poll", "survey",
    ])
}
