/// The candidates of many questions with what each signal says of them: what weights are tuned on, without searching again.
///
/// Candidates × signals floats, a column for each signal, so that a change of one weight is one pass over one column.
struct FeatureTable: Sendable {
    /// Names of the signals, in the order of the columns.
    let signals: [String]
    let questions: [Question]
    /// Signal → candidate, the candidates of all questions after each other.
    let columns: [[Float]]
    /// Candidate → label, see ``CandidateFeatures/labels``.
    let labels: [UInt64]

    struct Question: Sendable {
        let id: String
        let kind: String
        /// Which of the question sets it belongs to.
        let set: Int
        let relevance: Relevance
        /// Its candidates.
        let range: Range<Int>
    }

    /// How many candidates of a ranking count.
    static let depth = EvidenceScore.depth

    /// `sets` are the questions of each set.
    init(signals: [String], sets: [[CandidateFeatures]]) {
        self.signals = signals
        var questions: [Question] = []
        var columns = [[Float]](repeating: [], count: signals.count)
        var labels: [UInt64] = []
        for (set, features) in sets.enumerated() {
            for feature in features {
                let count = feature.labels.count
                questions.append(
                    Question(
                        id: feature.question, kind: feature.kind, set: set, relevance: feature.relevance,
                        range: labels.count..<(labels.count + count)))
                labels += feature.labels
                for signal in signals.indices {
                    columns[signal] += feature.values[(signal * count)..<((signal + 1) * count)]
                }
            }
        }
        (self.questions, self.columns, self.labels) = (questions, columns, labels)
    }

    /// The score of every candidate, added up in the order of the signals as a hit does.
    func scores(_ weights: [Float]) -> [Float] {
        var scores = [Float](repeating: 0, count: labels.count)
        for (column, weight) in zip(columns, weights) {
            for index in scores.indices { scores[index] += column[index] * weight }
        }
        return scores
    }

    /// The labels of a question's best candidates, best first; equal scores in the order of the candidates. `scores` are
    /// of its candidates alone. O(candidates × depth) at worst, mostly one comparison a candidate.
    func bestLabels(of question: Question, scores: UnsafeBufferPointer<Float>) -> [UInt64] {
        let depth = min(Self.depth, scores.count)
        return withUnsafeTemporaryAllocation(of: (score: Float, index: Int).self, capacity: depth + 1) { best in
            var count = 0
            for index in scores.indices {
                let score = scores[index]
                var place = count
                while place > 0, best[place - 1].score < score {
                    best[place] = best[place - 1]
                    place -= 1
                }
                guard place < depth else { continue }
                best[place] = (score, index)
                count = min(count + 1, depth)
            }
            let start = question.range.lowerBound
            return best.prefix(count).map { labels[start + $0.index] }
        }
    }

    /// The objective's value of each of `questions`, by their positions.
    func values(_ weights: [Float], of questions: [Int], objective: TuningObjective) -> [Double] {
        let scores = scores(weights)
        return scores.withUnsafeBufferPointer { scores in
            questions.map { position in
                let question = self.questions[position]
                let labels = bestLabels(of: question, scores: UnsafeBufferPointer(rebasing: scores[question.range]))
                return objective.value(of: labels, question.relevance)
            }
        }
    }

    /// Whether a signal tells candidates of one question apart, for any of `questions`.
    func tellsApart(_ signal: Int, in questions: [Int]) -> Bool {
        questions.contains { position in
            let values = columns[signal][self.questions[position].range]
            return values.contains { $0 != values.first }
        }
    }
}
