import Corpus

/// Finds the outlets that a question asks for by name and of which the corpus has nothing: what "a Reuters report" says cannot be
/// told from a corpus without Reuters.
///
/// By the places where English names whom a text is from: before or behind a word for a text ("the Courier article", "a piece in
/// the Courier, the Echo and the Post"). Words that are used for other things as well ("report", "according to") count only in a
/// question that names an outlet beyond doubt.
struct AbsentOutlets {
    private let words: [Word]
    private let directory: OutletDirectory
    private let known: Set<Int>
    /// Places of the words before which a name ends: behind a comma another begins.
    private let breaks: Set<Int>
    /// Absent names by their places.
    private var certain: [Range<Int>] = []
    private var likely: [Range<Int>] = []

    /// As they are written, each once, in order; none where the corpus names no outlets at all. O(length).
    static func names(in question: String, of directory: OutletDirectory) -> [String] {
        guard !directory.isEmpty else { return [] }
        var reader = AbsentOutlets(question, directory)
        return reader.read()
    }

    private init(_ question: String, _ directory: OutletDirectory) {
        var words: [Word] = []
        var breaks: Set<Int> = []
        for token in question.split(whereSeparator: \.isWhitespace) {
            words += Words.words(in: token)
            if let last = token.unicodeScalars.last, [",", ";", ":"].contains(last) { breaks.insert(words.count) }
        }
        self.words = words
        self.breaks = breaks
        self.directory = directory
        known = directory.mentioned(in: words).positions
    }

    private mutating func read() -> [String] {
        for place in words.indices { look(at: place) }
        let places = known.isEmpty && certain.isEmpty ? [] : certain + likely
        var names: [String] = []
        for place in Set(places).sorted(by: { $0.lowerBound < $1.lowerBound }) {
            let name = words[place].map(\.text).joined(separator: " ")
            if !names.contains(name) { names.append(name) }
        }
        return names
    }

    private mutating func look(at place: Int) {
        let word = words[place].folded
        let isCertain = Self.texts.contains(word)
        if isCertain || Self.accounts.contains(word) {
            if let run = run(endingBefore: place) { note(run, isCertain) }
            if follows(place, Self.origins) { noteList(from: place + 2, isCertain) }
        } else if Self.acts.contains(word), follows(place, Self.origins) || follows(place, ["to"]) {
            noteList(from: place + 2, false)
        }
    }

    private func follows(_ place: Int, _ folded: Set<String>) -> Bool {
        place + 1 < words.count && folded.contains(words[place + 1].folded)
    }

    // MARK: Names

    /// "the Courier, the Echo and the Post": every name of the list.
    private mutating func noteList(from start: Int, _ isCertain: Bool) {
        var place = start
        while place < words.count {
            if Self.joints.contains(words[place].folded) {
                place += 1
            } else if let run = run(startingAt: place) {
                note(run, isCertain || hasTitle(run))
                place = run.upperBound
            } else {
                return
            }
        }
    }

    private mutating func note(_ run: Range<Int>, _ isCertain: Bool) {
        guard !run.contains(where: known.contains), !directory.hasOne(like: Array(words[run])) else { return }
        if isCertain { certain.append(run) } else { likely.append(run) }
    }

    /// "An analysis in The Courier": within a sentence, only the title of a work has an article with a capital.
    private func hasTitle(_ run: Range<Int>) -> Bool {
        run.lowerBound > 1 && words[run.lowerBound - 1].text == "The"
    }

    /// The name that begins here: capitalised words, with small words between them ("Times of India").
    private func run(startingAt start: Int) -> Range<Int>? {
        var end = start
        var last: Int?
        while end < words.count {
            // An article begins another name.
            if end > start, words[end].folded == "the" || breaks.contains(end) { break }
            if isName(end) { last = end } else if !Self.inner.contains(words[end].folded) { break }
            end += 1
        }
        return last.flatMap { bare(start...$0) }
    }

    private func run(endingBefore end: Int) -> Range<Int>? {
        var start = end
        while start > 0, !breaks.contains(start),
            isName(start - 1) || (start > 1 && Self.inner.contains(words[start - 1].folded) && isName(start - 2))
        {
            start -= 1
        }
        return start < end && isName(end - 1) ? bare(start...(end - 1)) : nil
    }

    /// Without grammar words at its beginning.
    private func bare(_ places: ClosedRange<Int>) -> Range<Int>? {
        places.first { !words[$0].isStopWord }.map { $0..<(places.upperBound + 1) }
    }

    private func isName(_ place: Int) -> Bool {
        words[place].isCapitalised && !(place == 0 && words[place].isStopWord)
    }

    private static let texts: Set<String> = ["article", "articles", "piece", "pieces", "editorial", "column"]
    private static let accounts: Set<String> = [
        "report", "reports", "review", "coverage", "analysis", "story", "stories", "feature", "interview", "reporting",
    ]
    private static let acts: Set<String> = ["another", "reported", "published", "according", "one"]
    private static let origins: Set<String> = ["from", "by", "in"]
    private static let joints: Set<String> = ["and", "or", "both", "the"]
    private static let inner: Set<String> = ["of", "for"]
}
