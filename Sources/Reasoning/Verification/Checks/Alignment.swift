/// Which word of the quote each word of the sentence stands for, as far as their stems and senses tell.
struct Alignment: Sendable {
    enum Bond: Sendable {
        case same
        case synonym
        /// The contrary, where neither word has another partner.
        case opposite
    }

    /// By place in the claim.
    private(set) var partners: [Int: (place: Int, bond: Bond)] = [:]
    /// By place in the quote.
    private(set) var claimed: [Int: (place: Int, bond: Bond)] = [:]

    var hasOpposites: Bool { partners.values.contains { $0.bond == .opposite } }

    init(claim: [ReadWord], quote: [ReadWord]) {
        let senses = (
            claim.indices.map { PhrasalVerbs.sense(of: claim, at: $0) },
            quote.indices.map { PhrasalVerbs.sense(of: quote, at: $0) }
        )
        var byStem: [String: [Int]] = [:]
        for (place, sense) in senses.1.enumerated() { byStem[sense, default: []].append(place) }
        for (place, word) in claim.enumerated() where Self.carriesMeaning(word) {
            guard let places = byStem[senses.0[place]] else { continue }
            let best = places.max { Self.nearness(claim, place, quote, $0) < Self.nearness(claim, place, quote, $1) }
            if let best { bind(place, best, .same) }
        }
        bindBySense(claim, quote, senses, .synonym, where: Opposites.agree)
        bindBySense(claim, quote, senses, .opposite, where: Opposites.disagree)
    }

    private mutating func bindBySense(
        _ claim: [ReadWord], _ quote: [ReadWord], _ senses: ([String], [String]), _ bond: Bond,
        where fits: (String, String) -> Bool
    ) {
        for (place, sense) in senses.0.enumerated() where partners[place] == nil && !Opposites.poles(of: sense).isEmpty
        {
            let places = quote.indices.filter { claimed[$0] == nil && fits(sense, senses.1[$0]) }
            let best = places.max { Self.nearness(claim, place, quote, $0) < Self.nearness(claim, place, quote, $1) }
            if let best { bind(place, best, bond) }
        }
    }

    private mutating func bind(_ place: Int, _ other: Int, _ bond: Bond) {
        partners[place] = (other, bond)
        if claimed[other] == nil { claimed[other] = (place, bond) }
    }

    static func carriesMeaning(_ word: ReadWord) -> Bool {
        !word.isStopWord || !Opposites.poles(of: word.stem).isEmpty
    }

    /// How much the words around two places have in common.
    static func nearness(_ claim: [ReadWord], _ place: Int, _ quote: [ReadWord], _ other: Int) -> Double {
        let around = { (words: [ReadWord], index: Int) in
            Set(
                words[max(0, index - 5)..<min(words.count, index + 6)].filter { $0.stem != words[index].stem }.map(
                    \.stem))
        }
        let common = around(claim, place).intersection(around(quote, other)).count
        return Double(common) - abs(Double(place) / Double(claim.count) - Double(other) / Double(quote.count))
    }
}
