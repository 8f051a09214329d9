import ArgumentParser
import Corpus
import Evaluation
import Foundation

/// A question set with its corpus and format on the command line: `corpus:format:file`, or a file alone.
struct NamedQuestionSet: ExpressibleByArgument {
    let file: String
    /// Nil where the file stands alone.
    let corpus: CorpusName?
    let format: QuestionFormat?

    init?(argument: String) {
        let parts = argument.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false).map(String.init)
        if parts.count == 3, let format = QuestionFormat(rawValue: parts[1]) {
            guard let corpus = CorpusName(rawValue: parts[0]), !parts[2].isEmpty else { return nil }
            (file, self.corpus, self.format) = (parts[2], corpus, format)
        } else {
            guard !argument.isEmpty else { return nil }
            (file, corpus, format) = (argument, nil, nil)
        }
    }
}
