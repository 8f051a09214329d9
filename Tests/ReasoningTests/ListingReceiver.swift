@testable import Reasoning

/// Takes down what a writer offers; rejects the first so many sentences, and releases the rest.
actor ListingReceiver: DraftReceiver {
    private(set) var drafts: [DraftSentence] = []
    private(set) var notes: [WritingNote] = []
    /// Which of the drafts were corrections.
    private(set) var corrections: [Int] = []
    private var rejections: Int

    init(rejecting rejections: Int = 0) { self.rejections = rejections }

    func offer(_ draft: DraftSentence, isCorrection: Bool) async throws -> Reception {
        if isCorrection { corrections.append(drafts.count) }
        drafts.append(draft)
        guard rejections > 0 else { return .released }
        rejections -= 1
        return isCorrection ? .withheld(reason: "It failed again.") : .rejected(reason: "It failed.")
    }

    func note(_ note: WritingNote) async throws { notes.append(note) }
}
