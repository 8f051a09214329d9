/// Words that carry a full stop without ending a sentence, in lower case and without their last stop.
///
/// English first, with the most frequent of German, French and Spanish news. A word is looked up only before a stop that
/// could end a sentence, so the lists need no exceptions for other places.
enum Abbreviations {
    /// A name follows. Written with a capital, else they are words like any other ("the gen").
    static let titles: Set<String> = [
        "mr", "mrs", "ms", "mx", "dr", "drs", "prof", "sen", "sens", "rep", "reps", "gov", "govs", "gen", "lt", "col",
        "capt", "sgt", "cpl", "pvt", "maj", "cmdr", "cdr", "adm", "rev", "revd", "hon", "pres", "msgr", "fr", "supt",
        "det", "insp", "amb", "atty", "messrs", "mme", "mlle", "hr", "sra", "srta", "dña", "sec", "brig", "cllr",
        "ald", "pfc", "spc", "gens", "profs", "attys", "univ", "dept",
    ]

    /// Something follows that they explain or join.
    static let connectors: Set<String> = [
        "vs", "v", "cf", "e.g", "eg", "i.e", "ie", "viz", "approx", "ca", "c", "z.b", "d.h", "u.a", "bzw", "p.ej",
        "incl", "esp", "resp", "w.r.t", "aka", "a.k.a", "né", "née", "nr",
    ]

    /// A number follows; before anything else they are words ("He said no.").
    static let beforeNumbers: Set<String> = [
        "no", "nos", "p", "pp", "vol", "vols", "art", "arts", "fig", "figs", "ch", "chap", "eq", "pt", "par", "para",
        "sect", "ext", "op", "ver", "tel", "lot", "apt", "ste", "rm", "fl", "rs", "est", "sec",
    ]

    /// They stand within a sentence as often as at its end.
    static let ambiguous: Set<String> = [
        "inc", "corp", "ltd", "co", "cos", "llc", "plc", "bros", "assn", "intl", "mfg", "gmbh", "jr", "sr", "esq",
        "etc", "al", "ave", "blvd", "rd", "st", "mt", "ft", "hwy", "pkwy", "sq", "ph.d", "m.d", "govt", "calif", "fla",
        "conn", "mich", "minn", "tenn", "wis", "colo", "ariz", "okla", "usw", "mgr", "mins", "hrs", "yrs", "lb", "lbs",
        "oz",
    ]

    /// A day of the month or a year may follow. Written with a capital.
    static let months: Set<String> = [
        "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "mon", "tue", "tues",
        "wed", "thu", "thur", "thurs", "fri", "sat", "sun",
    ]

    /// The time of a day: what follows can belong to it.
    static let hours: Set<String> = ["a.m", "p.m", "am", "pm"]

    /// What follows the time of a day without a new sentence.
    static let afterHours: Set<String> = [
        "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "mon", "tue", "tues", "wed",
        "thu", "thurs", "fri", "sat", "sun", "january", "february", "march", "april", "may", "june", "july", "august",
        "september", "october", "november", "december", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sept", "sep",
        "oct", "nov", "dec", "et", "est", "edt", "ct", "cst", "cdt", "mt", "mst", "mdt", "pt", "pst", "pdt", "gmt",
        "bst", "utc", "cet", "cest", "eastern", "central", "pacific", "mountain", "local", "ist", "aest", "aedt",
        "jst",
    ]

    /// German names of months: after "3." no sentence begins with them.
    static let germanMonths: Set<String> = [
        "januar", "februar", "märz", "april", "mai", "juni", "juli", "august", "september", "oktober", "november",
        "dezember",
    ]

    /// What ends an address on the web: "Amazon.Com" has no missing space.
    static let addressEnds: Set<String> = [
        "com", "org", "net", "edu", "gov", "co", "io", "ai", "tv", "uk", "de", "fr", "us", "ca", "au", "info", "js",
        "py", "ly", "html", "pdf", "app", "me",
    ]

    /// Words that begin sentences and, written with a capital, rarely stand elsewhere.
    static let starters: Set<String> = [
        "the", "a", "an", "in", "on", "it", "it's", "its", "he", "he's", "she", "she's", "they", "they're", "we",
        "we're", "i", "i'm", "you", "but", "and", "this", "that", "that's", "these", "those", "there", "there's",
        "his", "her", "our", "their", "at", "as", "for", "after", "before", "when", "while", "if", "with", "by",
        "from", "to", "what", "who", "how", "why", "where", "which", "meanwhile", "however", "so", "now", "then",
        "also", "or", "not", "no", "yes", "more", "most", "some", "many", "all", "each", "both", "one", "two", "three",
        "last", "over", "since", "under", "once", "although", "though", "because", "despite", "during", "until",
        "here", "my", "your", "another", "other", "such", "according", "still", "yet", "even", "only", "just", "let's",
        "instead", "about", "several", "through", "without", "following", "later", "earlier", "officials", "police",
        "read", "see", "none", "every", "nor", "between", "among", "additionally", "moreover", "furthermore",
        "nevertheless", "is", "are", "was", "were", "will", "can", "do", "does", "did", "has", "have", "had", "should",
        "would", "could", "like", "unlike", "today", "yesterday", "perhaps", "maybe", "please", "against", "around",
        "across", "within", "whether", "next", "out", "up",
    ]

    /// Verbs that name a speaker after a quotation.
    static let speech: Set<String> = [
        "said", "says", "asked", "asks", "told", "wrote", "writes", "added", "adds", "replied", "tweeted", "shouted",
        "joked", "quipped", "exclaimed", "recalled", "continued", "declared", "yelled", "posted",
    ]

    /// Whether a full stop after `word` without white space is no sign of a forgotten space.
    static func carriesStop(_ word: String) -> Bool {
        connectors.contains(word) || months.contains(word) || titles.contains(word)
    }
}
