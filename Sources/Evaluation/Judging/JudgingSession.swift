/// One judge's way through a pool: a pure state machine, without files and terminal.
///
/// Valid transitions are: a passage is shown → a grade, a skip or an undo → the next passage, or the one before → … → the
/// end, by a quit or after the last passage. A skipped passage is not judged; the next session shows it again. Undo takes
/// back the last step, be it a judgement or a skip, and goes on into the judgements of earlier sessions.
public struct JudgingSession: Sendable {
    /// A passage as the judge sees it.
    public struct Item: Sendable, Hashable {
        public let question: String
        public let questionText: String
        public let document: String
        /// Outlet, date and title.
        public let heading: String
        public let sentences: [String]

        public init(
            question: String, questionText: String, document: String, heading: String, sentences: [String]
        ) {
            self.question = question
            self.questionText = questionText
            self.document = document
            self.heading = heading
            self.sentences = sentences
        }
    }

    /// What the judge may do.
    public enum Input: Sendable, Hashable {
        case grade(PassageJudgement.Grade, sentences: [Int])
        case skip, undo, quit, help

        /// Reads a line: `2`, `1` or `0`, the first two with numbers of sentences behind them if one likes (`2 1,3`), or
        /// the first letter or the word of skip, undo and quit; `?` for help. Nil where it is none of these.
        public init?(line: String) {
            let words = line.lowercased().split { $0.isWhitespace || $0 == "," }.map(String.init)
            guard let first = words.first else { return nil }
            if let value = Int(first), let grade = PassageJudgement.Grade(rawValue: value) {
                let numbers = words.dropFirst().compactMap(Int.init)
                guard numbers.count == words.count - 1 else { return nil }
                self = .grade(grade, sentences: numbers)
                return
            }
            guard words.count == 1 else { return nil }
            switch first {
            case "s", "skip": self = .skip
            case "u", "undo": self = .undo
            case "q", "quit": self = .quit
            case "?", "h", "help": self = .help
            default: return nil
            }
        }
    }

    /// What is to be done then.
    public enum Action: Sendable, Hashable {
        /// Keep this judgement; the next passage is ``current``.
        case record(Item, PassageJudgement.Grade, [PassageJudgement.Sentence])
        /// Take back the judgement of this passage, which is ``current`` again.
        case withdraw(Item)
        /// Show ``current``.
        case show
        /// Say this, and ask again.
        case explain(String)
        case end
    }

    private enum Step {
        case judged(Item)
        case skipped(Item)
    }

    /// In the order in which they will be shown.
    private var pending: [Item]
    private var steps: [Step]
    private var hasQuit = false
    /// Passages in all, and those that this judge has judged.
    public let total: Int
    public private(set) var judged: Int
    /// Skipped in this session.
    public private(set) var skipped = 0

    /// `judgements` are those of this judge that stand, oldest first.
    public init(_ items: [Item], judgements: [PassageJudgement]) {
        struct Key: Hashable {
            let question: String
            let document: String
        }
        let byKey = Dictionary(items.map { (Key(question: $0.question, document: $0.document), $0) }) { first, _ in
            first
        }
        let done = judgements.map { Key(question: $0.question, document: $0.document) }
        steps = done.compactMap { byKey[$0].map(Step.judged) }
        pending = items.filter { !Set(done).contains(Key(question: $0.question, document: $0.document)) }
        total = items.count
        judged = steps.count
    }

    /// The passage to judge; nil at the end.
    public var current: Item? { hasQuit ? nil : pending.first }

    /// Takes what the judge entered; nil stands for a line that says nothing that is understood.
    public mutating func receive(_ input: Input?) -> Action {
        guard let item = current else { return .end }
        switch input {
        case .grade(let grade, let numbers): return judge(item, grade, numbers)
        case .skip:
            pending.removeFirst()
            steps.append(.skipped(item))
            skipped += 1
            return pending.isEmpty ? .end : .show
        case .undo: return undo()
        case .quit:
            hasQuit = true
            return .end
        case .help: return .explain(Self.help)
        case nil: return .explain("That is no answer. " + Self.help)
        }
    }

    private mutating func judge(_ item: Item, _ grade: PassageJudgement.Grade, _ numbers: [Int]) -> Action {
        if grade == .not, !numbers.isEmpty {
            return .explain("A passage that is not relevant has no sentence that is.")
        }
        if let wrong = numbers.first(where: { !item.sentences.indices.contains($0 - 1) }) {
            return .explain("There is no sentence \(wrong): they are numbered 1 to \(item.sentences.count).")
        }
        pending.removeFirst()
        steps.append(.judged(item))
        judged += 1
        let sentences = Set(numbers).sorted().map {
            PassageJudgement.Sentence(number: $0, text: item.sentences[$0 - 1])
        }
        return .record(item, grade, sentences)
    }

    private mutating func undo() -> Action {
        switch steps.popLast() {
        case .judged(let item):
            pending.insert(item, at: 0)
            judged -= 1
            return .withdraw(item)
        case .skipped(let item):
            pending.insert(item, at: 0)
            skipped -= 1
            return .show
        case nil: return .explain("There is nothing to undo.")
        }
    }

    /// What may be entered.
    public static let help =
        "2 relevant, 1 partly, 0 not; behind 2 or 1 the numbers of the sentences that say it, such as 2 1,3; "
        + "s skip, u undo, q quit, ? help."
}
