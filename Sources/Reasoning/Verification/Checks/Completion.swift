/// A sentence in words of its own that tells as done ("has begun") what the sentence of the quote that it tells only plans, wants or expects.
///
/// Only the perfect is judged: it says that something is done by now, where a past tense may tell of another time.
enum Completion {
    /// From this share of its words of meaning on, a sentence tells a sentence of the quote.
    private static let told = 0.45

    static func objection(to matter: SupportCase) -> String? {
        let (claim, quote) = (matter.claim.words, matter.quote.words)
        guard let done = claim.indices.first(where: { isPerfect(claim, $0) }), !isOpen(claim),
            let sentence = sentence(told: claim, in: quote)
        else { return nil }
        let cues = Modality.cues(in: quote).filter { sentence.contains($0.place) }
        guard let cue = cues.first, !sentence.contains(where: { tells(quote, $0, besides: cues) }) else { return nil }
        let said = claim[done..<min(claim.count, done + 3)].map(\.written).joined(separator: " ")
        return "The cited sentences say “\(quote[cue.place].written)”, the sentence says “\(said)”."
    }

    /// Whether the claim itself plans, supposes or denies; an agreement is a thing.
    private static func isOpen(_ claim: [ReadWord]) -> Bool {
        Modality.cues(in: claim).contains { !claim[$0.place].folded.hasPrefix("agreement") }
            || claim.contains { NegationReader.isNegative($0.folded) }
    }

    /// The sentence of the quote that has most of the claim's words.
    private static func sentence(told claim: [ReadWord], in quote: [ReadWord]) -> Range<Int>? {
        let terms = claim.filter { !$0.isStopWord }.map(\.stem)
        let shares = ShortClauses.sentences(in: quote).map { place -> (place: Range<Int>, share: Double) in
            let stems = Set(quote[place].map(\.stem))
            return (place, Double(terms.count { stems.contains($0) }) / Double(max(1, terms.count)))
        }
        return shares.max { $0.share < $1.share }.flatMap { $0.share >= told ? $0.place : nil }
    }

    /// "Has begun", "have been mended".
    private static func isPerfect(_ words: [ReadWord], _ index: Int) -> Bool {
        guard ["has", "have"].contains(words[index].folded) else { return false }
        let behind = words[index...].dropFirst().prefix(3)
        return behind.contains { $0.sentence == words[index].sentence && isParticiple($0) }
            && !behind.contains { NegationReader.isNegative($0.folded) || $0.folded == "to" }
    }

    private static func isParticiple(_ word: ReadWord) -> Bool {
        word.folded.hasSuffix("ed") || word.folded.hasSuffix("en") || participles.contains(word.folded)
    }

    /// Whether the word tells that something is or was, and is no part of "has been asked to".
    private static func tells(_ words: [ReadWord], _ index: Int, besides cues: [Modality.Cue]) -> Bool {
        guard finite.contains(words[index].folded) else { return false }
        return !cues.contains { (index + 1...index + 2).contains($0.place) }
    }

    private static let participles: Set<String> = [
        "begun", "won", "lost", "done", "gone", "cut", "put", "had", "brought", "built", "sold", "bought", "made",
        "paid", "left",
        "found", "met", "shut", "sent", "set", "come", "become", "grown", "held", "kept", "led", "run",
    ]
    private static let finite: Set<String> = [
        "has", "have", "had", "was", "were", "did", "rose", "fell", "won", "lost", "paid", "began", "left", "made",
        "took", "gave",
        "found", "bought", "sold", "became", "broke", "grew", "went", "came", "ran", "led", "saw", "stood",
    ]
}
