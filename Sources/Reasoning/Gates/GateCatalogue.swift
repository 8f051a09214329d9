/// The gates of a pipeline, by what they look at. A new gate is one file and one line here.
public struct GateCatalogue: Sendable {
    /// Behind understand.
    public var question: [any Gate<AskedQuestion>]
    /// Behind weigh.
    public var evidence: [any Gate<WeighedEvidence>]
    /// Behind compose.
    public var composition: [any Gate<Composition>]
    /// For each sentence, before a reader sees it.
    public var sentence: [any Gate<CitedSentence>]
    /// At the end.
    public var answer: [any Gate<WrittenAnswer>]

    public init(
        question: [any Gate<AskedQuestion>] = [], evidence: [any Gate<WeighedEvidence>] = [],
        composition: [any Gate<Composition>] = [], sentence: [any Gate<CitedSentence>] = [],
        answer: [any Gate<WrittenAnswer>] = []
    ) {
        self.question = question
        self.evidence = evidence
        self.composition = composition
        self.sentence = sentence
        self.answer = answer
    }

    /// What stands between a question and its reader unless somebody says otherwise.
    ///
    /// - Parameters:
    ///   - encode: makes vectors for the comparison of meaning; nil compares everything else.
    ///   - entailment: asks a model of inference; nil leaves its gate out.
    public static func standard(
        encode: SupportVerifier.Encoder? = nil, entailment: EntailmentCheck? = nil
    ) -> GateCatalogue {
        GateCatalogue(
            question: [QuestionAcceptableGate()],
            evidence: [EnoughEvidenceGate(), PartsFoundGate(), ContradictionsGate(), NoInstructionsGate()],
            composition: [WithinBudgetGate()],
            sentence: [
                ReadableLengthGate(), HasCitationGate(), CitationResolvesGate(),
                PassageSupportsGate(SupportVerifier(encode: encode)),
            ] + (entailment.map { [NotContradictedGate($0)] } ?? []) + [
                NoForeignLinksGate(), PersonalDataGate(), NothingTwiceGate(),
            ],
            answer: [SomethingLeftGate(), AnswersKindGate()])
    }

    /// One gate as it is listed.
    public struct Entry: Sendable, Hashable, Codable {
        public let name: String
        public let stage: Stage.Name
        public let summary: String
        public let recovery: Recovery
        /// The option that brings it; nil where it always stands.
        public var needs: String?
    }

    /// Gates for sentences that stand only where somebody asks for them.
    public static let optional = [
        Entry(
            name: NotContradictedGate.name, stage: .verify, summary: NotContradictedGate.summary,
            recovery: NotContradictedGate.recovery, needs: "--entailment"),
        Entry(
            name: ModelJudgeGate.name, stage: .verify, summary: ModelJudgeGate.summary,
            recovery: ModelJudgeGate.recovery, needs: "--judge"),
    ]

    /// All gates in the order in which they are asked.
    public var entries: [Entry] {
        Self.entries(question, .understand) + Self.entries(evidence, .weigh) + Self.entries(composition, .compose)
            + Self.entries(sentence, .verify) + Self.entries(answer, .answer)
    }

    private static func entries<Subject>(_ gates: [any Gate<Subject>], _ stage: Stage.Name) -> [Entry] {
        gates.map { Entry(name: $0.name, stage: stage, summary: $0.summary, recovery: $0.recovery) }
    }
}
