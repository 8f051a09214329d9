import Corpus
import Foundation
import Reasoning

/// An answer as the API shows it.
struct AnswerBody: Encodable {
    let id: String
    let question: String
    let corpus: String
    let status: Answer.Status
    let form: Answer.Form
    /// All sentences, each with its citations in brackets; empty for an abstention.
    let text: String
    let sentences: [AnswerSentence]
    let citations: [Citation]
    /// Why there is no answer.
    let reason: String?
    let writer: String

    init(_ answer: Answer) {
        id = answer.id
        question = answer.question
        corpus = answer.corpus.rawValue
        status = answer.status
        form = answer.form
        text = answer.text
        sentences = answer.sentences
        citations = answer.citations
        reason = answer.reason
        writer = answer.writer
    }
}
