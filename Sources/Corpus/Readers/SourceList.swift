import Foundation

/// The outlets of a corpus, as `sources.json` describes them: an array of objects with the keys `name`, `domain`,
/// `aliases`, `owner`, `kind`, `reliability` (0 to 1) and `rated_by`, all optional but the name.
public struct SourceList: Sendable, Hashable {
    /// How the file is called beside a corpus.
    public static let fileName = "sources.json"

    /// Every outlet once, in the order of the file.
    public let sources: [Source]

    /// Reads and checks a list; names are normalised as those of articles are, domains brought to lower case without
    /// `www.`.
    ///
    /// - Throws: `BylineError` `input-unreadable`, or `sources-invalid` with all mistakes of the list in one message.
    public init(path: String) throws {
        let input = try BlockInput(path: path)
        var bytes = Data()
        try input.skipByteOrderMark()
        while try input.fill() {
            input.take { available in
                bytes.append(contentsOf: available)
                return (available.count, ())
            }
            if bytes.count > Self.maximumBytes {
                throw Self.invalid(path, ["it is larger than \(Self.maximumBytes) bytes"])
            }
        }
        try self.init(json: bytes, name: path)
    }

    /// The same from bytes; `name` is what messages call them.
    init(json: Data, name: String) throws {
        let entries: [Entry]
        do {
            entries = try JSONDecoder().decode([Entry].self, from: json)
        } catch let DecodingError.typeMismatch(_, context), let DecodingError.valueNotFound(_, context) {
            let place = context.codingPath.map { $0.intValue.map { "entry \($0 + 1)" } ?? "`\($0.stringValue)`" }
            throw Self.invalid(
                name, [place.isEmpty ? "it is no array" : "\(place.joined(separator: ", ")): wrong type"])
        } catch {
            throw Self.invalid(name, ["it is no valid JSON"], cause: error)
        }
        var mistakes: [String] = []
        var places: [String: Int] = [:]
        sources = entries.enumerated().compactMap { index, entry in
            let (source, wrong) = entry.checked()
            mistakes += wrong.map { "entry \(index + 1): \($0)" }
            for name in Set(source.allNames.map { $0.lowercased() }) {
                if let other = places.updateValue(index + 1, forKey: name) {
                    mistakes.append("entries \(other) and \(index + 1) share the name or domain '\(name)'")
                }
            }
            return source
        }
        if !mistakes.isEmpty { throw Self.invalid(name, mistakes) }
    }

    /// Far more than all newspapers of the world need.
    private static let maximumBytes = 32 << 20
    private static let reportedMistakes = 10

    private static func invalid(_ name: String, _ mistakes: [String], cause: (any Error)? = nil) -> BylineError {
        var shown = mistakes.prefix(reportedMistakes).joined(separator: "; ")
        if mistakes.count > reportedMistakes { shown += "; and \(mistakes.count - reportedMistakes) more" }
        return BylineError(
            .sourcesInvalid, "The list of sources '\(name)' cannot be used: \(shown).",
            remedy:
                "Write an array of objects with `name` and, where known, domain, aliases (array), owner, kind, "
                + "reliability (0 to 1) and rated_by.", cause: cause)
    }

    /// An object of the array.
    private struct Entry: Decodable {
        let name: String?
        let domain: String?
        let aliases: [String]?
        let owner: String?
        let kind: String?
        let reliability: Double?
        let ratedBy: String?

        enum CodingKeys: String, CodingKey {
            case name, domain, aliases, owner, kind, reliability
            case ratedBy = "rated_by"
        }

        func checked() -> (Source, mistakes: [String]) {
            var mistakes: [String] = []
            let name = Self.line(name) ?? ""
            if name.isEmpty { mistakes.append("`name` is missing") }
            if let reliability, !(0...1).contains(reliability) {
                mistakes.append("`reliability` is \(reliability) and not between 0 and 1")
            }
            var host: String?
            if let domain = Self.line(domain) {
                host = CanonicalURL(domain.contains("://") ? domain : "https://" + domain)?.host
                if host == nil { mistakes.append("`domain` is no domain: '\(domain.prefix(80))'") }
            }
            let source = Source(
                name: name, domain: host, aliases: (aliases ?? []).compactMap(Self.line), owner: Self.line(owner),
                kind: Self.line(kind), reliability: reliability, ratedBy: Self.line(ratedBy))
            return (source, mistakes)
        }

        private static func line(_ text: String?) -> String? {
            let line = TextCleaner.clean(text ?? "", lineBreaks: .joined)
            return line.isEmpty ? nil : line
        }
    }
}

extension Source {
    /// All by which an article may name it.
    fileprivate var allNames: [String] { ([name, domain ?? ""] + aliases).filter { !$0.isEmpty } }
}

extension BylineError.Code {
    /// A list of sources has mistakes.
    public static let sourcesInvalid: Self = "sources-invalid"
}
