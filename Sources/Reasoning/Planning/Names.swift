import Corpus
import Retrieval
import Foundation

/// Finds the names in a question: runs of capitalised words, and what stands in quotation marks.
enum Names {
    /// Names as written, each once, in order. The first word of a sentence counts only where it is no ordinary word.
    static func names(in question: String) -> [String] {
        var names: [String] = []
        for run in runs(in: question) where !names.contains(run) && !isDate(run) { names.append(run) }
        return names
    }

    private static func runs(in question: String) -> [String] {
        var runs: [String] = []
        var current: [Substring] = []
        var previousEnd: String.Index?
        let words = Words.words(in: question)
        var position = question.startIndex
        for (index, word) in words.enumerated() {
            guard let range = question.range(of: word.text, range: position..<question.endIndex) else { continue }
            position = range.upperBound
            let isAdjacent = previousEnd.map { question[$0..<range.lowerBound].allSatisfy { $0 == " " || $0 == "-" } }
            let isName = word.text.first?.isUppercase == true && !(index == 0 && isOrdinary(word))
            let continues = isName || (word.isNumeric && !current.isEmpty)
            if !continues || isAdjacent != true { flush(&current, into: &runs) }
            if continues { current.append(word.text) }
            previousEnd = range.upperBound
        }
        flush(&current, into: &runs)
        return runs
    }

    private static func isOrdinary(_ word: Word) -> Bool {
        word.isStopWord || QuestionPlanner.interrogatives.contains(word.folded)
            || QuestionPlanner.auxiliaries.contains(word.folded)
            || ["tell", "name", "give", "list", "describe", "explain", "summarise", "compare"].contains(word.folded)
    }

    /// "October 4", "Feb 2026": a time, of which no passage need have the words.
    private static func isDate(_ run: String) -> Bool {
        let words = Words.words(in: run)
        let hasFigure = words.contains(where: \.isNumeric)
        return words.allSatisfy { word in
            word.isNumeric || DateMention.monthNames.contains(word.folded)
                || (hasFigure && DateMention.monthBesideFigure(word.folded) != nil)
        }
    }

    private static func flush(_ current: inout [Substring], into runs: inout [String]) {
        let words = current.drop { isStop($0) }
        if !words.isEmpty { runs.append(words.joined(separator: " ")) }
        current = []
    }

    private static func isStop(_ word: Substring) -> Bool { StopWords.english.contains(word.lowercased()) }
}
