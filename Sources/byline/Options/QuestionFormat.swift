import ArgumentParser
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
}
