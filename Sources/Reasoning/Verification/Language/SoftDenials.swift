import Corpus

/// Words that say no by what they mean, beyond those of ``NegationReader/implied(in:)``: where one stands, a denial less or more
/// may be the same told in other words.
enum SoftDenials {
    static func contains(_ word: ReadWord) -> Bool { forms.contains(word.folded) || stems.contains(word.stem) }

    private static let forms: Set<String> = Set(
        """
        only unless until yet otherwise first last final same single alone still merely few little hardly low poor too stay stays stayed
        unchanged
        """.split(whereSeparator: \.isWhitespace).map(String.init))
    private static let stems: Set<String> = Set(
        """
        dismiss withdraw short shortage delay defer postpone scrap fall decrease close shut withhold jam vacant vacancy question
        neglect disagree reluctant doubtful hold suspect break broken forbidden loss disprove trouble silence absence halt
        """.split(whereSeparator: \.isWhitespace).map { Stemmer.stem(String($0)) })
}
