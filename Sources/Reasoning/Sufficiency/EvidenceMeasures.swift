import Corpus
import Retrieval
import Store

/// What is measured of the evidence as a whole: names, figures, what answers by its form, and how far the two indexes agree.
struct EvidenceMeasures: Sendable {
    private let sought: SoughtMatter
    private let reading: EvidenceReading
    private let passages: [Set<String>]
    private let names: SoughtNames
    private let whole: SoughtTerms

    private var pool: SentencePool { reading.pool }
    private var evidence: [Hit] { reading.pool.evidence }

    init(plan: QuestionPlan, sought: SoughtMatter, reading: EvidenceReading) {
        self.sought = sought
        self.reading = reading
        passages = reading.pool.matterStems
        names = SoughtNames(plan: plan, sought: sought)
        whole = sought.whole.terms(in: reading.found)
    }

    var features: [EvidenceFeature] {
        [
            EvidenceFeature("article.coverage", articleCoverage),
            EvidenceFeature("all.coverage", allCoverage),
            EvidenceFeature("names.passage", namesTogether),
            EvidenceFeature("names.all", namesAnywhere),
            EvidenceFeature(Self.knownNames, names.known(in: passages)),
            EvidenceFeature("numbers.passage", numbersTogether),
            EvidenceFeature("expected", expected),
            EvidenceFeature("agreement", agreement),
            EvidenceFeature("similarity", signal("similarity").max() ?? 0),
            EvidenceFeature("similarity.lead", lead(signal("similarity"))),
            EvidenceFeature("score", evidence.map(\.score).max() ?? 0),
            EvidenceFeature("score.lead", lead(evidence.map(\.score))),
            EvidenceFeature("sentence.total", totals.first ?? 0),
            EvidenceFeature("sentence.lead", lead(totals)),
            EvidenceFeature("outlets", outletsPresent),
            EvidenceFeature(Self.formNearness, form),
        ]
    }

    /// How near what has the form of an answer comes; see ``AnswerForm/nearness(in:)``.
    static let formNearness = "form.nearness"

    private var form: Float {
        reading.rankings.first.map { $0.scorer.form.nearness(in: $0.quotations) } ?? 1
    }

    private func signal(_ name: String) -> [Float] {
        evidence.map { hit in hit.signals.first { $0.name == name }?.value ?? 0 }
    }

    /// The best value less the mean of the five behind it.
    private func lead(_ values: [Float]) -> Float {
        let sorted = values.sorted(by: >)
        let next = sorted.dropFirst().prefix(5)
        guard let best = sorted.first, !next.isEmpty else { return 0 }
        return best - next.reduce(0, +) / Float(next.count)
    }

    private var totals: [Float] { reading.rankings.first?.quotations.prefix(6).map(\.score.total) ?? [] }

    /// What one article's passages have of the question's words.
    private var articleCoverage: Float {
        Dictionary(grouping: evidence.indices) { evidence[$0].passage.article.id }.values.map(coverage).max() ?? 0
    }

    private var allCoverage: Float { coverage(of: Array(evidence.indices)) }

    /// What some passages together have of the question's words.
    private func coverage(of hits: [Int]) -> Float {
        let found = reading.found.passages
        return whole.coverage { term in hits.reduce(0) { max($0, found[$1].share(of: term)) } }
    }

    /// The share of the names of which some passage has the word that tells them from others.
    static let knownNames = "names.known"

    /// The largest share of the names that one passage has; 1 where none is asked for.
    private var namesTogether: Float {
        let names = names.names.map(\.stems)
        guard !names.isEmpty else { return 1 }
        return passages.map { stems in share(of: names) { stems.contains($0) } }.max() ?? 0
    }

    private var namesAnywhere: Float {
        let names = names.names.map(\.stems)
        guard !names.isEmpty else { return 1 }
        return share(of: names) { stem in passages.contains { $0.contains(stem) } }
    }

    /// The largest share of the question's figures, years aside, that one passage has; 1 where it has none.
    private var numbersTogether: Float {
        let numbers = Words.words(in: sought.whole.text).filter { $0.isNumeric && !Figures.isYear($0) }.map {
            [$0.stem]
        }
        guard !numbers.isEmpty else { return 1 }
        return passages.map { stems in share(of: numbers) { stems.contains($0) } }.max() ?? 0
    }

    private func share(of names: [[String]], _ isKnown: (String) -> Bool) -> Float {
        Float(names.count { $0.allSatisfy(isKnown) }) / Float(names.count)
    }

    /// Whether one of the sentences that would be quoted has what the question expects.
    private var expected: Float {
        reading.rankings.first?.quotations.prefix(6).map(\.score.expected).max() ?? 0
    }

    /// The share of the five passages closest in meaning that are among the five with most of the question's words.
    private var agreement: Float {
        func best(_ name: String) -> Set<Int> {
            let values = signal(name)
            return Set(values.indices.sorted { (values[$1], $0) < (values[$0], $1) }.prefix(5))
        }
        guard !evidence.isEmpty else { return 0 }
        let dense = best("similarity")
        return Float(dense.intersection(best("lexical")).count) / Float(dense.count)
    }

    /// The share of the outlets that are asked for of which there is a passage; 1 where none is.
    private var outletsPresent: Float {
        guard !sought.whole.outlets.isEmpty else { return 1 }
        let found = Set(evidence.map { $0.passage.article.source.lowercased() })
        return Float(sought.whole.outlets.intersection(found).count) / Float(sought.whole.outlets.count)
    }
}
