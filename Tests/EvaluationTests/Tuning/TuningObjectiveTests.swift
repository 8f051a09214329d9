import Corpus
import Testing

@testable import Evaluation

@Suite("Objectives of tuning")
struct TuningObjectiveTests {
    private func value(_ text: String, _ labels: [UInt64], _ relevance: Relevance) throws -> Double {
        try TuningObjective(text).value(of: labels, relevance)
    }

    @Test("of facts count as MultiHop-RAG does: each fact once, at the rank where it is new")
    func facts() throws {
        let labels: [UInt64] = [0, 0b01, 0b01, 0, 0b111, 0, 0, 0, 0, 0]
        #expect(try value("mrr@10", labels, .facts(4)) == 0.5)
        #expect(abs(try value("map@10", labels, .facts(4)) - (1 / 2.0 + 2 / 5.0) / 4) < 1e-12)
        #expect(try value("hits@10", labels, .facts(4)) == 1)
        #expect(try value("hits@4", [0, 0, 0, 0, 1], .facts(1)) == 0)
        #expect(try value("recall@10", labels, .facts(4)) == 0.75)
        #expect(try value("all@10", labels, .facts(4)) == 0)
        #expect(try value("all@10", labels, .facts(3)) == 1)
        #expect(try value("ndcg@10", [1, 2], .facts(2)) == 1)
        #expect(try value("ndcg@10", [3], .facts(2)) == 1)
        #expect(try value("ndcg@10", [0, 1], .facts(1)) < 0.64)
        #expect(try value("mrr@10", [], .facts(1)) == 0)
    }

    @Test("of grades are trec_eval's")
    func grades() throws {
        let labels: [UInt64] = [0, 2, 1]
        #expect(try value("mrr@10", labels, .grades([2, 1, 1])) == 0.5)
        #expect(abs(try value("map@10", labels, .grades([2, 1, 1])) - (0.5 + 2 / 3.0) / 3) < 1e-12)
        #expect(abs(try value("recall@10", labels, .grades([2, 1, 1])) - 2 / 3.0) < 1e-12)
        #expect(try value("all@10", labels, .grades([2, 1, 1])) == 0)
        #expect(try value("all@10", labels, .grades([2, 1])) == 1)
        #expect(try value("hits@4", labels, .grades([2])) == 1)
        #expect(try value("hits@10", [0], .grades([2])) == 0)
        #expect(try value("ndcg@10", [2, 1, 1], .grades([2, 1, 1])) == 1)
    }

    @Test("are sums with shares that add up to 1")
    func sums() throws {
        let both = try TuningObjective("mrr@10 + 3*Recall@10")
        #expect(both.terms.map(\.share) == [0.25, 0.75])
        #expect(both.value(of: [0, 1], .facts(2)) == 0.25 * 0.5 + 0.75 * 0.5)
        #expect(both.description == "0.25*mrr@10+0.75*recall@10")
        #expect(try TuningObjective(both.description) == both)
        #expect(TuningObjective.standard.description == "mrr@10+map@10+hits@10+recall@10")
    }

    @Test(
        "that are none are refused, and the measures named",
        arguments: [
            "", "mrr", "mrr@5", "+", "mrr@10+", "0*mrr@10", "-1*mrr@10", "nan*mrr@10", "inf*mrr@10", "mrr@10*2",
            "mrr@10+mrr@10", "1e9*mrr@10",
        ])
    func unknown(text: String) {
        let error = #expect(throws: BylineError.self) { try TuningObjective(text) }
        #expect(error?.code == "unknown-objective" && error?.remedy.contains("ndcg@10") == true)
    }
}
