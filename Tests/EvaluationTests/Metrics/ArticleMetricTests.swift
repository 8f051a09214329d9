import Corpus
import Evaluation
import Foundation
import Testing

@Suite("Whose articles a ranking shows")
struct ArticleMetricTests {
    /// A wire story of Tide, its copies by Ledger and Bay, a report of Ledger's own, one of Tide again, and two of nobody.
    private let ranking = [
        RankedItem(cluster: "flood", publisher: "Tide", credibility: 0.9),
        RankedItem(cluster: "flood", publisher: "Ledger", credibility: 0.5),
        RankedItem(cluster: "flood", publisher: "Bay"),
        RankedItem(cluster: "strike", publisher: "Ledger", credibility: 0.4),
        RankedItem(publisher: "Tide", isCurrent: false),
        RankedItem(isCurrent: true), RankedItem(),
    ]

    private func value(_ name: String, _ items: [RankedItem]? = nil) throws -> Double? {
        try #require(ArticleMetric(name)).value(of: items ?? ranking)
    }

    @Test("counts copies of what stands above")
    func duplicates() throws {
        #expect(try value("duplicates@1") == 0)
        #expect(try value("duplicates@3") == 2 / 3.0)
        #expect(try value("duplicates@100") == 2 / 7.0)
        #expect(try value("duplicates@5", []) == nil)
    }

    @Test("counts a voice once, by story and by publisher")
    func sources() throws {
        #expect(try value("sources@3") == 1)
        // Ledger has a story of its own; Tide's second adds no voice; the nameless two are one.
        #expect(try value("sources@4") == 2)
        #expect(try value("sources@5") == 2)
        #expect(try value("sources@7") == 3)
        #expect(try value("sources@7", []) == nil)
    }

    @Test("takes the mean of the credibility that is known")
    func credibility() throws {
        #expect(abs(try #require(try value("credibility@3")) - 0.7) < 1e-12)
        #expect(abs(try #require(try value("credibility@10")) - 0.6) < 1e-12)
        #expect(try value("credibility@1", [RankedItem()]) == nil)
    }

    @Test("looks whether the first on the matter was current")
    func current() throws {
        #expect(try value("current") == 0)
        #expect(try value("current", Array(ranking.suffix(2))) == 1)
        #expect(try value("current@1", Array(ranking.suffix(2).reversed())) == 0)
        #expect(try value("current", []) == 0)
        let accuracy = TemporalAccuracy([
            (ranking, true), (Array(ranking.suffix(2)), true), ([], false), ([RankedItem()], true),
        ])
        #expect((accuracy.questions, accuracy.accuracy, accuracy.ceiling) == (4, 0.25, 0.75))
        #expect(TemporalAccuracy([]).accuracy == 0)
    }

    @Test(
        "knows its names, and no other",
        arguments: ["duplicates", "sources@0", "credibility@-1", "ndcg@10", "", "@", "current@"])
    func names(name: String) { #expect(ArticleMetric(name) == nil) }

    @Test(
        "is written as it is read", arguments: ["duplicates@5", "sources@10", "credibility@3", "current", "current@10"])
    func description(name: String) throws {
        #expect(try #require(ArticleMetric(name.uppercased())).description == name)
    }

    @Test("reads what is known of documents")
    func facts() throws {
        try withFile(
            """
            {"id":"a","cluster":"c","publisher":"P","credibility":0.25,"published_at":"1970-01-02"}

            {"id":"b"}
            """
        ) { file in
            let known = try ArticleFacts.read(file)
            #expect(known["b"] == RankedItem() && known.count == 2)
            #expect(
                known["a"]
                    == RankedItem(
                        cluster: "c", publisher: "P", credibility: 0.25,
                        publishedAt: Date(timeIntervalSince1970: 86_400)))
        }
    }

    @Test(
        "names the line of what describes no document",
        arguments: [
            ("{\"id\":\"a\"}\n{\"id\":\"a\"}", "Line 2 of"), ("[]", "describes no document"),
            ("{}", "describes no document"),
            ("{\"id\":\"a\",\"credibility\":1.5}", "has the credibility 1.5"),
            ("{\"id\":\"a\",\"published_at\":\"soon\"}", "describes no document"), ("\u{0}", "describes no document"),
        ])
    func malformed(text: String, message: String) throws {
        try withFile(text) { file in
            let error = #expect(throws: BylineError.self) { try ArticleFacts.read(file) }
            #expect(error?.code == .documentsMalformed && error?.message.contains(message) == true)
        }
    }
}
