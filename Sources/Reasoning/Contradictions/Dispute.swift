/// That two sentences say different things of one matter.
struct Dispute: Sendable {
    let kind: Contradiction.Kind
    /// What it is about, to stand behind "Sources disagree on".
    let matter: String
    let first: Testimony
    let second: Testimony
    /// What each says, as written.
    let values: (first: String, second: String)
    /// How surely they speak of one matter: the cosine of the sentences, and what they and the question share.
    let strength: Float
}

/// Compares two sentences in one respect.
protocol DisputeTest: Sendable {
    /// The dispute between two sentences of independent outlets; nil where they agree or speak of different things.
    func dispute(_ one: Testimony, _ other: Testimony, _ matter: DisputedQuestion) -> Dispute?
}
