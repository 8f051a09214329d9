import Corpus

/// A word with what stands before it, which tells scores from dates and where a clause ends.
struct ReadWord: Sendable {
    /// As written.
    let written: String
    let folded: String
    let stem: String
    /// The marks and spaces between the word before and this one.
    let before: String
    /// The marks and spaces between this word and the next one.
    let after: String
    /// From 0, within its text.
    let sentence: Int
    /// Nothing but marks stands before it in its sentence, or in the quotation that begins with it.
    let opens: Bool

    var isStopWord: Bool { StopWords.english.contains(folded) }
    var isNumeric: Bool { folded.utf8.contains { $0 >= 0x30 && $0 <= 0x39 } }
    /// Written as names are.
    var isCapitalised: Bool { written.unicodeScalars.first.map { $0.properties.isUppercase } ?? false }
    /// Written as initials of an organisation are: `NHS`.
    var isAcronym: Bool {
        written.utf8.count >= 2 && written.unicodeScalars.allSatisfy { $0.properties.isUppercase || $0 == "." }
    }
    /// Joined to the word before by a hyphen or dash without spaces.
    var isJoined: Bool { before == "-" || before == "\u{2013}" || before == "\u{2011}" }

    /// The words of a text, in order.
    static func words(in text: String) -> [ReadWord] {
        let utf8 = Array(text.utf8)
        let sentences = SentenceSplitter().sentences(of: text).map(\.bytes)
        var words: [ReadWord] = []
        var pending: (word: Word, before: String, sentence: Int, opens: Bool)?
        var position = 0
        var sentence = 0
        var lastSentence = -1
        for word in Words.words(in: text) {
            let written = Array(word.text.utf8)
            guard let start = find(written, in: utf8, from: position) else { continue }
            let gap = String(decoding: utf8[position..<start], as: UTF8.self)
            while sentence + 1 < sentences.count, sentences[sentence].upperBound <= start { sentence += 1 }
            if let pending { words.append(ReadWord(pending, after: gap)) }
            // A quotation that begins here, not one that has just ended.
            let opens =
                sentence != lastSentence || gap.contains(": ")
                || gap.last.map { "\"\u{201C}\u{2018}".contains($0) } ?? false
            pending = (word, gap, sentence, opens)
            lastSentence = sentence
            position = start + written.count
        }
        if let pending { words.append(ReadWord(pending, after: String(decoding: utf8[position...], as: UTF8.self))) }
        return words
    }

    private init(_ part: (word: Word, before: String, sentence: Int, opens: Bool), after: String) {
        written = String(part.word.text)
        folded = part.word.folded
        stem = part.word.stem
        before = part.before
        self.after = after
        sentence = part.sentence
        opens = part.opens
    }

    private static func find(_ part: [UInt8], in text: [UInt8], from start: Int) -> Int? {
        guard let first = part.first, text.count >= part.count else { return nil }
        var index = start
        while index + part.count <= text.count {
            if text[index] == first, text[index..<(index + part.count)].elementsEqual(part) { return index }
            index += 1
        }
        return nil
    }
}
