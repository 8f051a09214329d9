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
    /// From 0 to 1: that the answer is right, or that the corpus does not say.
    let confidence: Double
    /// Which of the offered choices it is.
    let choice: AnswerChoice?
    /// Why there is no answer.
    let reason: String?
    /// What the reader should know beside the sentences.
    let notes: [String]
    /// Where independent outlets contradict each other, each side with its citations.
    let contradictions: [AnswerContradiction]
    /// Sentences that failed their gates; their words are not shown.
    let withheld: [WithheldSentence]
    let writer: String
    /// Writers that were tried before.
    let switches: [WriterSwitch]

    init(_ answer: Answer) {
        id = answer.id
        question = answer.question
        corpus = answer.corpus.rawValue
        status = answer.status
        form = answer.form
        text = answer.text
        sentences = answer.sentences
        citations = answer.citations
        confidence = answer.confidence
        choice = answer.choice
        reason = answer.reason
        notes = answer.notes
        contradictions = answer.contradictions
        withheld = answer.withheld
        writer = answer.writer
        switches = answer.switches
    }
}
