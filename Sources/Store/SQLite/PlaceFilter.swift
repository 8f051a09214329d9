import Corpus
import Foundation
import GRDB

/// The versions whose title or text names one of some places.
///
/// A place is known by its name alone: all words of it, one after the other, written as names are. What is named "Old Quay"
/// is not found by "an old quay", nor by "Old Quayside".
enum PlaceFilter {
    /// Keys of the versions that name one of the places. The word index says which have the words at all, and only their
    /// texts are read: O(postings of the words + texts that have them).
    static func versions(
        naming places: Set<String>, _ db: Database, _ snapshot: FullTextSnapshot
    ) throws -> Set<Int64> {
        var found: Set<Int64> = []
        for place in places {
            let name = Words.words(in: place)
            for version in snapshot.versions(having: AnalysedTerm(place)) where !found.contains(version) {
                let row = try Row.fetchOne(
                    db.cachedStatement(sql: "SELECT title, text FROM version WHERE id = ?"), arguments: [version])
                guard let row else { continue }
                let text = String(decoding: row[1] as Data, as: UTF8.self)
                if names(row[0] as String, name) || names(text, name) { found.insert(version) }
            }
        }
        return found
    }

    /// Whether a text has the words of a name in a row, those that carry it with capitals. O(length).
    static func names(_ text: String, _ name: [Word]) -> Bool {
        let words = Words.words(in: text)
        guard let first = name.first, words.count >= name.count else { return false }
        return (0...(words.count - name.count)).contains { start in
            words[start].folded == first.folded
                && zip(words[start..<(start + name.count)], name).allSatisfy { word, wanted in
                    word.folded == wanted.folded && (word.isCapitalised || word.isStopWord || word.isNumeric)
                }
        }
    }
}

extension FullTextSnapshot {
    /// Keys of the versions of which a chunk, with its title, has all words of a term.
    func versions(having term: AnalysedTerm) -> Set<Int64> {
        var found: Set<Int64> = []
        for segment in segments {
            for posting in segment.postings(of: term) { found.insert(versions[Int(segment.slots[posting.row])].id) }
        }
        return found
    }
}
