public import Corpus
public import Store

/// Counts voices, not articles: copies of one text are one voice, and outlets of one owner are one publisher.
public enum Independence {
    /// The publishers that stand behind some articles. A copy speaks with the voice of its original's publisher: an outlet
    /// that prints the wire adds nothing to the wire. Articles of which neither outlet nor address is known add nobody, since
    /// nothing shows that they are independent of the rest.
    public static func publishers(
        of articles: some Sequence<ArticleHead>, clusters: [ArticleID: StoryCluster], directory: PublisherDirectory
    ) -> Set<Publisher> {
        Set(
            articles.compactMap { article in
                guard let cluster = clusters[article.id] else {
                    return directory.publisher(outlet: article.source, url: article.url)
                }
                return directory.publisher(of: cluster)
            })
    }

    /// How many independent publishers there are behind some articles: one at least where there is an article at all.
    public static func count(
        of articles: some Collection<ArticleHead>, clusters: [ArticleID: StoryCluster], directory: PublisherDirectory
    ) -> Int {
        let known = publishers(of: articles, clusters: clusters, directory: directory).count
        return articles.isEmpty ? 0 : max(known, 1)
    }
}

extension PublisherDirectory {
    /// Who speaks in a cluster: the original's publisher, or the first that is known.
    public func publisher(of cluster: StoryCluster) -> Publisher? {
        for carrier in cluster.carriers {
            if let known = publisher(outlet: carrier.source, url: carrier.url) { return known }
        }
        return nil
    }
}
