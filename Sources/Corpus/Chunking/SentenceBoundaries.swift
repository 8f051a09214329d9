/// Decides whether a mark ends a sentence, from the words around it.
struct SentenceBoundaries {
    /// A run of marks with what closes after it: `?!")`.
    struct Stop {
        /// The first mark.
        var first: Int
        /// Beyond the last mark and what closes after it.
        var end: Int
        /// The number of marks.
        var count = 0
        /// A question or exclamation mark is among them.
        var exclaims = false
        /// A mark is among them that ends sentences without white space.
        var isFull = false
        /// It trails off: `…` or several full stops.
        var trailsOff = false
        /// Quotes or brackets close after the marks.
        var closes = false
        /// A quotation closes after the marks.
        var closesQuotation = false
    }

    /// The first word after a stop.
    private struct Following {
        /// Its first letter, digit or symbol.
        var index: Int
        var scalar: Unicode.Scalar
        /// A quotation or bracket opens before it.
        var isOpened: Bool
        /// It begins in lower case, and not as `iPhone` does.
        var isLowercase: Bool
    }

    /// Look-arounds go no further.
    private static let reach = 40

    let scalars: UnsafeBufferPointer<Unicode.Scalar>
    /// An odd number of straight double quotes stands before.
    var quotationIsOpen = false

    init(scalars: UnsafeBufferPointer<Unicode.Scalar>) { self.scalars = scalars }

    /// Reads the stop whose first mark is at `first`.
    mutating func stop(at first: Int) -> Stop {
        var stop = Stop(first: first, end: first)
        var periods = 0
        while stop.end < scalars.count, SentenceScalars.isMark(scalars[stop.end]) {
            let mark = scalars[stop.end]
            stop.count += 1
            stop.exclaims = stop.exclaims || SentenceScalars.isExclamation(mark)
            stop.isFull = stop.isFull || SentenceScalars.isFullStop(mark)
            periods = mark == "." ? periods + 1 : periods
            stop.trailsOff = stop.trailsOff || mark == "\u{2026}" || periods > 1
            stop.end += 1
            // ". . ." is one mark, too.
            if mark == ".", isMark(".", at: stop.end + 1), scalar(at: stop.end) == " " { stop.end += 1 }
        }
        while let next = scalar(at: stop.end), closes(next, at: stop.end) {
            stop.closes = true
            stop.closesQuotation = stop.closesQuotation || !")]}*_\u{FF09}".unicodeScalars.contains(next)
            if next == "\"" { quotationIsOpen.toggle() }
            stop.end += 1
        }
        closeBehindSpace(&stop)
        return stop
    }

    /// Takes in a quote that closes after a space, as French sets it: « Oui. »
    private func closeBehindSpace(_ stop: inout Stop) {
        guard let space = scalar(at: stop.end), SentenceScalars.isSpace(space), !SentenceScalars.isNewline(space),
            let quote = scalar(at: stop.end + 1), quote == "\u{BB}" || quote == "\u{201D}",
            scalar(at: stop.end + 2).map(SentenceScalars.isSpace) ?? true
        else { return }
        stop.end += 2
        stop.closes = true
        stop.closesQuotation = true
    }

    private func closes(_ scalar: Unicode.Scalar, at index: Int) -> Bool {
        if SentenceScalars.isCloser(scalar) { return true }
        guard SentenceScalars.isEitherWay(scalar) else { return false }
        if scalar == "\"", quotationIsOpen { return true }
        guard let next = self.scalar(at: index + 1) else { return true }
        return !SentenceScalars.isLetter(next) && !SentenceScalars.isDigit(next)
    }

    /// Whether the sentence that began at `start` ends with `stop`.
    func endsSentence(_ stop: Stop, begunAt start: Int) -> Bool {
        guard let next = scalar(at: stop.end) else { return true }
        if stop.isFull {
            // 「…。」と言った: a Japanese particle joins the quotation to its speaker.
            let isHiragana = (0x3041...0x309F).contains(next.value)
            return !(stop.closes && isHiragana) && !(scalars[stop.first] == "\u{FF0E}" && SentenceScalars.isDigit(next))
        }
        guard SentenceScalars.isSpace(next) else { return lacksSpace(after: stop, begunAt: start) }
        guard let following = following(stop.end) else { return true }
        if stop.exclaims {
            if following.isLowercase { return false }
            return !(stop.closesQuotation && namesSpeaker(from: following.index))
        }
        if stop.trailsOff { return !following.isLowercase }
        return endsSentence(stop, begunAt: start, before: following)
    }

