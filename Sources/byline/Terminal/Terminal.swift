import Foundation

/// What a person sees: colours where there is a terminal, lines as wide as it is.
struct Terminal: Sendable {
    enum Stream: Sendable {
        case standardOutput
        case standardError

        var descriptor: Int32 {
            switch self {
            case .standardOutput: STDOUT_FILENO
            case .standardError: STDERR_FILENO
            }
        }

        var isTerminal: Bool { isatty(descriptor) == 1 }
    }

    let colours: Bool
    let width: Int

    init(colours: Bool, stream: Stream = .standardOutput) {
        let environment = ProcessInfo.processInfo.environment
        let wanted = environment["NO_COLOR", default: ""].isEmpty && environment["TERM"] != "dumb"
        self.colours = colours && wanted && stream.isTerminal
        width = min(Self.columns(of: stream) ?? 100, 100)
    }

    func bold(_ text: String) -> String { styled(text, "1") }
    func dim(_ text: String) -> String { styled(text, "2") }
    func accent(_ text: String) -> String { styled(text, "36") }
    func warning(_ text: String) -> String { styled(text, "33") }

    /// Breaks text at spaces, so that no line is wider than the terminal unless a word is.
    func wrapped(_ text: String, indent: Int = 0) -> String {
        var lines: [String] = []
        var line = ""
        for word in text.split(whereSeparator: \.isWhitespace) {
            if !line.isEmpty, indent + line.count + 1 + word.count > width {
                lines.append(line)
                line = ""
            }
            line += line.isEmpty ? String(word) : " \(word)"
        }
        lines.append(line)
        return lines.map { String(repeating: " ", count: indent) + $0 }.joined(separator: "\n")
    }

    static func write(_ text: String) { FileHandle.standardOutput.write(Data((text + "\n").utf8)) }
    static func writeError(_ text: String) { FileHandle.standardError.write(Data((text + "\n").utf8)) }

    /// Text of others on one line, without what could move a terminal's cursor or forge its lines: line breaks and tabs
    /// become spaces, other control characters and those that reverse the direction of writing go.
    static func printable(_ text: String) -> String {
        let isPlain = text.unicodeScalars.allSatisfy { !isBreak($0) && !isHazard($0) }
        if isPlain { return text }
        var plain = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if isBreak(scalar) {
                if plain.last != " " { plain.append(" ") }
            } else if !isHazard(scalar) {
                plain.append(scalar)
            }
        }
        return String(plain)
    }

    private static func isBreak(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09...0x0D, 0x85, 0x2028, 0x2029: true
        default: false
        }
    }

    /// Control characters, and the embeddings, overrides and isolates of Unicode's bidirectional algorithm (UAX #9).
    private static func isHazard(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x202A...0x202E, 0x2066...0x2069: true
        default: scalar.properties.generalCategory == .control
        }
    }

    private func styled(_ text: String, _ code: String) -> String {
        colours ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
    }

    private static func columns(of stream: Stream) -> Int? {
        var size = winsize()
        guard ioctl(stream.descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 20 else { return nil }
        return Int(size.ws_col)
    }
}
