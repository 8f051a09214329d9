import Corpus
import Foundation
import Store

/// Collects all mistakes of one request, so that a client learns of them together.
final class RequestMistakes {
    private(set) var list: [ProblemDetails.Mistake] = []

    /// A hostile body could make a mistake of every byte.
    static let limit = 50

    func add(_ mistake: ProblemDetails.Mistake) {
        if list.count < Self.limit { list.append(mistake) }
    }

    /// Throws one problem with all of them; returns where there are none.
    func check() throws {
        if !list.isEmpty { throw ProblemDetails.invalidRequest(list) }
    }
}

/// Reads the members of a JSON object strictly: each name that is not asked for, each repeated name and each wrong type
/// is a mistake with its place and with what was expected.
struct ObjectFields {
    let mistakes: RequestMistakes
    private let pointer: String
    private var members: [String: JSONNode] = [:]

    /// `fields` are all names that may occur.
    init(_ node: JSONNode, at pointer: String = "#", fields: [String], mistakes: RequestMistakes) {
        self.pointer = pointer
        self.mistakes = mistakes
        guard case .object(let list) = node.value else {
            mistakes.add(.init(pointer: pointer, detail: "an object is expected, not \(node.kind)"))
            return
        }
        for (name, node) in list {
            if !fields.contains(name) {
                let allowed = fields.joined(separator: ", ")
                mistakes.add(.init(pointer: place(name), detail: "there is no such field; the fields are \(allowed)"))
            } else if members.updateValue(node, forKey: name) != nil {
                mistakes.add(.init(pointer: place(name), detail: "the field occurs more than once"))
            }
        }
    }

    /// The place of a member. A foreign name is cut: it is the client's text, and may be of any length.
    private func place(_ name: String) -> String {
        let name = String(name.prefix(80)).replacing("~", with: "~0").replacing("/", with: "~1")
        return "\(pointer)/\(name)"
    }

    /// Nil where the field is absent or `null`.
    func node(_ name: String) -> JSONNode? {
        guard let node = members[name] else { return nil }
        if case .null = node.value { return nil }
        return node
    }

    func refuse(_ name: String, _ detail: String) { mistakes.add(.init(pointer: place(name), detail: detail)) }

    func require(_ name: String) {
        if node(name) == nil { refuse(name, "the field is required") }
    }

    /// A text without NUL.
    func string(_ name: String) -> String? {
        guard let node = node(name) else { return nil }
        return string(node, at: place(name))
    }

    private func string(_ node: JSONNode, at place: String) -> String? {
        guard case .string(let text) = node.value else {
            mistakes.add(.init(pointer: place, detail: "a string is expected, not \(node.kind)"))
            return nil
        }
        guard !text.utf8.contains(0) else {
            mistakes.add(.init(pointer: place, detail: "the text contains the character NUL, which no text needs"))
            return nil
        }
        return text
    }

    func boolean(_ name: String) -> Bool? {
        guard let node = node(name) else { return nil }
        guard case .boolean(let value) = node.value else {
            refuse(name, "true or false is expected, not \(node.kind)")
            return nil
        }
        return value
    }

    /// A number from 0 to 1.
    func share(_ name: String) -> Double? {
        guard let node = node(name) else { return nil }
        guard case .number(let digits) = node.value, let value = Double(digits), (0...1).contains(value) else {
            refuse(name, "a number from 0 to 1 is expected")
            return nil
        }
        return value
    }

    func integer(_ name: String, in range: ClosedRange<Int>) -> Int? {
        guard let node = node(name) else { return nil }
        let expectation = "a whole number from \(range.lowerBound) to \(range.upperBound) is expected"
        guard case .number(let digits) = node.value else {
            refuse(name, "\(expectation), not \(node.kind)")
            return nil
        }
        guard let value = Int(digits), range.contains(value) else {
            refuse(name, "\(expectation), not \(digits.prefix(20))")
            return nil
        }
        return value
    }

    func date(_ name: String) -> Date? {
        guard let text = string(name) else { return nil }
        guard let date = ArticleDate.date(text) else {
            refuse(name, Self.dateExpectation)
            return nil
        }
        return date
    }

    static let dateExpectation =
        "an RFC 3339 date is expected, for example 2025-03-01T00:00:00Z, or 2025-03-01 for its first instant in UTC"

    func strings(_ name: String, limit: Int) -> [String]? {
        guard let node = node(name) else { return nil }
        guard case .array(let elements) = node.value else {
            refuse(name, "an array of strings is expected, not \(node.kind)")
            return nil
        }
        guard elements.count <= limit else {
            refuse(name, "at most \(limit) elements are taken, not \(elements.count)")
            return nil
        }
        return elements.enumerated().compactMap { string($1, at: "\(place(name))/\($0)") }
    }

    func object(_ name: String, fields: [String]) -> ObjectFields? {
        node(name).map { ObjectFields($0, at: place(name), fields: fields, mistakes: mistakes) }
    }

    func corpus(_ name: String) -> CorpusName? {
        guard let text = string(name) else { return nil }
        guard let corpus = CorpusName(rawValue: text) else {
            refuse(name, Self.corpusExpectation)
            return nil
        }
        return corpus
    }

    static let corpusExpectation =
        "a corpus has a name of 1 to 64 of a-z, 0-9, '.', '_' and '-', that begins with a letter or digit"
}
