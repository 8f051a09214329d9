import Corpus
import Store

/// Shows each story once: of the articles that carry one text, only one is quoted, and it names the others.
enum Voices {
    /// The articles that are not quoted, because another speaks for their cluster: one of an outlet that the question names,
    /// else the original, else the one with the most relevant passage; ties by id.
    static func silent(
        _ set: CandidateSet, relevance: [Float], clusters: [ArticleID: StoryCluster]
    ) -> Set<ArticleID> {
        var best: [StoryID: (claim: (Int, Float, String), article: ArticleID)] = [:]
        var members: [StoryID: Set<ArticleID>] = [:]
        for (index, passage) in set.candidates.enumerated() {
            guard let cluster = clusters[passage.article.id] else { continue }
            members[cluster.id, default: []].insert(passage.article.id)
            let standing =
                set.plan.outlets.contains(passage.article.source.lowercased())
                ? 2 : cluster.original.id == passage.article.id ? 1 : 0
            let claim = (standing, relevance[index], passage.article.id.rawValue)
            if best[cluster.id].map({ $0.claim < claim }) ?? true { best[cluster.id] = (claim, passage.article.id) }
        }
        return members.reduce(into: []) { silent, story in
            silent.formUnion(story.value.filter { $0 != best[story.key]?.article })
        }
    }
}
