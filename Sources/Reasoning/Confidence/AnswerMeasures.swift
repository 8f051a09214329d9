import Corpus
import Embedding
import Retrieval
import Store

/// What can be seen of an answer beside its evidence: how well the quoted sentences fit the question, how far the first is ahead of
/// what else was found, and who else says so. Nothing looks at how the question is put.
struct AnswerMeasures: Sendable {
    private let task: WritingTask
    private let cited: [Sentence]
    private let first: Set<String>
    private let publishers: Int

    private var pool: SentencePool { task.reading.pool }

    /// `drafts` are the released sentences in their order; `publishers` stand behind the first of them.
    init(_ drafts: [DraftSentence], of task: WritingTask, publishers: Int) {
        self.task = task
        self.publishers = publishers
        func sentences(_ drafts: some Sequence<DraftSentence>) -> [Sentence] {
            drafts.flatMap { draft in
                draft.sources.prefix(1).flatMap { task.reading.pool.sentences(of: $0) }
            }
        }
        cited = sentences(drafts)
        first = Set(sentences(drafts.prefix(1)).map(Self.name))
    }

    /// O(sentences × dimension).
    var features: [EvidenceFeature] {
        guard let scorer = task.reading.rankings.first?.scorer, !cited.isEmpty else { return [] }
        let scores = cited.map(scorer.score)
        let opening = zip(cited, scores).filter { first.contains(Self.name($0.0)) }.map(\.1)
        let lead = opening.max { $0.total < $1.total } ?? SentenceScore()
        let stems = cited.reduce(into: Set<String>()) { $0.formUnion($1.stems) }
        let words = task.sought.whole.terms(in: task.reading.found)
        return [
            EvidenceFeature("first.total", lead.total),
            EvidenceFeature("first.meaning", lead.meaning),
            EvidenceFeature("first.own", lead.ownCoverage),
            EvidenceFeature("first.coverage", lead.coverage),
            EvidenceFeature("first.expected", lead.expected),
            EvidenceFeature("first.passage", lead.passage),
            EvidenceFeature("first.margin", lead.total - rival(scorer)),
            EvidenceFeature("first.publishers", Float(min(publishers, 4))),
            EvidenceFeature("first.agreement", agreement),
            EvidenceFeature("all.meaning", scores.map(\.meaning).max() ?? 0),
            EvidenceFeature("all.own", scores.map(\.ownCoverage).max() ?? 0),
            EvidenceFeature("all.words", words.coverage { stems.contains($0.stem) ? 1 : 0 }),
            EvidenceFeature("all.expected", scores.map(\.expected).max() ?? 0),
            EvidenceFeature("all.names", names(in: stems)),
            EvidenceFeature(EvidenceMeasures.formNearness, task.assessment[EvidenceMeasures.formNearness] ?? 1),
            EvidenceFeature("parts.least", parts.min() ?? 0),
            EvidenceFeature("parts.mean", parts.isEmpty ? 0 : parts.reduce(0, +) / Float(parts.count)),
        ]
    }

    /// The best score of a sentence of another article than those of the first sentence.
    private func rival(_ scorer: SentenceScorer) -> Float {
        let own = Set(cited.filter { first.contains(Self.name($0)) }.map { article(of: $0) })
        let rival = task.reading.rankings.first?.quotations.first { !own.contains(article(of: $0.sentence)) }
        return rival?.score.total ?? 0
    }

    /// How close the closest sentence of another outlet comes to the first sentence.
    private var agreement: Float {
        guard let sentence = cited.first(where: { first.contains(Self.name($0)) }), let vector = vector(of: sentence)
        else { return 0 }
        let outlet = pool.evidence[sentence.evidence].passage.article.source
        return pool.sentences.lazy.filter { other in
            !other.isInstruction && pool.evidence[other.evidence].passage.article.source != outlet
        }.compactMap { other in self.vector(of: other)?.dot(vector) }.max() ?? 0
    }

    /// Of each thing that is sought, how close the closest cited sentence comes.
    private var parts: [Float] {
        task.sought.clauses.map { clause in
            cited.compactMap { sentence in
                clause.vector.isEmpty ? nil : vector(of: sentence)?.dot(clause.vector)
            }.max() ?? 0
        }
    }

    /// The share of the question's names that the cited sentences and their headlines have; 1 where it has none.
    private func names(in stems: Set<String>) -> Float {
        let known = cited.reduce(into: stems) { $0.formUnion(pool.titleStems[$1.evidence]) }
        let names = task.plan.names.map { Words.words(in: $0).filter { !$0.isStopWord }.map(\.stem) }
            .filter { !$0.isEmpty }
        guard !names.isEmpty else { return 1 }
        return Float(names.count { $0.allSatisfy(known.contains) }) / Float(names.count)
    }

    private func vector(of sentence: Sentence) -> QuantisedVector? {
        let vectors = pool.evidence[sentence.evidence].passage.sentenceVectors
        return vectors.indices.contains(sentence.index) ? vectors[sentence.index] : nil
    }

    private func article(of sentence: Sentence) -> ArticleID { pool.evidence[sentence.evidence].passage.article.id }

    private static func name(_ sentence: Sentence) -> String { "\(sentence.evidence)/\(sentence.index)" }
}
