/// Words before a figure that say how exact it is.
enum BoundWords {
    /// What stands before the figure that begins at `index`.
    static func bound(before index: Int, in words: [ReadWord]) -> Quantity.Bound {
        let bound = unnegated(before: index, in: words)
        // "No more than ten" is at most ten.
        guard bound == .above || bound == .below,
            words[max(0, index - 6)..<index].contains(where: { Self.negations.contains($0.folded) })
        else { return bound }
        return bound == .above ? .atMost : .atLeast
    }

    private static let negations: Set<String> = ["no", "not", "never", "nobody", "none", "cannot", "without"]

    private static func unnegated(before index: Int, in words: [ReadWord]) -> Quantity.Bound {
        var place = index - 1
        // "About the 640", "more than a third".
        while place >= 0, ["a", "an", "the", "some"].contains(words[place].folded), place == index - 1 {
            if words[place].folded == "some" { return .about }
            place -= 1
        }
        guard place >= 0 else { return .exact }
        let word = words[place].folded
        let before = place > 0 ? words[place - 1].folded : ""
        if let bound = pairs["\(before) \(word)"] { return bound }
        return singles[word] ?? .exact
    }

    private static let pairs: [String: Quantity.Bound] = [
        "more than": .above, "greater than": .above, "higher than": .above, "upwards of": .above, "in excess": .above,
        "excess of": .above, "better than": .above, "just over": .above, "well over": .above, "longer than": .above,
        "fewer than": .below, "less than": .below, "lower than": .below, "just under": .almost, "well under": .below,
        "shy of": .almost, "short of": .almost, "close to": .about, "at least": .atLeast, "no fewer": .atLeast,
        "at most": .atMost, "up to": .atMost, "as many": .exact, "not quite": .almost, "or so": .about,
    ]
    private static let singles: [String: Quantity.Bound] = [
        "about": .about, "around": .about, "roughly": .about, "approximately": .about, "some": .about, "circa": .about,
        "nearly": .almost, "almost": .almost, "over": .above, "above": .above, "exceeding": .above, "exceeds": .above,
        "exceeded": .above, "passes": .above, "passed": .above, "tops": .above, "topped": .above,
        "surpasses": .above, "surpassed": .above, "beyond": .above,
        "under": .below, "below": .below, "minimum": .atLeast, "maximum": .atMost,
    ]
}
