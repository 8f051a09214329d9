import Corpus
import Foundation
import Logging
import Retrieval
import Store

/// One question on its way through the stages.
actor AnswerRun {
    private let answerer: Answerer
    private let request: AnswerRequest
    private let emit: @Sendable (AnswerEvent) async throws -> Void
    private let recorder = TraceRecorder()
    private let id = "ans_" + UUID().uuidString.lowercased()
    private var machine: PipelineMachine
    private var plan: QuestionPlan
    private var task: WritingTask?
    private var keeper: Gatekeeper?
    private var outcome = WritingOutcome.answered(.direct)
    private var key: String?
    private var cached: Answer?

    init(
        answerer: Answerer, request: AnswerRequest, emit: @escaping @Sendable (AnswerEvent) async throws -> Void
    ) {
        self.answerer = answerer
        self.request = request
        self.emit = emit
        machine = PipelineMachine(stages: answerer.pipeline.stages.map(\.name))
        plan = QuestionPlan(kind: .fact, terms: [], names: [], parts: [])
    }

    func run() async throws -> AnswerTrace {
        try await emit(.created(id: id, question: request.question, corpus: request.corpus.rawValue))
        var action = machine.begin()
        while true {
            switch action {
            case .run(let stage):
                try await announce(stage)
                action = machine.ended(try await findings(of: stage))
            case .broaden(let reason):
                answerer.logger.debug("broadening", metadata: ["reason": "\(reason)"])
                try await announce(.retrieve)
                action = machine.ended(try await findings(of: .retrieve))
            case .abstain(let reason): return try await end(abstainingBecause: reason)
            case .finish: return try await end(abstainingBecause: nil)
            }
        }
    }

    /// Verification runs while sentences are generated; it is announced with the first of them.
    private func announce(_ stage: Stage.Name) async throws {
        if stage != .verify { try await emit(.stage(stage)) }
    }

    /// Runs a stage and asks its gates.
    private func findings(of stage: Stage.Name) async throws -> [Finding] {
        let begin = ContinuousClock.now
        let findings = try await perform(stage)
        recorder.record(stage, took: begin.duration(to: .now))
        // Those of sentences are taken down as they come.
        recorder.record(findings)
        for finding in findings where finding.verdict.outcome != .passed { try await emit(.gate(finding)) }
        return findings
    }

    private func perform(_ stage: Stage.Name) async throws -> [Finding] {
        let gates = answerer.pipeline.gates
        switch stage {
        case .understand:
            plan = QuestionPlanner().plan(request.question)
            recorder.record(plan)
            try await emit(.plan(plan))
            return try await gates.question.findings(on: AskedQuestion(request: request, plan: plan), in: stage)
        case .retrieve:
            let task = try await EvidenceSearch(searcher: answerer.searcher, request: request, plan: plan)
                .gather(isBroadened: machine.isBroadened, recorder: recorder)
            self.task = task
            try await emit(.evidence(task.evidence))
            return []
        case .weigh:
            guard var task else { return [] }
            task.contradictions = ContradictionFinder().contradictions(in: task)
            self.task = task
            recorder.record(task.assessment)
            return try await gates.evidence.findings(
                on: WeighedEvidence(task: task, isBroadened: machine.isBroadened), in: stage)
        case .compose: return try await compose()
        case .generate:
            try await write()
            return []
        case .verify: return []
        case .answer:
            guard let keeper, let task, cached == nil else { return [] }
            let written = WrittenAnswer(
                task: task, form: form, sentences: await keeper.sentences, withheld: await keeper.withheld,
                writer: await keeper.writer ?? answerer.writer.name)
            return try await gates.answer.findings(on: written, in: stage)
        }
    }

    /// Leaves out the weakest evidence until the rest fits into what the writer takes.
    private func compose() async throws -> [Finding] {
        guard let whole = task else { return [] }
        let fit = EvidenceBudget.fit(whole.evidence, into: answerer.writer.evidenceBudget)
        let task = whole.keeping(fit.count)
        self.task = task
        let composition = Composition(
            task: task, tokens: fit.tokens, budget: answerer.writer.evidenceBudget,
            dropped: whole.evidence.count - fit.count)
        return try await answerer.pipeline.gates.composition.findings(on: composition, in: .compose)
    }

    /// Has the answer written, unless the same was written before from the same evidence.
    private func write() async throws {
        guard let task else { return }
        let key = AnswerKey.key(
            of: request, task: task, writer: answerer.writer.identity,
            gates: answerer.pipeline.gates.entries.map(\.name))
        self.key = key
        if let answer = try await remembered(key) {
            cached = answer
            recorder.recordCacheHit()
            try await repeatSentences(of: answer)
            return
        }
        let directory = PublisherDirectory(try await answerer.searcher.store.sources(of: request.corpus))
        let keeper = Gatekeeper(
            task: task, gates: answerer.pipeline.gates.sentence, directory: directory, recorder: recorder,
            emit: { [emit, recorder] event in
                if case .delta = event { recorder.recordSentence() }
                try await emit(event)
            })
        self.keeper = keeper
        outcome = try await answerer.writer.write(task, to: keeper)
        try await keeper.close()
    }

    private var form: Answer.Form {
        if case .answered(let form, _) = outcome { form } else { .direct }
    }

    /// What was chosen, where something could be.
    private var choice: AnswerChoice? {
        guard case .answered(_, let index?) = outcome else { return nil }
        return task?.choices?.choice(index)
    }

    private func end(abstainingBecause reason: String?) async throws -> AnswerTrace {
        var answer = try await finished(reason)
        if let cached { answer = cached.renewed(id: id, question: request.question) }
        if answer.status == .answered, answer.switches.isEmpty, cached == nil, let key {
            try await remember(answer, key)
        }
        try await emit(answer.status == .answered ? .completed(answer) : .abstained(answer))
        return recorder.trace(of: answer, request: request)
    }

    private func finished(_ reason: String?) async throws -> Answer {
        var reason = reason
        if case .abstained(let writers) = outcome, reason == nil || keeper != nil { reason = writers }
        if reason != nil, let task, task.evidence.isEmpty, request.isNarrow {
            // Whoever misspelt an outlet should not conclude that the corpus is silent.
            reason = "No article of the outlets and dates that were asked for speaks of this."
        }
        let isAnswered = reason == nil
        let confidence = await confidence(isAnswered: isAnswered)
        // Before the citations are listed: the sides have theirs among them.
        let contradictions = isAnswered ? try await keeper?.cite(task?.contradictions ?? []) ?? [] : []
        return Answer(
            id: id, question: request.question, corpus: request.corpus, status: isAnswered ? .answered : .abstained,
            form: isAnswered ? form : .direct, sentences: isAnswered ? await keeper?.sentences ?? [] : [],
            citations: isAnswered ? await keeper?.citations ?? [] : [],
            confidence: confidence,
            choice: isAnswered ? choice : nil, reason: reason, notes: recorder.notes, contradictions: contradictions,
            withheld: await keeper?.withheld ?? [], writer: await keeper?.writer ?? answerer.writer.name,
            switches: await keeper?.switches ?? [])
    }

    /// How sure it is; of an answer by what its sentences are as well.
    private func confidence(isAnswered: Bool) async -> Double {
        guard isAnswered, let task, let keeper else {
            return AnswerConfidence.ofAbstention(recorder.assessment)
        }
        if let choice { return choice.share }
        let measures = AnswerMeasures(
            await keeper.released, of: task, publishers: await keeper.sentences.first?.publishers ?? 0
        ).features
        recorder.record(measures: measures)
        return AnswerConfidence.ofAnswer(measures)
    }

    // MARK: Answers that were given before

    private func remembered(_ key: String) async throws -> Answer? {
        guard let archive = answerer.archive, let found = try await archive.archivedAnswer(key) else { return nil }
        return try? TraceCoding.decode(Answer.self, from: found.body)
    }

    private func remember(_ answer: Answer, _ key: String) async throws {
        guard let archive = answerer.archive else { return }
        let articles = Set((task?.evidence ?? []).map(\.passage.article.id)).sorted { $0.rawValue < $1.rawValue }
        do {
            try await archive.keepAnswer(
                ArchivedAnswer(
                    key: key, corpus: request.corpus, createdAt: Date(), question: request.question,
                    status: answer.status.rawValue, articles: articles, body: try TraceCoding.encode(answer)))
        } catch let error as BylineError {
            answerer.logger.warning("An answer was not kept.", metadata: ["code": "\(error.code)"])
        }
    }

    private func repeatSentences(of answer: Answer) async throws {
        for sentence in answer.sentences {
            recorder.recordSentence()
            try await emit(.delta(sentence: sentence.index, text: sentence.text))
            for number in sentence.citations where answer.citations.indices.contains(number - 1) {
                try await emit(.citation(answer.citations[number - 1], sentence: sentence.index))
            }
        }
        for sentence in answer.withheld { try await emit(.withheld(sentence)) }
    }
}

extension Answer {
    /// The same answer to the same question, asked again.
    fileprivate func renewed(id: String, question: String) -> Answer {
        Answer(
            id: id, question: question, corpus: corpus, status: status, form: form, sentences: sentences,
            citations: citations, confidence: confidence, choice: choice, reason: reason, notes: notes,
            contradictions: contradictions, withheld: withheld, writer: writer, switches: switches)
    }
}
