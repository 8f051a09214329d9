/// Guesses the language of an article, offline and without a model: by script, and within the Latin script by how
/// many of the words are function words of a language (Grefenstette 1995 calls it the small-word technique).
///
/// Sure on a paragraph, often silent on a headline: a guess without enough hits is `und`. Costs at most a look at the
/// first ``sampleBytes`` of text.
struct LanguageDetector: Sendable {
    /// The code for undetermined languages (ISO 639-2).
    static let undetermined = "und"

    /// So much of a text is looked at.
    static let sampleBytes = 2_048

    /// A guess needs this weight of function words: a word that n languages share weighs 1/n.
    private static let minimumScore = 1.5
    /// …for every word read…
    private static let minimumShare = 0.06
    /// …and this many times as much as the next language has.
    private static let minimumLead = 1.1

    /// A BCP 47 code, or ``undetermined``. The title helps where the text is short.
    func language(of text: String, title: String = "") -> String {
        var sample = Array(text.utf8.prefix(Self.sampleBytes))
        if sample.count < Self.sampleBytes / 2 { sample = Array(title.utf8) + [0x0A] + sample }
        let scalars = String(decoding: sample, as: UTF8.self).unicodeScalars
        var census = ScriptCensus()
        for scalar in scalars { census.count(scalar) }
        switch census.dominant {
        case nil: return Self.undetermined
        case .latin: return latinLanguage(of: scalars)
        case .some(let script): return script.language(letters: census)
        }
    }

    /// Without the tables of Unicode for what nearly every letter is.
    private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
        scalar.isASCII ? (0x61...0x7A).contains(scalar.value | 0x20) : scalar.properties.isAlphabetic
    }

    private func latinLanguage(of scalars: String.UnicodeScalarView) -> String {
        var scores = [Double](repeating: 0, count: FunctionWords.languages.count)
        var words = 0
        for word in scalars.split(whereSeparator: { !Self.isLetter($0) }) {
            words += 1
            let word = String(word).lowercased()
            if let languages = FunctionWords.byWord[word] {
                for language in languages { scores[language] += 1 / Double(languages.count) }
            }
            for scalar in word.unicodeScalars where scalar.value >= 0x80 {
                guard let languages = FunctionWords.byLetter[scalar] else { continue }
                for language in languages { scores[language] += 0.5 / Double(languages.count) }
            }
        }
        let ranked = scores.indices.sorted { scores[$0] > scores[$1] }
        guard let best = ranked.first, scores[best] >= Self.minimumScore,
            scores[best] >= Self.minimumShare * Double(words),
            scores[best] >= Self.minimumLead * scores[ranked[1]]
        else { return Self.undetermined }
        return FunctionWords.languages[best]
    }
}
