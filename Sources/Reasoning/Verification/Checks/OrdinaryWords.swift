/// What a capital letter does not make a name.
enum OrdinaryWords {
    /// A form of address or an office, which the passage may name otherwise or not at all.
    static func isTitle(_ word: String) -> Bool { titles.contains(word) }

    /// A part that many names share, and that tells none from another.
    static func isNameFrame(_ word: String) -> Bool { titles.contains(word) || frames.contains(word) }

    /// Whether a word that begins a sentence is rather an ordinary word than a name, by its ending or because it is one of
    /// those that often begin sentences.
    static func looksOrdinary(_ word: String) -> Bool {
        if starters.contains(word) || isNameFrame(word) { return true }
        return word.count > 4 && endings.contains { word.hasSuffix($0) }
    }

    /// The name of a country behind the name of its people, and the other way round: `Britain`, `British`.
    static func peopleForms(of word: String) -> [String] { people[word] ?? [] }

    private static let titles: Set<String> = Set(
        """
        mr mrs ms miss mx dr prof professor sir dame lord lady mayor deputy councillor cllr president minister prime
        chancellor secretary senator governor judge justice chief director officer inspector captain sergeant colonel
        general nurse doctor reverend king queen prince princess ceo
        """.split(whereSeparator: \.isWhitespace).map(String.init))
    private static let frames: Set<String> = Set(
        """
        city council board union party list alliance group company ltd inc corp plc hospital school university college
        street road lane square bridge hill park ward station court house hall department office committee commission
        agency authority service trust association club team league north south east west upper lower old new great
        river port bay island county state national international news times post daily gazette
        """.split(whereSeparator: \.isWhitespace).map(String.init))
    private static let starters: Set<String> = Set(
        """
        turnout work rain water snow traffic power trade talks police staff hospital council voting counting polling
        evidence money demand supply growth output sales prices costs wages pay rent fire flood damage repairs repair
        half part much little less fewer whoever whatever whenever wherever anyone someone everyone nobody nothing
        people men women children parents pupils students patients nurses doctors dockers drivers teachers
        whether while although though because since until unless once if when where why how what who which that
        tickets seats votes results support opposition plans place time today now then there here just even only together altogether meanwhile however overall moreover
        """.split(whereSeparator: \.isWhitespace).map(String.init))
    private static let endings = [
        "ing", "ed", "ly", "tion", "ment", "ness", "ers", "ors", "ies", "ings", "tions", "ments", "ance", "ence", "ity",
        "ents", "ists",
    ]
    private static let people: [String: [String]] = {
        var forms: [String: [String]] = [:]
        let groups = """
            britain british briton britons uk
            america american americans us usa
            france french
            germany german germans
            spain spanish spaniard
            italy italian italians
            china chinese
            japan japanese
            russia russian russians
            ukraine ukrainian ukrainians
            israel israeli israelis
            palestine palestinian palestinians
            england english
            scotland scottish scots
            wales welsh
            ireland irish
            europe european europeans eu
            india indian indians
            canada canadian canadians
            australia australian australians
            mexico mexican mexicans
            brazil brazilian
            iran iranian
            iraq iraqi
            turkey turkish
            netherlands dutch
            sweden swedish
            norway norwegian
            denmark danish
            poland polish
            greece greek
            korea korean
            africa african
            asia asian
            """
        for line in groups.split(separator: "\n") {
            let words = line.split(separator: " ").map(String.init)
            for word in words { forms[word, default: []] += words.filter { $0 != word } }
        }
        return forms
    }()
}
