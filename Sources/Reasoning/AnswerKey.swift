import Corpus
import Crypto
import Foundation
import Retrieval
import Store

/// Names an answer by all that decides it: the normalised question, the filters, the day of the moment that is asked for, the
/// versions of the evidence, what is believed of their sources, the writer and the gates. Retrieval always runs, so an article that is new,
/// corrected or retracted changes the key of exactly those answers whose evidence it touches.
enum AnswerKey {
    static func key(of request: AnswerRequest, task: WritingTask, writer: String, gates: [String]) -> String {
        var filter = request.filter
        filter.asOf = nil
        var fields = [
            "answer/3", writer, gates.joined(separator: " "), request.corpus.rawValue, normalised(request.question),
            String(request.maximumSentences),
            request.minimumCredibility.map { String($0) } ?? "", day(request.filter.asOf), text(of: filter),
            request.choices.joined(separator: "\u{1E}"),
        ]
        for hit in task.evidence {
            // Ranks are the order of these; beliefs by their thousandths, below which nothing changes.
            fields += [
                hit.passage.article.version.rawValue, hit.passage.chunk.id.rawValue,
                String(Int((hit.belief.mean * 1000).rounded())), String(Int((hit.credit * 1000).rounded())),
            ]
        }
        let digest = SHA256.hash(data: Data(fields.map { "\($0.utf8.count):\($0)" }.joined().utf8))
        return digest.map { String(format: "%02x", $0) }.joined()
    }

    /// Without case at its beginning, repeated white space and final marks: what no answer hangs on. Case within stays, since
    /// names are known by it.
    static func normalised(_ question: String) -> String {
        let text = question.precomposedStringWithCanonicalMapping.split(whereSeparator: \.isWhitespace)
            .joined(separator: " ").trimmingCharacters(in: CharacterSet(charactersIn: "?!. "))
        return text.prefix(1).lowercased() + text.dropFirst() + (question.contains("?") ? "?" : "")
    }

    private static func day(_ date: Date?) -> String {
        date.map { $0.formatted(.iso8601.year().month().day()) } ?? ""
    }

    private static func text(of filter: SearchFilter) -> String {
        let lists = [filter.sources, filter.categories, filter.languages, filter.places].map { list in
            list.map { $0.lowercased() }.sorted().joined(separator: "\u{1F}")
        }
        let dates = [filter.publishedFrom, filter.publishedBefore].map {
            $0.map { "\($0.timeIntervalSince1970)" } ?? ""
        }
        let excluded = filter.excludedArticles.map(\.rawValue).sorted().joined(separator: "\u{1F}")
        return
            (lists + dates + (excluded.isEmpty ? [] : [excluded]) + [
                "\(filter.includeUndated)", "\(filter.includeRetracted)",
            ]).joined(separator: "\u{1E}")
    }
}
