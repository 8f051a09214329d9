import Foundation
import Synchronization

/// One line on the standard error output that says how far a long work has come: rewritten in place on a terminal, a
/// new line every ten seconds elsewhere, so that a log stays readable.
final class ProgressDisplay: Sendable {
    private struct State {
        var lastShown: ContinuousClock.Instant?
        var hasLine = false
    }

    private let isTerminal = Terminal.Stream.standardError.isTerminal
    private let isEnabled: Bool
    private let start = ContinuousClock.now
    private let state = Mutex(State())

    init(isEnabled: Bool) { self.isEnabled = isEnabled }

    /// Time since the display was made.
    var elapsed: Duration { ContinuousClock.now - start }

    /// Shows `text`, at most ten times a second.
    func show(_ text: @autoclosure () -> String) {
        guard isEnabled else { return }
        let due = state.withLock { state in
            let now = ContinuousClock.now
            let pause: Duration = isTerminal ? .milliseconds(100) : .seconds(10)
            guard state.lastShown.map({ now - $0 >= pause }) ?? isTerminal else {
                if state.lastShown == nil { state.lastShown = now }
                return false
            }
            state.lastShown = now
            state.hasLine = true
            return true
        }
        guard due else { return }
        let line = isTerminal ? "\r\u{1B}[K\(text())" : "\(text())\n"
        FileHandle.standardError.write(Data(line.utf8))
    }

    /// Removes the line.
    func finish() {
        guard isEnabled, isTerminal, state.withLock({ $0.hasLine }) else { return }
        FileHandle.standardError.write(Data("\r\u{1B}[K".utf8))
    }

    /// A bar of 24 cells for a share in [0, 1].
    static func bar(_ share: Double) -> String {
        let filled = Int((min(max(share, 0), 1) * 24).rounded())
        return String(repeating: "━", count: filled) + String(repeating: "╌", count: 24 - filled)
    }

    /// `75 s` or `4 min 05 s`.
    static func time(_ duration: Duration) -> String {
        let seconds = Int(duration.components.seconds)
        return seconds < 100 ? "\(seconds) s" : "\(seconds / 60) min \(String(format: "%02d", seconds % 60)) s"
    }
}