    /// Decides for a single full stop that white space follows.
    private func endsSentence(_ stop: Stop, begunAt start: Int, before following: Following) -> Bool {
        let word = PrecedingWord(before: stop.first, in: scalars, reach: Self.reach)
        if word.isEmpty { return !following.isLowercase }
        if !stop.closes, isNumbering(word, begunAt: start) { return false }
        let isDigit = SentenceScalars.isDigit(following.scalar)
        if !word.isInitial, Abbreviations.connectors.contains(word.text) { return false }
        if word.isCapitalised, !stop.closes, Abbreviations.titles.contains(word.text) { return false }
        if Abbreviations.beforeNumbers.contains(word.text), isDigit { return false }
        if following.isLowercase { return word.isPlainLowercase && word.count >= 4 && !stop.closesQuotation }
        if Abbreviations.hours.contains(word.text), word.text.contains(".") {
            return !isDigit && !Abbreviations.afterHours.contains(self.word(from: following.index))
        }
        if word.isCapitalised, Abbreviations.months.contains(word.text) { return !isDigit && begins(following) }
        if word.isDottedLetters || Abbreviations.ambiguous.contains(word.text) {
            return begins(following) || (following.isOpened && !isDigit)
        }
        if word.isInitial { return begins(following) }
        if word.isNumber { return !Abbreviations.germanMonths.contains(self.word(from: following.index)) }
        return true
    }

    /// `1.`, `12.`, `b.` or `IV.` at the beginning of a sentence numbers it.
    private func isNumbering(_ word: PrecedingWord, begunAt start: Int) -> Bool {
        guard word.isNumber && word.count <= 3 || word.count == 1 || word.isRoman else { return false }
        return (start..<word.start).allSatisfy { index in
            SentenceScalars.isSpace(scalars[index]) || SentenceScalars.isOpener(scalars[index])
        }
    }

    /// Whether the author forgot a space: `the end.Next`, but not `example.org`, `3.5` or `U.S.A`.
    private func lacksSpace(after stop: Stop, begunAt start: Int) -> Bool {
        var next = stop.end
        if scalars[next] == "\u{201C}" || scalars[next] == "(" { next += 1 }
        guard stop.first > 0, beginsName(at: next) else { return false }
        let before = scalars[stop.first - 1]
        guard SentenceScalars.isLowercase(before) || SentenceScalars.isDigit(before) || stop.closes || before == "%"
        else { return false }
        if !stop.closes {
            guard isSimpleWord(before: stop.first) else { return false }
            let word = PrecedingWord(before: stop.first, in: scalars, reach: Self.reach)
            if isNumbering(word, begunAt: start) || word.text == "www" { return false }
            if !stop.exclaims, Abbreviations.carriesStop(word.text) { return false }
            if !stop.exclaims, Abbreviations.addressEnds.contains(self.word(from: next)) { return false }
        }
        return !isInAddress(stop)
    }

    /// A capital, then a small letter or the word's end.
    private func beginsName(at index: Int) -> Bool {
        guard let first = scalar(at: index), SentenceScalars.isUppercase(first) else { return false }
        guard let second = scalar(at: index + 1) else { return true }
        return SentenceScalars.isLowercase(second) || SentenceScalars.isSpace(second) || second == "'"
            || second == "\u{2019}"
    }

    /// Two or more letters or a number, with no stop before them.
    private func isSimpleWord(before end: Int) -> Bool {
        var index = end
        while index > 0, end - index < Self.reach {
            let before = scalars[index - 1]
            if before == "." { return false }
            guard SentenceScalars.isLetter(before) || SentenceScalars.isDigit(before) else { break }
            index -= 1
        }
        return end - index > 1 || end > 0 && (SentenceScalars.isDigit(scalars[end - 1]) || scalars[end - 1] == "%")
    }

    /// Whether the run of scalars around a stop, up to white space, has what only addresses have.
    private func isInAddress(_ stop: Stop) -> Bool {
        func betrays(_ index: Int) -> Bool { [":", "/", "@", "\\", "="].contains(scalars[index]) }
        var index = stop.first - 1
        while index >= 0, stop.first - index < Self.reach, !SentenceScalars.isSpace(scalars[index]) {
            if betrays(index) { return true }
            index -= 1
        }
        index = stop.end
        while index < scalars.count, index - stop.end < Self.reach, !SentenceScalars.isSpace(scalars[index]) {
            if betrays(index) && scalars[index] != ":" { return true }
            index += 1
        }
        return false
    }

