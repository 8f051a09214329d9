import Corpus

/// The names that a question asks about; outlets that it asks for are looked up, not read.
struct SoughtNames: Sendable {
    struct Name: Sendable {
        /// As it is written.
        let text: String
        let stems: [String]
        /// The stem that is rarest in the corpus, which tells this name from others: "Layton" of Layton Williams.
        let rarest: String
    }

    let names: [Name]

    init(plan: QuestionPlan, sought: SoughtMatter) {
        let weights = sought.whole.rarity
        names = plan.names.filter { name in
            !sought.whole.outlets.contains { name.lowercased().contains($0) || $0.contains(name.lowercased()) }
        }
        .compactMap { text in
            // A letter alone is an initial, or what a cutter of words leaves of "U.S.": it tells nobody from others.
            let stems = Words.words(in: text).filter { !$0.isStopWord && $0.folded.count > 1 }.map(\.stem)
            // The first of equals, so that the same question gives the same name.
            let rarest = stems.reversed().max { weights[$0] ?? 0 < weights[$1] ?? 0 }
            return rarest.map { Name(text: text, stems: stems, rarest: $0) }
        }
    }

    /// The first name whose rarest word none of `passages` has, by their stems. The others need not stand there: "Modena Volley" is
    /// called Modena, and an award by half of its name.
    func missing(in passages: [Set<String>]) -> String? { names.first { !Self.isKnown($0, in: passages) }?.text }

    /// The share of the names whose rarest word some passage has; 1 where there are none.
    func known(in passages: [Set<String>]) -> Float {
        names.isEmpty ? 1 : Float(names.count { Self.isKnown($0, in: passages) }) / Float(names.count)
    }

    private static func isKnown(_ name: Name, in passages: [Set<String>]) -> Bool {
        passages.contains { $0.contains(name.rarest) }
    }
}
