import ArgumentParser
import Corpus
import Evaluation

/// A metric of a run as it is named on the command line: against judgements, or over what is known of the documents.
enum RunMetric: Hashable {
    case relevance(RetrievalMetric)
    case articles(ArticleMetric)

    /// Throws `unknown-metric`.
    init(_ name: String) throws {
        if let metric = ArticleMetric(name) {
            self = .articles(metric)
        } else {
            do { self = .relevance(try RetrievalMetric(name)) } catch {
                throw ValidationError(
                    "\(error.message) \(error.remedy) With --documents also duplicates@10, sources@10, credibility@10 "
                        + "and current.")
            }
        }
    }

    var relevance: RetrievalMetric? { if case .relevance(let metric) = self { metric } else { nil } }
    var articles: ArticleMetric? { if case .articles(let metric) = self { metric } else { nil } }
}

extension RunMetric: CustomStringConvertible {
    var description: String {
        switch self {
        case .relevance(let metric): metric.description
        case .articles(let metric): metric.description
        }
    }
}
