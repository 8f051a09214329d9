import Corpus
import Store

/// Shows each story once: of the articles that carry one text, only one is quoted, and it names the others.
enum Voices {
    /// The articles that are not quoted, because another speaks for their cluster: one of an outlet that the question names,
    /// else one whose source keeps most of its credit, else one that more speaks for than against, so that a stranger's copy
    /// never silences whoever it copied; else the original, else the one with the most relevant passage; ties by id.
    static func silent(
        _ set: CandidateSet, relevance: [Float], effects: [CredibilityRule.Effect],
        clusters: [ArticleID: StoryCluster]
    ) -> Set<ArticleID> {
        var best: [StoryID: (claim: (Int, Float, Int, Int, Float, String), article: ArticleID)] = [:]
        var members: [StoryID: Set<ArticleID>] = [:]
        for (index, passage) in set.candidates.enumerated() {
            guard let cluster = clusters[passage.article.id] else { continue }
            members[cluster.id, default: []].insert(passage.article.id)
            let claim = (
                set.plan.outlets.contains(passage.article.source.lowercased()) ? 1 : 0, effects[index].kept,
                effects[index].reputation > 0 ? 1 : 0, cluster.original.id == passage.article.id ? 1 : 0,
                relevance[index],
                passage.article.id.rawValue
            )
            if best[cluster.id].map({ $0.claim < claim }) ?? true { best[cluster.id] = (claim, passage.article.id) }
        }
        return members.reduce(into: []) { silent, story in
            silent.formUnion(story.value.filter { $0 != best[story.key]?.article })
        }
    }
}
