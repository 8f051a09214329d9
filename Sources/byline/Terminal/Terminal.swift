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

    /// Text of others may hold control characters, which could move a terminal's cursor or forge its lines.
    static func printable(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) else { return text }
        return String(
            String.UnicodeScalarView(text.unicodeScalars.filter { $0.properties.generalCategory != .control }))
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
