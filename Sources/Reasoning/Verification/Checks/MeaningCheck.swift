/// The sentence means what the cited sentences mean, by the cosine of their vectors.
struct MeaningCheck: SupportCheck {
    let name = "meaning"
    let approval = "The sentence is close in meaning to the cited sentences."
    let part = QuotePart.either
    /// Below this a sentence is about something else; a free paraphrase of a figure of speech lies as low as .17.
    static let floor: Float = 0.12

    func objection(to matter: SupportCase) -> String? {
        guard let similarity = matter.similarity, similarity < Self.floor else { return nil }
        return "The sentence is far in meaning from the cited sentences."
    }
}
