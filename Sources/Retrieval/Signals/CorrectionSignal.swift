/// Freshness of correction: 1 for passages of an article that its outlet corrected, −1 for those of other articles that still tell
/// what the correction took back, 0 for all others.
///
/// Not the place of a correction in the order of versions: of one article, a search sees one version. It is about *other*
/// articles, which nobody corrected. What counts as a correction says ``Corpus/CorrectionNotice``; as of a moment, only those that
/// stood then. An outlet that is new and not known to be reliable cannot overtake anybody's account by correcting itself, nor
/// can one of which clearly less is believed. See ``Corrections``.
struct CorrectionSignal: RankingSignal {
    let name = "correction"
    let summary = "Whether the article was corrected (1), or tells what another has corrected since (-1)."

    func values(for set: CandidateSet) -> [Float] { set.corrections }
}
