import Corpus
import Retrieval

/// Finds the thing that a question describes and asks something further of. By the form of English: a noun with a relative clause, or
/// a statement that a question behind it points back to.
enum DescriptionReader {
    /// The first description; nil where the question has none, or where what is described is itself what is asked for ("Who is the
    /// judge who chairs the inquiry?"). Pure, O(length).
    static func description(in question: String) -> Description? {
        let sentences = sentences(of: question)
        guard sentences.count > 1 else { return sentences.first.flatMap { related(in: $0) } }
        return told(in: sentences) ?? sentences.last.flatMap { related(in: $0) }
    }

    // MARK: A statement, and a question that points back to it

    private static func told(in sentences: [[Token]]) -> Description? {
        guard let first = sentences.firstIndex(where: asks), first > 0 else { return nil }
        let statement = sentences[..<first].flatMap(\.self)
        let question = sentences[first...].flatMap(\.self)
        guard let pointer = pointer(in: question), meaning(statement) >= Self.leastMeaning,
            isNeed(question[..<pointer.lowerBound], question[pointer.upperBound...])
        else { return nil }
        return Description(
            kind: kind(told: question[pointer]), text: text(statement), before: text(question[..<pointer.lowerBound]),
            after: text(question[pointer.upperBound...]))
    }

    /// Begins as a question does: "how many", "in which ward", "did he".
    private static func asks(_ sentence: [Token]) -> Bool {
        sentence.prefix(2).contains { QuestionPlanner.interrogatives.contains($0.folded) }
            || sentence.first.map { QuestionPlanner.auxiliaries.contains($0.folded) } == true
    }

    /// The words that point to one thing said before: "he", "that firm". What points to several names none of them.
    private static func pointer(in tokens: [Token]) -> Range<Int>? {
        for (index, token) in tokens.enumerated() {
            if pronouns.contains(token.folded) { return index..<(index + 1) }
            if demonstratives.contains(token.folded), index + 1 < tokens.count, tokens[index + 1].hasMeaning {
                return index..<(index + 2)
            }
        }
        return nil
    }

    // MARK: A noun with a relative clause

    private static func related(in tokens: [Token]) -> Description? {
        for index in tokens.indices.dropFirst(2) where relatives.contains(tokens[index].folded) {
            // "The ward in which".
            let noun = index - (prepositions.contains(tokens[index - 1].folded) ? 2 : 1)
            guard noun > 0, let start = nounPhrase(endingAt: noun, in: tokens) else { continue }
            let end = tokens[index...].firstIndex { $0.endsClause }.map { $0 + 1 } ?? tokens.count
            let (before, clause, after) = (tokens[..<start], tokens[(index + 1)..<end], tokens[end...])
            guard meaning(clause) >= Self.leastMeaning, !clause.contains(where: { questions.contains($0.folded) }),
                !isAsked(before), isNeed(before, after), isAsking(before, after)
            else { continue }
            return Description(
                kind: kind(of: tokens[noun], relative: tokens[index].folded), text: text(tokens[start..<end]),
                before: text(before), after: text(after))
        }
        return nil
    }

    private static func kind(of noun: Token, relative: String) -> Description.Kind {
        if ["who", "whom"].contains(relative) || personNouns.contains(noun.folded) { return .person }
        return relative == "where" || placeNouns.contains(noun.folded) ? .place : .thing
    }

    private static func kind(told pointer: ArraySlice<Token>) -> Description.Kind {
        guard pointer.count > 1, let noun = pointer.last else { return .person }
        return kind(of: noun, relative: "")
    }

    /// Has a word that asks, as a question has; words for a search have none, and no verb that would want one.
    private static func isAsking(_ before: ArraySlice<Token>, _ after: ArraySlice<Token>) -> Bool {
        let words = (before + after).map(\.folded)
        return words.contains { QuestionPlanner.interrogatives.contains($0) }
            || before.first.map { QuestionPlanner.auxiliaries.contains($0.folded) } == true
            || !words.contains { QuestionPlanner.auxiliaries.contains($0) }
    }

