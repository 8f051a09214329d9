/// Disputes on one matter, by what is said: the sides of a contradiction.
struct DisputeGroup {
    private struct Side {
        var value: String
        var testimonies: [Testimony]
    }

    /// Sides that are shown; a matter of which everybody says something else is no contradiction of two.
    private static let sideLimit = 3
    /// Places that are shown of one side.
    private static let quoteLimit = 3

    private let kind: Contradiction.Kind
    private let matter: String
    private var sides: [Side]

    init(_ dispute: Dispute) {
        kind = dispute.kind
        matter = dispute.matter
        sides = [
            Side(value: dispute.values.first, testimonies: [dispute.first]),
            Side(value: dispute.values.second, testimonies: [dispute.second]),
        ]
    }

    /// Whether a dispute is of this matter: it has a value or a sentence of it.
    func takes(_ dispute: Dispute) -> Bool {
        dispute.kind == kind
            && (place(of: dispute.values.first) != nil || place(of: dispute.values.second) != nil
                || !isApart(from: dispute))
    }

    /// Whether a dispute has no sentence of this one.
    func isApart(from dispute: Dispute) -> Bool {
        let quotes = Set(sides.flatMap(\.testimonies).map(\.quote))
        return !quotes.contains(dispute.first.quote) && !quotes.contains(dispute.second.quote)
    }

    mutating func add(_ dispute: Dispute) {
        for (value, testimony) in [(dispute.values.first, dispute.first), (dispute.values.second, dispute.second)] {
            guard !sides.contains(where: { $0.testimonies.contains { $0.quote == testimony.quote } }) else { continue }
            if let place = place(of: value) {
                sides[place].testimonies.append(testimony)
            } else if sides.count < Self.sideLimit {
                sides.append(Side(value: value, testimonies: [testimony]))
            }
        }
    }

    private func place(of value: String) -> Int? { sides.firstIndex { $0.value.lowercased() == value.lowercased() } }

    var contradiction: Contradiction {
        Contradiction(
            kind: kind, matter: matter,
            sides: sides.map { side in
                let testimonies = side.testimonies.prefix(Self.quoteLimit)
                var outlets: [String] = []
                for testimony in side.testimonies where !outlets.contains(testimony.outlet) {
                    outlets.append(testimony.outlet)
                }
                return Contradiction.Side(
                    statement: testimonies.first?.sentence.text ?? "", value: side.value, outlets: outlets,
                    quotes: testimonies.map(\.quote))
            })
    }
}
