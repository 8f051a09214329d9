import Corpus

/// Words that lean to one of two sides of a matter: what rises and what falls, who is for something and who against it.
///
/// Coarser than ``Opposites``: "welcomed" and "rejected" are no contraries of each other, and yet a text that welcomes does not
/// reject. So a leaning is compared only between a clause and the clause that it tells. Words whose side hangs on what they stand with
/// ("open", which a question can be) are in few matters or in none.
enum Leanings {
    /// The matters of a word, and whether it is on the first side of each.
    static func sides(of stem: String) -> [Int: Bool] { byStem[stem] ?? [:] }

    /// What amounts do, which is judged more strictly: a text has many.
    static let amount = 0
    /// What goes on, where "the opening" and "the closing" are things rather than events.
    static let course = 3

    /// Which way a word beside a figure says that it goes: up or ahead (true), or down or behind.
    static func direction(of stem: String) -> Bool? { directions[stem] ?? sides(of: stem)[amount] }

    private static let byStem: [String: [Int: Bool]] = {
        var sides: [String: [Int: Bool]] = [:]
        for (matter, line) in matters.split(separator: "\n").enumerated() {
            for (index, side) in line.split(separator: "|").enumerated() {
                for word in side.split(separator: " ") {
                    sides[Stemmer.stem(String(word)), default: [:]][matter] = index == 0
                }
            }
        }
        return sides
    }()

    private static let directions: [String: Bool] = {
        var directions: [String: Bool] = [:]
        for word in "higher larger bigger greater longer dearer more above ahead lead led leading beat"
            .split(separator: " ")
        {
            directions[Stemmer.stem(String(word))] = true
        }
        for word in "lower smaller shorter cheaper less fewer below behind trail trailed lose lost".split(
            separator: " ")
        {
            directions[Stemmer.stem(String(word))] = false
        }
        return directions
    }()

    private static let matters = """
        rise rose risen increase increased climb climbed grow grew growth soar jump jumped surge gain gained swell swelled mount widen widened expand expanded boost boosted exceed exceeded upward lengthen rocket inflate raise raised | fall fell fallen decrease decreased decline declined drop dropped sink sank shrink shrank shrunk slump tumble slip slipped reduce reduced cut lowered trim trimmed slash slashed halve halved narrow narrowed diminish dwindle downward shorten
        welcome welcomed praise praised applaud applauded commend hail hailed support supported supporter back backed favour favoured approve approved accept accepted endorse endorsed agree agreed ratify promise promised allow allowed permit permitted pleased glad satisfied happy cheer cheered thank thanked consent delighted advocate credit credited hope hoped confident reassure defend defended dispel | reject rejected refuse refused oppose opposed opponent object objected resist resisted dismiss dismissed deny denied veto vetoed condemn condemned criticise criticised critic deplore blame blamed denounce ban banned forbid prohibit prohibited disagree scoff scoffed jeer jeered boo booed heckle heckled angry dissatisfied unhappy reluctant protest protested complain complained fear feared mock mocked accuse accused dispute disputed fought
        win won beat succeed succeeded success successful reach reached achieve achieved manage managed lead victory | lose lost fail failed failure miss missed trail trailed lag unsuccessful collapse collapsed
        begin began begun start started open opened reopen reopened continue continued resume resumed restart restarted proceed launch launched carry | end ended stop stopped finish finished close closed shut halt halted suspend suspended cease ceased abandon abandoned scrap scrapped cancel cancelled withdraw withdrew withdrawn discontinue
        known certain clear sure confirm confirmed prove proved proven settle settled explain explained definite certainty established | unknown uncertain unclear question unsure doubt doubted doubtful undecided undetermined suspect suspected guess
        true right correct confirm confirmed prove proved genuine accurate | false wrong incorrect untrue deny denied refute refuted disprove contradict contradicted retract retracted rumour mistaken inaccurate
        enough available fill filled full sufficient plenty | lack lacked shortage vacant vacancy empty missing unfilled absent
        include included contain contained count counted comprise | exclude excluded omit omitted except
        forward earlier sooner advance | later postpone postponed delay delayed defer deferred
        many most majority | few minority
        """
}
