/// Freshness of correction, by the passage's sentence that is closest to the question: 1 where a correction of its article put that
/// sentence right, −1 where it tells, from before, what a correction of another article took back, 0 elsewhere.
///
/// Not the place of a version among versions: of one article, a search sees one version. What the signal tells apart is what
/// was checked again and what others told meanwhile and nobody corrected. A corrected article as such gains nothing: most
/// questions are not about the sentence that was wrong (see the decision record "Corrected accounts"). What counts as a
/// correction says ``Corpus/CorrectionNotice``; as of a moment, only those that stood then. An outlet that is new and not known to
/// be reliable cannot overtake anybody's account by correcting itself, nor can one of which clearly less is believed.
struct CorrectionSignal: RankingSignal {
    let name = "correction"
    let summary =
        "Whether the passage's best sentence was put right by a correction (1), or tells what another one took back (-1)."

    func values(for set: CandidateSet) -> [Float] { set.corrections }
}
