/// Who says something in the sentence says it in the cited sentences too. Looks at speakers without a name ("the volunteers",
/// "a spokesman of the port"); names are the name check's.
struct SpeakerCheck: SupportCheck {
    let name = "speaker"
    let approval = "What is said is said by the same."
    let part = QuotePart.either

    func objection(to matter: SupportCase) -> String? {
        let stated = Self.speakers(in: matter.quote.words)
        guard !stated.isEmpty, stated.allSatisfy({ !$0.contains { $0.isCapitalised } }) else { return nil }
        let known = Set(matter.claim.words.map(\.stem))
        for speaker in Self.speakers(in: matter.claim.words) {
            let telling = speaker.filter { !Self.offices.contains($0.folded) }
            guard !telling.isEmpty, !telling.contains(where: { $0.isCapitalised }),
                telling.allSatisfy({ !matter.quote.stems.contains($0.stem) })
            else { continue }
            let others = stated.map { $0.filter { !Self.offices.contains($0.folded) } }
            guard others.allSatisfy({ other in !other.isEmpty && other.allSatisfy { !known.contains($0.stem) } }) else {
                continue
            }
            let words = (telling.map(\.written).joined(separator: " "), others[0].map(\.written).joined(separator: " "))
            return "“\(words.0)” speak in the sentence, “\(words.1)” in the cited sentences."
        }
        return nil
    }

    /// Words of meaning of the phrase before, or directly behind, each word of saying.
    private static func speakers(in words: [ReadWord]) -> [[ReadWord]] {
        words.indices.compactMap { index in
            guard verbs.contains(words[index].folded) else { return nil }
            if words[index].folded == "according" { return phrase(words, index + 2) }
            let before = subject(words, index)
            return before.isEmpty ? inverted(words, index) : before
        }.filter { !$0.isEmpty }
    }

    private static func subject(_ words: [ReadWord], _ verb: Int) -> [ReadWord] {
        var phrase: [ReadWord] = []
        var index = verb - 1
        while index >= 0, index >= verb - 6, words[index + 1].before == " ",
            words[index].sentence == words[verb].sentence
        {
            let word = words[index]
            if !word.isStopWord { phrase.insert(word, at: 0) }
            if ["the", "a", "an", "its", "their", "one"].contains(word.folded) {
                // "A spokesman for the port": the phrase goes on before its "for".
                guard index > 0, Self.links.contains(words[index - 1].folded) else { break }
            } else if word.isStopWord, !Self.links.contains(word.folded),
                !["had", "has", "have", "also"].contains(word.folded)
            {
                return []
            }
            index -= 1
        }
        return phrase
    }

    /// "…, said one volunteer".
    private static func inverted(_ words: [ReadWord], _ verb: Int) -> [ReadWord] {
        guard ["said", "says"].contains(words[verb].folded) else { return [] }
        return phrase(words, verb + 1)
    }

    private static func phrase(_ words: [ReadWord], _ start: Int) -> [ReadWord] {
        var phrase: [ReadWord] = []
        var index = start
        while index < words.count, index < start + 6, index == start || words[index].before == " " {
            let word = words[index]
            if word.isStopWord, !["the", "a", "an", "one", "for", "of", "to"].contains(word.folded) { break }
            if !word.isStopWord { phrase.append(word) }
            index += 1
        }
        return phrase
    }

    /// "A spokesman for the port", "a source close to the club".
    private static let links: Set<String> = ["for", "of", "in", "at", "to", "from", "with"]

    private static let verbs: Set<String> = [
        "said", "says", "told", "tells", "claims", "claimed", "according", "answered", "warned", "warns", "argues",
        "argued", "reported",
        "reports", "added", "adds", "explained", "stated",
    ]
    private static let offices: Set<String> = [
        "spokesman", "spokeswoman", "spokesperson", "representative", "official", "officials",
    ]
}