    /// The first word after white space from `index`; nil where the line or the text ends before one.
    private func following(_ index: Int) -> Following? {
        var index = index
        var isOpened = false
        var openers = 0
        while let next = scalar(at: index) {
            if SentenceScalars.isNewline(next) { return nil }
            if SentenceScalars.isSpace(next) {
                index += 1
            } else if SentenceScalars.isOpener(next), openers < Self.reach {
                isOpened = isOpened || ![")", "#", "-", "\u{2013}", "\u{2014}", "\u{2022}", ">"].contains(next)
                openers += 1
                index += 1
            } else {
                let isCamel = scalar(at: index + 1).map(SentenceScalars.isUppercase) ?? false
                let isLowercase = SentenceScalars.isLowercase(next) && !isCamel
                return Following(index: index, scalar: next, isOpened: isOpened, isLowercase: isLowercase)
            }
        }
        return nil
    }

    /// Whether a word is one that begins sentences, and not an initial ("Dr. A. Smith").
    private func begins(_ following: Following) -> Bool {
        let word = word(from: following.index)
        guard Abbreviations.starters.contains(word) else { return false }
        return !(word.unicodeScalars.count == 1 && isMark(".", at: following.index + 1))
    }

    /// Whether a speaker is named within a few words: “Why?” Mayor Ann Lee asked.
    private func namesSpeaker(from index: Int) -> Bool {
        var index = index
        for _ in 0..<4 {
            let word = word(from: index)
            if word.isEmpty { return false }
            if Abbreviations.speech.contains(word) { return true }
            index += word.unicodeScalars.count
            guard scalar(at: index) == " " else { return false }
            index += 1
        }
        return false
    }

    /// The letters from `index` on, in lower case, at most 24.
    private func word(from index: Int) -> String {
        var text = String.UnicodeScalarView()
        var index = index
        while let next = scalar(at: index), text.count < 24 {
            let isApostrophe = next == "'" || next == "\u{2019}"
            guard SentenceScalars.isLetter(next) || isApostrophe else { break }
            text.append(isApostrophe ? "'" : next)
            index += 1
        }
        return String(text).lowercased()
    }

    private func scalar(at index: Int) -> Unicode.Scalar? { index < scalars.count ? scalars[index] : nil }

    private func isMark(_ mark: Unicode.Scalar, at index: Int) -> Bool { scalar(at: index) == mark }
}

/// The word before a mark, with stops and apostrophes inside: `U.S`, `Mr`, `don't`, `12`.
private struct PrecedingWord {
    let start: Int
    let count: Int
    /// In lower case.
    let text: String
    let isCapitalised: Bool
    let isNumber: Bool
    let isPlainLowercase: Bool
    /// One capital: `J`.
    let isInitial: Bool
    /// Single letters between stops: `U.S`, `a.k.a`.
    let isDottedLetters: Bool
    let isRoman: Bool

    var isEmpty: Bool { count == 0 }

    init(before end: Int, in scalars: UnsafeBufferPointer<Unicode.Scalar>, reach: Int) {
        var start = end
        while start > 0, end - start < reach {
            let scalar = scalars[start - 1]
            guard SentenceScalars.isLetter(scalar) || SentenceScalars.isDigit(scalar) || scalar == "." || scalar == "'"
            else { break }
            start -= 1
        }
        while start < end, scalars[start] == "." || scalars[start] == "'" { start += 1 }
        let word = scalars[start..<end]
        self.start = start
        count = word.count
        var view = String.UnicodeScalarView()
        view.append(contentsOf: word)
        text = String(view).lowercased()
        isCapitalised = word.first.map(SentenceScalars.isUppercase) ?? false
        isNumber = !word.isEmpty && word.allSatisfy(SentenceScalars.isDigit)
        isPlainLowercase = word.allSatisfy(SentenceScalars.isLowercase)
        isInitial = word.count == 1 && isCapitalised
        isDottedLetters =
            word.count >= 3 && word.count % 2 == 1
            && word.enumerated().allSatisfy { offset, scalar in
                offset % 2 == 0 ? SentenceScalars.isLetter(scalar) : scalar == "."
            }
        isRoman = !word.isEmpty && word.count <= 5 && word.allSatisfy { "IVX".unicodeScalars.contains($0) }
    }
}
