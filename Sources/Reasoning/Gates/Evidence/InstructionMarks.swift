import Corpus

/// Recognises sentences that address whoever processes a text. By phrases and marks that reports hardly ever use and attempts to
/// steer a language model nearly always do.
enum InstructionMarks {
    static func isInstruction(_ text: String) -> Bool { isInstruction(text, words: Words.words(in: text)) }

    /// The same for a text whose words are at hand. O(words): every sentence of all evidence is looked at.
    static func isInstruction(_ text: String, words: [Word]) -> Bool {
        for (place, word) in words.enumerated() {
            let rest = words[(place + 1)...]
            let begun = phrases[word.folded] ?? []
            if begun.contains(where: { phrase in
                phrase.count <= rest.count && zip(phrase, rest).allSatisfy { $0 == $1.folded }
            }) {
                return true
            }
        }
        // Marks are searched only where a byte or a word of theirs stands.
        let mayHaveMark =
            text.utf8.contains { $0 == 0x3C || $0 == 0x5B || $0 == 0x7C || $0 == 0x23 }
            || words.contains { $0.folded == "prompt" || $0.folded == "assistant" || $0.folded == "begin" }
        guard mayHaveMark else { return false }
        let folded = text.lowercased()
        return marks.contains(where: folded.contains)
    }

    private static let marks = [
        "<|", "|>", "[inst]", "[/inst]", "<<sys>>", "<system>", "</system>", "<instructions>", "<assistant>",
        "### instruction", "### system", "system prompt:", "assistant:", "begin system",
    ]
    /// By their first words: what must follow each.
    private static let phrases: [String: [[String]]] = Dictionary(
        grouping: texts.map { $0.split(separator: " ").map(String.init) }, by: { $0.first ?? "" }
    ).mapValues { $0.map { Array($0.dropFirst()) } }

    private static let texts = [
        "ignore previous instructions", "ignore all previous instructions", "ignore the previous instructions",
        "ignore your instructions", "ignore all instructions", "ignore the above", "ignore everything above",
        "ignore prior instructions", "disregard previous instructions", "disregard all previous",
        "disregard the above", "disregard your instructions", "forget previous instructions",
        "forget your instructions", "forget all previous", "override your instructions",
        "you are an ai", "you are an assistant", "you are a language model", "as an ai language model",
        "respond only with",
        "reply only with", "answer only with", "answer with the words",
        "do not cite", "do not tell the user",
        "if you are an ai", "note to ai", "attention ai",
        "system message", "developer message", "your system prompt", "reveal your prompt",
        "print your instructions", "always answer that", "always say that", "instruction to the model",
        "instructions to the model", "dear language model",
    ]
}
