import Corpus

/// A name of a text: a run of capitalised words.
struct NameMention: Sendable, Hashable {
    /// Folded, without titles and grammar words.
    var parts: [String]
    var words: Range<Int>
    var text: String
    /// It begins its sentence and is one word, so that its capital may say nothing.
    var mayBeOrdinary: Bool
}

/// Finds the names of people, places and organisations by their capitals.
enum NameReader {
    /// The names among `words`, in order, without those at the places `taken`, which belong to dates.
    static func names(in words: [ReadWord], without taken: Set<Int>) -> [NameMention] {
        var names: [NameMention] = []
        var index = 0
        while index < words.count {
            guard begins(words, index, taken) else {
                index += 1
                continue
            }
            var end = index + 1
            while end < words.count, let next = extended(words, end, taken) { end = next }
            if let name = mention(words, index..<end) { names.append(name) }
            index = end
        }
        return names
    }

    private static func begins(_ words: [ReadWord], _ index: Int, _ taken: Set<Int>) -> Bool {
        let word = words[index]
        return isNamePart(word) && !taken.contains(index) && word.folded != "i" && !word.folded.hasPrefix("i'")
    }

    private static func isNamePart(_ word: ReadWord) -> Bool {
        word.isCapitalised || word.written.dropFirst().contains { $0.isUppercase }
    }

    /// Where a name goes on at `index`: another capital behind a space or hyphen.
    private static func extended(_ words: [ReadWord], _ index: Int, _ taken: Set<Int>) -> Int? {
        guard !taken.contains(index), joins(words[index].before), !words[index].opens || words[index].isJoined else {
            return nil
        }
        // A possessive ends a name: "Hallard's Civic Alliance" is two.
        if words[index - 1].written.hasSuffix("'s") || words[index - 1].written.hasSuffix("\u{2019}s") { return nil }
        if isNamePart(words[index]) { return index + 1 }
        return nil
    }

    private static func joins(_ gap: String) -> Bool {
        gap == " " || gap == "-" || gap == "\u{2011}" || gap == " & " || gap == ". " || gap == "." || gap == "' "
            || gap == "\u{2019} "
    }

    private static func mention(_ words: [ReadWord], _ place: Range<Int>) -> NameMention? {
        var place = place
        // "The Civic Alliance", "In Marrish".
        while let first = place.first, words[first].isStopWord || ordinaryStarts.contains(words[first].folded),
            !words[first].isAcronym || first == place.last
        {
            if words[first].isAcronym, !words[first].opens { break }
            place.removeFirst()
        }
        // "Replacing Gate 4": a verb that begins its sentence.
        if place.count > 1, let first = place.first, words[first].opens,
            ["ing", "ed"].contains(where: { words[first].folded.hasSuffix($0) })
        {
            place.removeFirst()
        }
        guard !place.isEmpty else { return nil }
        let parts = words[place].filter { !$0.isStopWord || $0.isAcronym }.map(\.folded)
        let text = words[place].enumerated().map {
            $0.offset == 0 ? $0.element.written : $0.element.before + $0.element.written
        }
        .joined()
        let mayBeOrdinary = words[place.lowerBound].opens && place.count == 1 && !words[place.lowerBound].isAcronym
        return NameMention(parts: parts, words: place, text: text, mayBeOrdinary: mayBeOrdinary)
    }

    /// Words that often stand first and are no names, beside the grammar words.
    private static let ordinaryStarts: Set<String> = Set(
        """
        nobody everyone everybody someone anyone nothing everything something another people officials police workers
        residents councillors voters members critics experts neighbours two three four five six seven eight nine ten
        eleven twelve twenty thirty forty fifty hundreds thousands dozens last next first second third several most few
        none neither both meanwhile however later earlier today yesterday tomorrow tonight nearly almost around roughly
        approximately despite following according asked given plans work construction turnout opening including
        instead besides even still perhaps maybe never always only unlike like among amid upon onto per across
        i'm i've i'd i'll it's that's there's we're they're you're he's she's don't didn't let's what's
        """.split(whereSeparator: \.isWhitespace).map(String.init))
}
