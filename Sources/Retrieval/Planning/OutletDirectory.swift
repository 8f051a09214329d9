import Corpus
import Foundation

/// The outlets of a corpus under all names by which a question may speak of them.
///
/// An outlet is recognised by its name, by the part of it before a bar or a dash (`Cnbc | World Business News Leader`), by
/// its aliases and by its domain. Because names are often ordinary words (`Fortune`, `The Age`), a name counts only
/// where the question writes it with capitals.
struct OutletDirectory: Sendable {
    /// Where outlets are named among the words of a question.
    struct Mention: Sendable, Hashable {
        /// In lower case, as articles have them.
        var outlets: Set<String> = []
        /// Positions of the words that name them.
        var positions: Set<Int> = []
    }

    private struct Form: Hashable {
        let words: [String]
        /// Nobody writes domains with capitals, or means anything else by them.
        let isDomain: Bool
    }

    private struct Name: Sendable {
        let words: [String]
        let isDomain: Bool
        let outlets: Set<String>
    }

    /// By first word, the longest names first.
    private let names: [String: [Name]]

    /// - Parameters:
    ///   - outlets: names as articles have them.
    ///   - sources: what is known of some of them.
    init(outlets: [String], sources: [Source] = []) {
        var known: [Form: Set<String>] = [:]
        for outlet in outlets {
            for form in Self.forms(of: outlet) { known[form, default: []].insert(outlet.lowercased()) }
        }
        for source in sources {
            for form in Set(([source.name] + source.aliases + [source.domain].compactMap(\.self)).flatMap(Self.forms)) {
                known[form, default: []].insert(source.name.lowercased())
            }
        }
        names = Dictionary(
            grouping: known.map { Name(words: $0.key.words, isDomain: $0.key.isDomain, outlets: $0.value) },
            by: { $0.words[0] }
        )
        .mapValues { $0.sorted { $0.words.count > $1.words.count } }
    }

    /// Knows no outlet.
    var isEmpty: Bool { names.isEmpty }

    /// Whether some outlet's name begins as `words` do, the article aside: "BBC" and "BBC Sport" where there is a "BBC News".
    func hasOne(like words: [Word]) -> Bool {
        guard let first = words.first(where: { !$0.isStopWord })?.folded else { return true }
        if names[first] != nil { return true }
        return names["the"]?.contains { $0.words.dropFirst().first == first } ?? false
    }

    /// The outlets that some words name; at each place the longest name counts.
    func mentioned(in words: [Word]) -> Mention {
        var mention = Mention()
        var index = 0
        while index < words.count {
            let rest = words[index...]
            if let name = names[words[index].folded]?.first(where: { Self.stands($0, at: rest) }) {
                mention.outlets.formUnion(name.outlets)
                mention.positions.formUnion(index..<(index + name.words.count))
                index += name.words.count
            } else {
                index += 1
            }
        }
        return mention
    }

    private static func stands(_ name: Name, at words: ArraySlice<Word>) -> Bool {
        let words = words.prefix(name.words.count)
        guard name.words.elementsEqual(words.map(\.folded)) else { return false }
        // The words that carry the name, not its "of" and "the", must be written as names are.
        return name.isDomain || words.allSatisfy { $0.isStopWord || $0.isCapitalised || $0.isNumeric }
    }

    /// Name, name without what follows a bar or dash, name without the ending of a domain; as folded words.
    private static func forms(of name: String) -> [Form] {
        var forms: [Form] = []
        let isDomain = name.contains(".") && !name.contains(" ")
        for end in [name.endIndex, name.firstIndex(of: "|"), name.range(of: " - ")?.lowerBound].compactMap(\.self) {
            let words = Words.words(in: name[..<end]).map(\.folded)
            forms.append(Form(words: words, isDomain: isDomain))
            // "A New York Times article". One word alone would be found everywhere ("Age", "Guardian").
            if words.first == "the", words.count > 2 {
                forms.append(Form(words: Array(words.dropFirst()), isDomain: false))
            }
            let bare = words.reversed().drop { domainEndings.contains($0) }.reversed()
            if bare.count < words.count { forms.append(Form(words: Array(bare), isDomain: false)) }
        }
        // A name of grammar words alone ("Us", "Now") would be found everywhere.
        return forms.filter { form in
            form.words.contains { !StopWords.english.contains($0) && !domainEndings.contains($0) }
        }
    }

    private static let domainEndings: Set<String> = ["com", "org", "net", "uk", "co", "io", "tv"]
}
