public import Corpus
public import Foundation

/// A key or password that no description, log line or dump shows.
///
/// It remembers where it came from, so that an error can say which variable or file to look at.
public struct Secret: Sendable, Hashable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    private let value: String

    /// Where the value came from, for error messages: `the environment variable OPENAI_API_KEY`.
    public let origin: String

    /// Wraps a value that is already at hand. Keys of users come from ``init(environmentVariable:in:)`` or
    /// ``init(file:)``, never from command-line arguments, which other users of the machine can read.
    package init(_ value: String, origin: String) {
        self.value = value
        self.origin = origin
    }

    /// Reads an environment variable, without white space around it.
    ///
    /// - Throws: `secret-missing` where it is unset or empty, `secret-malformed` where it holds control characters.
    public init(
        environmentVariable name: String, in environment: [String: String] = ProcessInfo.processInfo.environment
    ) throws {
        try self.init(
            checking: environment[name] ?? "", origin: "the environment variable \(name)",
            remedy: "Set \(name) to the key.")
    }

    /// Reads the first 64 KiB of a file, without white space around the value.
    ///
    /// - Throws: `secret-missing` where the file cannot be read or is empty, `secret-malformed` where it holds more than
    ///   one line or control characters.
    public init(file: URL) throws {
        let origin = "the file \(file.path)"
        let data: Data
        do {
            let handle = try FileHandle(forReadingFrom: file)
            defer { try? handle.close() }
            data = try handle.read(upToCount: 65_536) ?? Data()
        } catch {
            throw BylineError(
                .secretMissing, "The key in \(origin) cannot be read.",
                remedy: "Create the file with the key as its only line, readable by this user.", cause: error)
        }
        try self.init(
            checking: String(decoding: data, as: UTF8.self), origin: origin,
            remedy: "Write the key into \(file.path) as its only line.")
    }

    private init(checking raw: String, origin: String, remedy: String) throws {
        let value = raw.trimmingCharacters(in: .whitespacesAndNewlines)
        guard !value.isEmpty else {
            throw BylineError(.secretMissing, "There is no key in \(origin).", remedy: remedy)
        }
        guard value.unicodeScalars.allSatisfy({ $0.value > 0x20 && $0.value < 0x7f }) else {
            throw BylineError(
                .secretMalformed, "The key in \(origin) holds spaces, line breaks or characters beyond ASCII.",
                remedy: remedy)
        }
        self.init(value, origin: origin)
    }

    /// The value itself, for the wire only.
    package func reveal() -> String { value }

    /// `text` without the value, for messages of others that may echo it.
    public func redacted(from text: String) -> String {
        value.isEmpty ? text : text.replacingOccurrences(of: value, with: "[redacted]")
    }

    /// Hides the value.
    public var description: String { "[redacted]" }
    /// Hides the value.
    public var debugDescription: String { description }
    /// Shows the origin alone.
    public var customMirror: Mirror { Mirror(self, children: ["origin": origin]) }
}

extension BylineError.Code {
    /// A key is configured but not to be found.
    public static let secretMissing: Self = "secret-missing"
    /// A key holds characters that no key has.
    public static let secretMalformed: Self = "secret-malformed"
}

/// How a request proves who sends it. Dropped when a redirect leaves the server that it was meant for.
public enum Credential: Sendable, Hashable {
    /// `Authorization: Bearer …`, RFC 6750.
    case bearer(Secret)
    /// A header of the server's own, such as `api-key` or `x-api-key`.
    case header(String, Secret)

    /// The secret inside.
    public var secret: Secret {
        switch self {
        case .bearer(let secret), .header(_, let secret): secret
        }
    }

    /// The header field's name and its value on the wire.
    var field: (name: String, value: String) {
        switch self {
        case .bearer(let secret): ("Authorization", "Bearer " + secret.reveal())
        case .header(let name, let secret): (name, secret.reveal())
        }
    }
}
