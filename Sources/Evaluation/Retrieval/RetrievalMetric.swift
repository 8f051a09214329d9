public import Corpus
import Foundation

/// A measure of one ranking against judgements, by trec_eval's definitions; all lie in [0, 1].
///
/// | Name | trec_eval's | What it is |
/// |---|---|---|
/// | `ndcg`, `ndcg@k` | `ndcg`, `ndcg_cut_k` | Σ grade ÷ log₂(rank + 1), over that of the best ranking (Järvelin and Kekäläinen 2002) |
/// | `map`, `map@k` | `map`, `map_cut_k` | Σ precision at the ranks of relevant documents ÷ relevant documents |
/// | `mrr`, `mrr@k` | `recip_rank` | 1 ÷ rank of the first relevant document |
/// | `p@k` | `P_k` | relevant documents in the first k ÷ k |
/// | `recall`, `recall@k` | `set_recall`, `recall_k` | relevant documents found ÷ relevant documents |
/// | `hits@k` | `success_k` | 1 where a relevant document is in the first k |
/// | `rprec` | `Rprec` | precision at as many documents as are relevant |
/// | `judged@k` | none | of the first k documents that there are, the share that was judged |
public struct RetrievalMetric: Sendable, Hashable, CustomStringConvertible {
    public enum Kind: String, Sendable, CaseIterable {
        case ndcg
        case map
        case mrr
        case precision = "p"
        case recall
        case hits
        case rPrecision = "rprec"
        case judged

        var needsCutoff: Bool { self == .precision || self == .hits || self == .judged }
        var takesCutoff: Bool { self != .rPrecision }
    }

    public let kind: Kind
    /// How many documents are looked at; nil for all.
    public let cutoff: Int?

    /// What is reported where nothing else is asked for.
    public static let standard: [RetrievalMetric] = [
        RetrievalMetric(.ndcg, at: 10), RetrievalMetric(.map), RetrievalMetric(.mrr),
        RetrievalMetric(.precision, at: 10),
        RetrievalMetric(.recall, at: 10), RetrievalMetric(.hits, at: 10), RetrievalMetric(.rPrecision),
        RetrievalMetric(.judged, at: 10),
    ]

    /// Those that weights are tuned for.
    static let mrrAt10 = RetrievalMetric(.mrr, at: 10)
    static let mapAt10 = RetrievalMetric(.map, at: 10)
    static let hitsAt10 = RetrievalMetric(.hits, at: 10)
    static let hitsAt4 = RetrievalMetric(.hits, at: 4)
    static let recallAt10 = RetrievalMetric(.recall, at: 10)
    static let ndcgAt10 = RetrievalMetric(.ndcg, at: 10)

    private init(_ kind: Kind, at cutoff: Int? = nil) {
        self.kind = kind
        self.cutoff = cutoff
    }

    /// Reads a name such as `ndcg@10`. Throws `unknown-metric`.
    public init(_ name: String) throws(BylineError) {
        let parts = name.lowercased().split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
        let cutoff = parts.count == 2 ? Int(parts[1]) : nil
        guard let kind = Kind(rawValue: String(parts[0])), parts.count == 1 || (cutoff ?? 0) > 0,
            cutoff == nil ? !kind.needsCutoff : kind.takesCutoff
        else {
            throw BylineError(
                .unknownMetric, "There is no metric '\(name)'.",
                remedy: "Choose from ndcg, map, mrr and recall, with or without a cut-off such as @10, p@10, hits@10, "
                    + "judged@10 and rprec.")
        }
        self.init(kind, at: cutoff)
    }

    public var description: String { cutoff.map { "\(kind.rawValue)@\($0)" } ?? kind.rawValue }

    /// The measure of `documents`, best first, against `grades`; 0 where nothing is relevant. Linear in the documents.
    public func value(of documents: [String], grades: [String: Int]) -> Double {
        let seen = documents.prefix(cutoff ?? documents.count)
        if kind == .judged { return Self.ratio(seen.count { grades[$0] != nil }, seen.count) }
        return value(
            ofGains: seen.map { max(grades[$0] ?? 0, 0) }, best: grades.values.filter { $0 > 0 }.sorted(by: >))
    }

    /// The measure of a ranking by the grades of its documents (not relevant: 0), best rank first, and by those of all
    /// relevant documents, the highest first. Of `judged`, which they do not tell, 0.
    func value(ofGains gains: [Int], best: [Int]) -> Double {
        let gains = gains.prefix(cutoff ?? gains.count)
        let relevant = best.count
        switch kind {
        case .judged: return 0
        case .precision: return Self.ratio(gains.count { $0 > 0 }, cutoff ?? 0)
        case .recall: return Self.ratio(gains.count { $0 > 0 }, relevant)
        case .rPrecision: return Self.ratio(gains.prefix(relevant).count { $0 > 0 }, relevant)
        case .hits: return gains.contains { $0 > 0 } ? 1 : 0
        case .mrr: return gains.firstIndex { $0 > 0 }.map { 1 / Double($0 + 1) } ?? 0
        case .map: return Self.averagePrecision(gains, relevant: relevant)
        case .ndcg: return best.isEmpty ? 0 : Self.discounted(gains) / Self.discounted(best.prefix(cutoff ?? relevant))
        }
    }

    private static func ratio(_ part: Int, _ whole: Int) -> Double { whole > 0 ? Double(part) / Double(whole) : 0 }

    private static func averagePrecision(_ gains: ArraySlice<Int>, relevant: Int) -> Double {
        var found = 0
        var sum = 0.0
        for (index, gain) in gains.enumerated() where gain > 0 {
            found += 1
            sum += ratio(found, index + 1)
        }
        return relevant > 0 ? sum / Double(relevant) : 0
    }

    private static func discounted(_ gains: ArraySlice<Int>) -> Double {
        gains.enumerated().reduce(0) { $0 + Double($1.element) / log2(Double($1.offset + 2)) }
    }
}

extension BylineError.Code {
    /// A metric has a name that is not known.
    public static let unknownMetric: Self = "unknown-metric"
}
