import ArgumentParser
import Corpus
import Evaluation
import Foundation

/// The form of a file of questions.
enum QuestionFormat: String, ExpressibleByArgument, CaseIterable {
    case byline
    case multiHopRAG = "multihop-rag"
    /// `queries.jsonl`: nothing is said of evidence.
    case beir

    func read(_ file: URL) throws -> [EvidenceQuestion] {
        switch self {
        case .byline: try QuestionSet.read(file).map(EvidenceQuestion.init)
        case .multiHopRAG: try MultiHopRAGQuestions.read(file)
        case .beir: try BEIRQueries.read(file)
        }
    }

    /// Questions with accepted strings. Throws `questions-without-answers` for a form that has none.
    func readJudged(_ file: URL) throws -> [JudgedQuestion] {
        switch self {
        case .byline: return try QuestionSet.read(file)
        case .multiHopRAG: return try MultiHopRAGQuestions.readJudged(file)
        case .beir:
            throw BylineError(
                "questions-without-answers", "Questions of the form beir have no answers.",
                remedy: "Use a file of the form byline or multihop-rag.")
        }
    }
}
