/// What the signals of a catalogue say of the candidates of one search. A candidate's reasons are made only when they are
/// asked for: most candidates are never shown.
struct SignalTable: Sendable {
    /// In the order of the catalogue; one value for each candidate.
    let columns: [(name: String, weight: Float, values: [Float])]

    /// What the signals add up to for one candidate.
    func sum(_ candidate: Int) -> Float {
        columns.reduce(0) { $0 + $1.values[candidate] * $1.weight }
    }

    /// The signals of one candidate, in the order of the catalogue.
    func signals(_ candidate: Int) -> [Signal] {
        columns.map { Signal(name: $0.name, value: $0.values[candidate], weight: $0.weight) }
    }
}
