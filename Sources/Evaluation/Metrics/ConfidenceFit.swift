public import Reasoning

/// A model of how sure an answer may be, fitted to answers that were judged.
public enum ConfidenceFit {
    /// A logistic regression of being right over some measures; judged answers that state measures count, others do not.
    public static func model(of answers: [StatedConfidence], measures: [String]) -> LogisticModel {
        LogisticFit(names: measures).model(
            of: answers.compactMap { answer in
                guard let isRight = answer.isCorrect, !answer.measures.isEmpty else { return nil }
                return LogisticFit.Example(features(of: answer), isTrue: isRight)
            })
    }

    /// Answers that state measures, as sure as a model makes them.
    public static func restated(_ answers: [StatedConfidence], by model: LogisticModel) -> [StatedConfidence] {
        answers.filter { !$0.measures.isEmpty }.map { answer in
            StatedConfidence(
                id: answer.id, confidence: model.probability(features(of: answer)), isCorrect: answer.isCorrect,
                isAnswerable: answer.isAnswerable, isDeclined: answer.isDeclined, measures: answer.measures)
        }
    }

    private static func features(of answer: StatedConfidence) -> [EvidenceFeature] {
        answer.measures.map { EvidenceFeature($0.key, Float($0.value)) }
    }
}

extension AbstentionScore {
    /// Right answers against wrong ones, by how sure they were; those that nobody judged are left out.
    public init(rightAgainstWrong answers: [StatedConfidence]) {
        self.init(
            answers.compactMap { answer in
                answer.isCorrect.map { Case(chance: answer.confidence, isAnswerable: $0) }
            }, threshold: 0)
    }
}
