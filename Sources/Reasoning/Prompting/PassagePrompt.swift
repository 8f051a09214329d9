import Corpus
import Foundation
import Retrieval
import Store

/// Evidence as a prompt shows it: data, with nothing in it that could end its own frame or address the model.
enum PassagePrompt {
    /// What stands in the place of a sentence that addresses the program.
    static let omission = "[a sentence that addressed the program was left out]"

    /// The slots of some passages, numbered from 1 by their place in the evidence.
    static func values(_ task: WritingTask, only chosen: [Int]? = nil) -> [[String: Any]] {
        let sentences = Dictionary(grouping: task.reading.pool.sentences, by: \.evidence)
        return (chosen ?? Array(task.evidence.indices)).filter(task.evidence.indices.contains).map { index in
            let article = task.evidence[index].passage.article
            let text = (sentences[index] ?? []).map { $0.isInstruction ? omission : $0.text }.joined(separator: " ")
            return [
                "number": index + 1, "source": attribute(article.source.isEmpty ? "unknown" : article.source),
                "date": article.publishedAt.map { $0.formatted(.iso8601.year().month().day()) } ?? "undated",
                "title": attribute(InstructionMarks.isInstruction(article.title) ? omission : article.title),
                "text": inert(text),
            ]
        }
    }

    /// Without the marks that frame a passage.
    static func inert(_ text: String) -> String {
        text.replacingOccurrences(of: "<", with: "\u{2039}").replacingOccurrences(of: ">", with: "\u{203A}")
    }

    /// The same within quotation marks, on one line.
    static func attribute(_ text: String) -> String {
        inert(text).replacingOccurrences(of: "\"", with: "'").split(whereSeparator: \.isNewline).joined(separator: " ")
    }
}
