/// Whether a sentence tells of a country, of the world or of all history what its passage tells of less.
enum WiderArea {
    static func objection(to matter: SupportCase) -> String? {
        let words = matter.claim.words
        for index in words.indices {
            guard let level = level(of: words[index]), isMeant(words, index), !isTold(level, matter) else { continue }
            return "The sentence speaks of “\(words[index].written)”, the cited passage does not."
        }
        return nil
    }

    private enum Level { case country, world, history }

    /// "In the whole country", "nationwide", "in its history"; not "elsewhere in the country".
    private static func isMeant(_ words: [ReadWord], _ index: Int) -> Bool {
        if adverbs.contains(words[index].folded) { return true }
        let before = words[max(0, index - 3)..<index]
        guard let preposition = before.firstIndex(where: { ["in", "of", "across", "throughout"].contains($0.folded) })
        else {
            return false
        }
        return words[preposition].sentence == words[index].sentence
            && (preposition == 0 || words[preposition - 1].folded != "elsewhere")
    }

    private static func isTold(_ level: Level, _ matter: SupportCase) -> Bool {
        // Of what was before, the neighbours speak as well, and of other things.
        let texts = level == .history ? [matter.quote, matter.frame] : [matter.context, matter.quote, matter.frame]
        return texts.contains { text in
            text.words.contains { word in
                if Self.level(of: word) == level { return true }
                switch level {
                case .country: return Self.level(of: word) == .world || word.folded == "abroad"
                case .world: return false
                case .history: return ["ever", "never", "record", "before", "historic"].contains(word.folded)
                }
            }
        }
    }

    private static func level(of word: ReadWord) -> Level? { levels[word.folded] }

    private static let levels: [String: Level] = [
        "country": .country, "nation": .country, "national": .country, "nationally": .country, "nationwide": .country,
        "countrywide": .country, "world": .world, "worldwide": .world, "globe": .world, "globally": .world,
        "europe": .world,
        "continent": .world, "history": .history,
    ]
    private static let adverbs: Set<String> = ["nationally", "nationwide", "countrywide", "worldwide", "globally"]
}