    /// Where the noun phrase of which `noun` is the last word begins: at an article, at most three words back. Nil for several things,
    /// which no one name tells.
    private static func nounPhrase(endingAt noun: Int, in tokens: [Token]) -> Int? {
        let word = tokens[noun].folded
        guard tokens[noun].hasMeaning, !tokens[noun].endsClause, !timeNouns.contains(word),
            !word.hasSuffix("s") || word.hasSuffix("ss")
        else { return nil }
        for index in stride(from: noun - 1, through: max(0, noun - 3), by: -1) {
            if articles.contains(tokens[index].folded) { return index }
            guard tokens[index].hasMeaning, !tokens[index].endsClause else { return nil }
        }
        return nil
    }

    /// "Who is": what follows is itself what is asked for.
    private static func isAsked(_ before: ArraySlice<Token>) -> Bool {
        before.contains { QuestionPlanner.interrogatives.contains($0.folded) } && meaning(before) == 0
    }

    /// Whether the rest of a question asks something of a thing: not nothing, and not so much that it tells of the thing itself.
    private static func isNeed(_ before: ArraySlice<Token>, _ after: ArraySlice<Token>) -> Bool {
        (1...mostMeaning).contains(meaning(before) + meaning(after))
    }

    // MARK: Words

    private struct Token {
        let text: Substring
        let folded: String
        let hasMeaning: Bool

        init(_ text: Substring) {
            self.text = text
            let words = Words.words(in: text)
            folded = words.first?.folded ?? ""
            hasMeaning = words.contains { word in
                !word.isStopWord && !FrameWords.contains(word) && !QuestionPlanner.auxiliaries.contains(word.folded)
                    && !QuestionPlanner.interrogatives.contains(word.folded)
            }
        }

        var endsClause: Bool { text.last.map { ",;:?.".contains($0) } ?? false }

        /// Ends a sentence, or a clause that stands for one. A short word with a full stop is an abbreviation.
        func endsSentence(before next: Substring) -> Bool {
            switch text.last {
            case "?", ";", ":": true
            case ".", "!": text.count > 3 && next.first?.isUppercase == true
            default: false
            }
        }
    }

    private static func sentences(of question: String) -> [[Token]] {
        let words = question.split(whereSeparator: \.isWhitespace)
        var sentences: [[Token]] = [[]]
        for (index, word) in words.enumerated() {
            let token = Token(word)
            sentences[sentences.count - 1].append(token)
            if index + 1 < words.count, token.endsSentence(before: words[index + 1]) { sentences.append([]) }
        }
        return sentences.filter { !$0.isEmpty }
    }

    private static func meaning(_ tokens: some Sequence<Token>) -> Int {
        tokens.reduce(0) { $0 + ($1.hasMeaning ? 1 : 0) }
    }

    private static func text(_ tokens: some Sequence<Token>) -> String {
        let text = tokens.map { String($0.text) }.joined(separator: " ")
        return String(text.reversed().drop { " ,;:?.".contains($0) }.reversed())
    }

    /// Words that carry meaning which a description must have beside its noun.
    private static let leastMeaning = 2
    /// And at most so many of what is asked of it: a question of more states several facts of one thing.
    private static let mostMeaning = 8
    private static let articles: Set<String> = ["the", "a", "an", "that", "those", "any"]
    private static let relatives: Set<String> = ["who", "whom", "whose", "which", "that", "where"]
    private static let prepositions: Set<String> = ["in", "at", "on", "for", "by", "to", "with", "from", "under"]
    /// Interrogatives that begin no relative clause.
    private static let questions: Set<String> = ["what", "how", "why"]
    private static let personNouns: Set<String> = [
        "person", "man", "woman", "candidate", "councillor", "politician", "official", "judge", "player", "minister",
        "senator", "winner", "actor", "author", "scientist",
    ]
    private static let placeNouns: Set<String> = [
        "city", "ward", "place", "street", "country", "town", "district", "village", "island", "state",
    ]
    private static let pronouns: Set<String> = ["he", "she", "him", "her", "his", "hers"]
    private static let demonstratives: Set<String> = ["that", "this"]
    private static let timeNouns: Set<String> = [
        "day", "days", "week", "weeks", "month", "months", "year", "years", "time", "times", "moment", "night",
    ]
}
