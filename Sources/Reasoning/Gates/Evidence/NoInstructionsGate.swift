import Foundation
import Retrieval
import Store

/// Tells where retrieved text speaks to the program instead of the reader. Such sentences are data: they are never quoted as an
/// answer, and a prompt shows in their place that they were left out.
public struct NoInstructionsGate: Gate {
    public let name = "no-instructions"
    public let summary = "No passage carries instructions to whoever processes it; those that do are set aside."
    public let recovery = Recovery.note

    public init() {}

    public func verdict(on subject: WeighedEvidence) -> Verdict {
        let pool = subject.task.reading.pool
        let carriers = Set(pool.sentences.filter(\.isInstruction).map(\.evidence)).sorted()
        guard !carriers.isEmpty else { return .passed }
        let sources = Set(carriers.map { pool.evidence[$0].passage.article.source }).sorted()
            .map { $0.isEmpty ? "an unknown source" : $0 }
        let place = carriers.count == 1 ? "A passage" : "\(carriers.count) passages"
        return .failed(
            "\(place) of \(sources.formatted(.list(type: .and).locale(Locale(identifier: "en")))) addressed the program; "
                + "those sentences were set aside.")
    }
}
