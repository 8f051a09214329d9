import Corpus
import Foundation
import HummingbirdCore

/// Reads the parameters of a query strictly, as ``ObjectFields`` reads the members of a body.
struct QueryFields {
    let mistakes: RequestMistakes
    private var values: [String: [String]] = [:]

    /// `fields` are all parameters that may occur; only those in `repeatable` may occur more than once.
    init(_ uri: URI, fields: [String], repeatable: Set<String> = [], mistakes: RequestMistakes) {
        self.mistakes = mistakes
        for pair in (uri.query ?? "").split(separator: "&").prefix(200) {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map {
                $0.replacing("+", with: " ").removingPercentEncoding
            }
            guard let name = parts[0], let value = parts.count == 2 ? parts[1] : "" else {
                mistakes.add(.init(parameter: String(pair.prefix(80)), detail: "the percent-encoding is broken"))
                continue
            }
            if !fields.contains(name) {
                let allowed = fields.isEmpty ? "this path takes none" : "there are \(fields.joined(separator: ", "))"
                mistakes.add(.init(parameter: String(name.prefix(80)), detail: "no such parameter; \(allowed)"))
            } else if values[name] != nil, !repeatable.contains(name) {
                mistakes.add(.init(parameter: name, detail: "the parameter occurs more than once"))
            } else {
                values[name, default: []].append(value)
            }
        }
    }

    func strings(_ name: String) -> [String] { values[name] ?? [] }

    func string(_ name: String) -> String? { values[name]?.first }

    func integer(_ name: String, in range: ClosedRange<Int>) -> Int? {
        guard let text = string(name) else { return nil }
        guard let value = Int(text), range.contains(value) else {
            refuse(name, "a whole number from \(range.lowerBound) to \(range.upperBound) is expected")
            return nil
        }
        return value
    }

    func boolean(_ name: String) -> Bool? {
        guard let text = string(name) else { return nil }
        guard let value = Bool(text) else {
            refuse(name, "true or false is expected")
            return nil
        }
        return value
    }

    func date(_ name: String) -> Date? {
        guard let text = string(name) else { return nil }
        guard let date = ArticleDate.date(text) else {
            refuse(name, ObjectFields.dateExpectation)
            return nil
        }
        return date
    }

    func choice<Choice: RawRepresentable<String> & CaseIterable>(_ name: String, of type: Choice.Type) -> Choice? {
        guard let text = string(name) else { return nil }
        guard let choice = Choice(rawValue: text) else {
            refuse(name, "one of \(Choice.allCases.map(\.rawValue).joined(separator: ", ")) is expected")
            return nil
        }
        return choice
    }

    func refuse(_ name: String, _ detail: String) { mistakes.add(.init(parameter: name, detail: detail)) }
}
