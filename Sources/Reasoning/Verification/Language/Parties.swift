import Corpus

/// What news calls a party to something without naming it: bodies, groups and places, in classes whose words may stand for
/// each other. A council is no police, and a canteen no hospital.
enum Parties {
    /// The classes of a word; empty where it is none.
    static func classes(of stem: String) -> Set<Int> { byStem[stem] ?? [] }

    /// The classes of bodies that are told apart by the word before them alone: the emergency office, the electoral office.
    static func isBody(_ classes: Set<Int>) -> Bool { !classes.isDisjoint(with: bodies) }

    /// Whether a word alone may stand for any organisation with a name.
    static func isKind(_ stem: String) -> Bool { kinds.contains(stem) }

    /// Whether a word alone may stand for the outlet that tells it all.
    static func isPress(_ stem: String) -> Bool { press.contains(stem) }

    private static let press = stems("newspaper paper tabloid broadcaster station reporters journalists newsroom")
    private static let kinds = press.union(
        stems("company firm builder contractor developer operator business employer authority agency board office")
    )
    .union(stems("union association"))

    private static func stems(_ words: String) -> Set<String> {
        Set(words.split(separator: " ").map { Stemmer.stem(String($0)) })
    }

    /// Whether both are actors, or both places, and no word of the one's class is of the other's.
    static func differ(_ one: Set<Int>, _ other: Set<Int>) -> Bool {
        one.isDisjoint(with: other)
            && (one.contains { first in other.contains { (first < actorCount) == ($0 < actorCount) } })
    }

    private static let bodies: Set<Int> = [0, 1, 2]

    private static let byStem: [String: Set<Int>] = {
        var classes: [String: Set<Int>] = [:]
        for (number, line) in "\(actors)\n\(places)".split(separator: "\n").enumerated() {
            for word in line.split(separator: " ") { classes[Stemmer.stem(String(word)), default: []].insert(number) }
        }
        return classes
    }()

    private static let actors = """
        office department agency authority board commission service directorate ministry officials
        union association federation guild society alliance
        council committee assembly parliament councillors chamber municipality
        police constables
        traders shopkeepers stallholders merchants vendors sellers shops
        company firm builder contractor developer operator business employer
        newspaper paper tabloid broadcaster station reporters journalists newsroom
        university college researchers academics scientists
        dockers dockhands stevedores workers strikers pickets union
        firefighters brigade
        court judge tribunal jury inquiry
        hospital clinic
        port
        """
    private static let places = """
        hospital clinic infirmary
        school
        church chapel
        library
        museum gallery
        canteen cafeteria restaurant cafe kitchen
        chamber
        theatre cinema
        prison jail
        stadium arena
        """
    private static let actorCount = actors.split(separator: "\n").count
}
