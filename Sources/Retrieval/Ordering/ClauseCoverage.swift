/// What a passage adds to those chosen before it: clauses of the question that none of them answered.
///
/// xQuAD (Santos, Macdonald and Ounis, WWW 2010) with the clauses as sub-queries, all equally likely: the value of a
/// passage is the mean over the clauses of its fit × Π (1 − fit) of those chosen.
struct ClauseCoverage: Sendable {
    /// For each clause, of each candidate: how well it fits, 0 to 1.
    private let fits: [[Float]]
    /// Of each clause: how much of it is still open.
    private var open: [Float]

    /// Matches up to this share of the best say nothing: every passage on the subject has some of a clause's words.
    private static let floor: Float = 0.3

    init(matches: [[Float]]) {
        fits = matches.map { values in
            let span = (values.max() ?? 0) - Self.floor
            return values.map { span > 0 ? min(1, max(0, ($0 - Self.floor) / span)) : 0 }
        }
        open = matches.map { _ in 1 }
    }

    /// What a candidate adds, 0 to 1; 0 for a question of one piece.
    func gain(_ candidate: Int) -> Float {
        guard !fits.isEmpty else { return 0 }
        return zip(fits, open).reduce(0) { $0 + $1.0[candidate] * $1.1 } / Float(fits.count)
    }

    mutating func take(_ candidate: Int) {
        for clause in fits.indices { open[clause] *= 1 - fits[clause][candidate] }
    }
}
