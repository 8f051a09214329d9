import Corpus
import Retrieval
import Store

/// Stands between a writer and its reader: holds every sentence against its gates, numbers the citations of what passes, and
/// remembers what does not.
actor Gatekeeper: DraftReceiver {
    private let task: WritingTask
    private let gates: [any Gate<CitedSentence>]
    private let directory: PublisherDirectory
    private let recorder: TraceRecorder
    private let emit: @Sendable (AnswerEvent) async throws -> Void
    private var machine = SentenceMachine()
    private var offered = 0
    private var list: CitationList
    private(set) var sentences: [AnswerSentence] = []
    /// What was released, as it was offered.
    private(set) var released: [DraftSentence] = []
    private(set) var withheld: [WithheldSentence] = []
    private(set) var switches: [WriterSwitch] = []
    /// Who wrote last.
    private(set) var writer: String?

    var citations: [Citation] { list.citations }

    init(
        task: WritingTask, gates: [any Gate<CitedSentence>], directory: PublisherDirectory, recorder: TraceRecorder,
        emit: @escaping @Sendable (AnswerEvent) async throws -> Void
    ) {
        self.task = task
        self.gates = gates
        self.directory = directory
        self.recorder = recorder
        self.emit = emit
        list = CitationList(evidence: task.evidence)
    }

    func offer(_ draft: DraftSentence, isCorrection: Bool) async throws -> Reception {
        if offered == 0 { try await emit(.stage(.verify)) }
        let index = offered
        offered += 1
        if !isCorrection, let refusal = machine.moveOn() { try await withhold(refusal) }
        let findings = try await gates.findings(
            on: CitedSentence(draft: draft, task: task, released: sentences.map(\.text)), in: .verify, sentence: index)
        recorder.record(findings)
        for finding in findings where finding.verdict.outcome == .failed { try await emit(.gate(finding)) }
        switch machine.judged(findings) {
        case .release:
            try await release(draft)
            return .released
        case .retry(let reason): return .rejected(reason: reason)
        case .withhold(let refusal):
            try await withhold(refusal)
            return .withheld(reason: refusal.reason)
        }
    }

    func note(_ note: WritingNote) async throws {
        switch note {
        case .began(let name): writer = name
        case .switched(let change):
            switches.append(change)
            try await emit(.switched(change))
        case .called(let call):
            recorder.record(call)
            try await emit(.usage(call))
        }
    }

    /// Gives the sides of contradictions their citations, which join those of the sentences.
    func cite(_ contradictions: [Contradiction]) throws -> [AnswerContradiction] {
        try contradictions.map { contradiction in
            let sides = try contradiction.sides.map { side in
                let numbers = try side.quotes.map { try list.cite($0).number }
                return AnswerContradiction.Side(
                    statement: side.statement, value: side.value, outlets: side.outlets, citations: numbers)
            }
            return AnswerContradiction(
                kind: contradiction.kind, summary: contradiction.summary, matter: contradiction.matter, sides: sides)
        }
    }

    /// The writer ended: a sentence that still waits for its correction is withheld.
    func close() async throws {
        if let refusal = machine.moveOn() { try await withhold(refusal) }
    }

    private func release(_ draft: DraftSentence) async throws {
        let cited = try draft.sources.map { try list.cite($0) }
        let sentence = AnswerSentence(
            index: sentences.count, text: draft.text, citations: cited.map(\.number),
            publishers: publishers(behind: draft))
        sentences.append(sentence)
        released.append(draft)
        try await emit(.delta(sentence: sentence.index, text: sentence.text))
        for citation in cited { try await emit(.citation(citation, sentence: sentence.index)) }
    }

    private func withhold(_ refusal: SentenceMachine.Refusal) async throws {
        let sentence = WithheldSentence(gate: refusal.gate, reason: refusal.reason)
        withheld.append(sentence)
        try await emit(.withheld(sentence))
    }

    private func publishers(behind draft: DraftSentence) -> Int {
        let hits = Set(draft.sources.map(\.evidence)).sorted().map { task.evidence[$0] }
        let clusters = Dictionary(
            hits.compactMap { hit in hit.story.map { (hit.passage.article.id, $0) } },
            uniquingKeysWith: { first, _ in first })
        return Independence.count(of: hits.map(\.passage.article), clusters: clusters, directory: directory)
    }
}
