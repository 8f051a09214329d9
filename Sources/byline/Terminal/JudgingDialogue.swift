import Evaluation
import Foundation

/// Shows passages to a judge and reads the answers, a line each, until the end of the session or of the input.
struct JudgingDialogue {
    let terminal: Terminal
    /// Say everything on the standard error output, which leaves the standard output to programs.
    let isQuiet: Bool

    /// Keeps a judgement, or with no grade the taking back of one.
    typealias Keep = (
        _ document: String, _ question: String, _ grade: PassageJudgement.Grade?,
        _ sentences: [PassageJudgement.Sentence]
    ) throws -> Void

    /// The session at its end. Throws what `keep` throws.
    func run(_ start: JudgingSession, keep: Keep) throws -> JudgingSession {
        var session = start
        show(session, after: nil)
        while let item = session.current {
            prompt()
            guard let line = readLine() else { break }
            switch session.receive(JudgingSession.Input(line: line)) {
            case .record(let item, let grade, let sentences):
                try keep(item.document, item.question, grade, sentences)
                show(session, after: item)
            case .withdraw(let item):
                try keep(item.document, item.question, nil, [])
                show(session, after: nil)
            case .show: show(session, after: item)
            case .explain(let text): say(terminal.warning(text))
            case .end: return session
            }
        }
        return session
    }

    /// The question again with each passage, since the last one may have pushed it off the screen; help with each new one.
    private func show(_ session: JudgingSession, after last: JudgingSession.Item?) {
        guard let item = session.current else { return }
        say("")
        if last?.question != item.question { say(terminal.dim(JudgingSession.help)) }
        say(terminal.dim("\(session.judged) of \(session.total) judged"))
        say(terminal.bold(terminal.wrapped(Terminal.printable(item.questionText))))
        say(terminal.accent(terminal.wrapped(Terminal.printable(item.heading), indent: 2)))
        for (index, sentence) in item.sentences.enumerated() {
            let lines = terminal.wrapped(Terminal.printable(sentence), indent: 6)
            let number = String(repeating: " ", count: max(0, 4 - "\(index + 1)".count)) + "\(index + 1)  "
            say(number + lines.dropFirst(6))
        }
    }

    /// Only for a person: in a pipe nobody waits for it.
    private func prompt() {
        guard isatty(STDIN_FILENO) == 1 else { return }
        FileHandle.standardError.write(Data("> ".utf8))
    }

    private func say(_ text: String) {
        if isQuiet { Terminal.writeError(text) } else { Terminal.write(text) }
    }
}
