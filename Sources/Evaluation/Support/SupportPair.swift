public import Corpus
public import Foundation

/// A claim with the sentence that it cites, and whether that sentence supports it.
public struct SupportPair: Sendable, Hashable, Codable {
    public enum Label: String, Sendable, Hashable, Codable {
        case supported
        case unsupported
    }

    public let id: String
    /// The article that the quote stands in.
    public let url: String
    /// The cited sentences, word by word.
    public let quote: String
    public let claim: String
    public let label: Label
    /// `extract`, `paraphrase`, or what was corrupted.
    public let kind: String
    /// Who made the pair: `hand` or `generated`.
    public let origin: String
    /// `tuning` or `held-out`.
    public let split: String
    /// The passage around the quote, where the file has it; otherwise it is looked up by the URL.
    public let context: String?
    public let title: String?
    public let source: String?
    public let author: String?
    public let publishedAt: Date?

    private enum CodingKeys: String, CodingKey {
        case id, url, quote, claim, label, kind, origin, split, context, title, source, author
        case publishedAt = "published_at"
    }

    /// Reads JSON Lines. Throws `pairs-malformed`, naming the line, also for a file without lines, and `input-unreadable`.
    public static func read(_ file: URL) throws -> [SupportPair] {
        let lines = try LineReader(path: file.path)
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .custom(JSONLines.date)
        var pairs: [SupportPair] = []
        var seen: Set<String> = []
        func malformed(_ line: Int, _ what: String, cause: (any Error)? = nil) -> BylineError {
            BylineError(
                .pairsMalformed, "Line \(line) of \(file.lastPathComponent) \(what).",
                remedy:
                    "A pair is an object with id, url, quote, claim, label (supported or unsupported), kind, origin "
                    + "and split, and, where no article is at hand, context, title, source, author and published_at.",
                cause: cause)
        }
        while let line = try lines.next() {
            do {
                let pair = try decoder.decode(SupportPair.self, from: Data(line.bytes))
                guard seen.insert(pair.id).inserted else { throw malformed(line.number, "repeats the id '\(pair.id)'") }
                pairs.append(pair)
            } catch let error as DecodingError {
                throw malformed(line.number, "is no pair", cause: error)
            }
        }
        if pairs.isEmpty { throw malformed(1, "is missing") }
        return pairs
    }
}

extension BylineError.Code {
    /// A file of pairs has a line that is none.
    public static let pairsMalformed: Self = "pairs-malformed"
}
