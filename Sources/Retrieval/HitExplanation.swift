import Foundation
import Store

extension Hit {
    /// One sentence that says why the passage stands where it stands: what speaks for it, the strongest first, and what
    /// set it back.
    public var explanation: String {
        let strongest = signals.filter { $0.contribution > 0 }.sorted { $0.contribution > $1.contribution }
        let least = 0.1 * (strongest.first?.contribution ?? 0)
        let reasons = strongest.filter { $0.contribution >= least }.prefix(3).compactMap { Self.praise[$0.name] }
        let setbacks = signals.filter { $0.contribution < -Self.noticeable }.compactMap { Self.blame[$0.name] }
        let opening = reasons.isEmpty ? "it is the closest that was found" : reasons.formatted(.list(type: .and))
        return "It stands at \(rank) because \(opening)"
            + (setbacks.isEmpty ? "." : ", though \(setbacks.formatted(.list(type: .and))).")
    }

    /// A setback below this changes no place that anybody would ask about.
    private static let noticeable: Float = 0.02

    private static let praise = [
        "similarity": "the passage as a whole is close in meaning",
        "best-sentence": "a sentence of it is close in meaning",
        "lexical": "it has the question's words",
        "lexical-sentence": "one sentence has many of the question's words",
        "title": "the title has words of the question",
        "clause": "it fits one part of the question well",
        "reranker": "a model that read it together with the question finds that it answers",
        "named-source": "the question names its outlet",
        "named-time": "its date is one that the question names",
        "recency": "it is recent",
        "correction": "its outlet checked and corrected it",
        "credibility": "its outlet is known to be reliable",
        "coverage": "it answers a part that no passage above it does",
    ]

    /// What is merely thought of an outlet never costs as much as ``noticeable``: see ``CredibilityRule/tilt``.
    private static let blame = [
        "correction": "it tells what another outlet has corrected since",
        "unreliable": "its outlet is known to be unreliable and a more credible one speaks of the same",
        "unproven": "nothing is known of its outlet, which is new here, and a reliable one speaks of the same",
        "repetition": "its article is quoted above already",
        "retelling": "its outlet is new here and not known to be reliable, and the same is said above",
    ]
}
