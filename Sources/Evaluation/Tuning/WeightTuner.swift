import Corpus
public import Retrieval

/// Fits the weights of signals to questions, and says what they are worth on questions that they were not fitted to.
public struct WeightTuner: Sendable {
    public struct Settings: Sendable, Hashable {
        public var objective = TuningObjective.standard
        /// From 2.
        public var folds = 5
        public var seed: UInt64 = 1
        /// Ascents from chance points, beside the one from the weights as they are.
        public var restarts = 3
        public var allowsNegative = false
        /// Signals whose weights stay as they are.
        public var kept: Set<String> = []
        /// Tune on all sets together, each counting the same, and not on the first alone.
        public var pools = false
        /// Tune again without each signal.
        public var ablates = true

        public init() {}

        /// All that the weights of a step depend on beside the sets.
        fileprivate var description: String {
            "\(objective) folds \(folds) seed \(seed) restarts \(restarts)\(allowsNegative ? " negative" : "")"
                + " kept \(kept.sorted().joined(separator: ","))"
        }
    }

    let settings: Settings
    let table: FeatureTable
    let names: [String]
    private let identifiers: [TuningState.SetID]
    /// The weights as they are.
    let current: [Float]
    /// Question → the fold in which it is held out.
    let folds: [Int]
    /// Signals whose weights stay: as asked, and those that tell no candidates apart, of which nothing can be learned.
    let frozen: Set<Int>
    let mute: Set<Int>

    /// A set with its features.
    public typealias Input = (set: TuningSet, id: TuningState.SetID, features: [CandidateFeatures])

    /// - Throws: `too-few-questions` where a set has fewer questions than there are folds; `unknown-signal`.
    public init(_ catalogue: SignalCatalogue, _ inputs: [Input], settings: Settings) throws {
        let signals = catalogue.entries.map(\.signal.name)
        if let unknown = settings.kept.filter({ !signals.contains($0) }).min() {
            throw BylineError(
                .unknownSignal, "There is no signal '\(unknown)'.",
                remedy: "Choose from \(signals.joined(separator: ", ")).")
        }
        for input in inputs where input.features.count < settings.folds {
            throw BylineError(
                "too-few-questions",
                "\(input.set.name) has \(input.features.count) questions with known evidence, too few for \(settings.folds) folds.",
                remedy: "Add questions, or ask for fewer folds, of which 2 are the least.")
        }
        self.settings = settings
        names = inputs.map(\.set.name)
        identifiers = inputs.map(\.id)
        table = FeatureTable(signals: signals, sets: inputs.map(\.features))
        current = catalogue.entries.map(\.weight)
        folds = QuestionFolds.assign(table.questions, folds: settings.folds, seed: settings.seed)
        let table = table
        let all = Array(table.questions.indices)
        mute = Set(signals.indices.filter { !table.tellsApart($0, in: all) })
        frozen = mute.union(signals.indices.filter { settings.kept.contains(signals[$0]) })
    }

    /// The sets that are tuned on.
    var main: [Int] { settings.pools ? Array(names.indices) : [0] }

    /// Signals that are tuned.
    var free: [Int] { current.indices.filter { !frozen.contains($0) } }

    /// How many steps there are.
    var steps: Int {
        let perSet = settings.folds + 1
        let others = names.count > 1 ? (settings.pools ? names.count : names.count - 1) : 0
        return perSet + others * perSet + (settings.ablates ? free.count * settings.folds : 0)
    }

    /// Positions of the questions of `sets`, all or those in which `fold` says.
    func questions(of sets: [Int], where isWanted: (_ fold: Int) -> Bool = { _ in true }) -> [Int] {
        table.questions.indices.filter { sets.contains(table.questions[$0].set) && isWanted(folds[$0]) }
    }

    /// The weights tuned on `sets`, without the questions of `fold`, and with 0 for a signal that is left out.
    func weights(
        on sets: [Int], heldOut fold: Int? = nil, without signal: Int? = nil, state: TuningState
    ) throws -> [Float] {
        let step =
            settings.description + (fold.map { " held out \($0)" } ?? "")
            + (signal.map { " without \(table.signals[$0])" } ?? "")
        return try state.weights(of: step, on: sets.map { identifiers[$0] }) {
            let questions = questions(of: sets) { $0 != fold }
            var start = current
            if let signal { start[signal] = 0 }
            let problem = CoordinateAscent.Problem(
                table: table, questions: questions, shares: shares(questions), objective: settings.objective)
            let ascent = CoordinateAscent(restarts: settings.restarts, allowsNegative: settings.allowsNegative)
            let found = ascent.weights(
                problem, start: start, frozen: frozen.union(signal.map { [$0] } ?? []), seed: settings.seed)
            // Four digits say all that so few questions can tell.
            return found.map { ($0 * 10_000).rounded() / 10_000 }
        }
    }

    /// Each set counts the same, and so does each question of a set.
    private func shares(_ questions: [Int]) -> [Double] {
        let counts = Dictionary(grouping: questions) { table.questions[$0].set }.mapValues(\.count)
        return questions.map { 1 / Double(counts.count * (counts[table.questions[$0].set] ?? 1)) }
    }
}
