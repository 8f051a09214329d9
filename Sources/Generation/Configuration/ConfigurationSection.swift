import Foundation
import Yams

/// What is wrong with one line of a file.
struct ConfigurationFault: Equatable {
    /// From 1.
    var line: Int?
    /// `models[1].deadlines.gap`; empty for the file as a whole.
    var field: String
    var message: String
    var remedy: String

    /// `line 7, models[1].deadlines.gap: must be a number above 0. Give seconds, such as 15.`
    var description: String {
        let place = [line.map { "line \($0)" }, field.isEmpty ? nil : field].compactMap(\.self)
        return "\(place.joined(separator: ", ")): \(message) \(remedy)"
    }
}

/// All faults of a file, in the order of their lines.
final class ConfigurationFaults {
    private(set) var all: [ConfigurationFault] = []

    func add(_ field: String, at mark: Mark?, _ message: String, remedy: String) {
        all.append(ConfigurationFault(line: mark?.line, field: field, message: message, remedy: remedy))
    }

    var sorted: [ConfigurationFault] {
        all.enumerated().sorted { (($0.element.line ?? 0), $0.offset) < (($1.element.line ?? 0), $1.offset) }
            .map(\.element)
    }
}

/// A mapping of a YAML file, read field by field: what is wrong is noted, and what is sound is used.
struct ConfigurationSection {
    let path: String
    let mark: Mark?
    let faults: ConfigurationFaults
    /// Whether the node is a mapping at all.
    let isMapping: Bool
    private var values: [String: Node] = [:]

    /// Takes a node that should be a mapping with no other keys than `known`; notes it where it is not, and reads as empty then.
    init(_ node: Node, path: String, known: [String], faults: ConfigurationFaults) {
        self.path = path
        self.faults = faults
        mark = node.mark
        isMapping = node.mapping != nil
        guard case .mapping(let mapping) = node else {
            faults.add(
                path, at: node.mark, "must be a mapping.", remedy: "Its keys are \(known.joined(separator: ", ")).")
            return
        }
        for (key, value) in mapping {
            let name = key.string ?? ""
            guard known.contains(name) else {
                faults.add(
                    join(name), at: key.mark, "is not known.",
                    remedy: "The keys here are \(known.joined(separator: ", "))."
                )
                continue
            }
            values[name] = value
        }
    }

    private func join(_ name: String) -> String { path.isEmpty ? name : "\(path).\(name)" }

    func note(_ name: String, _ message: String, remedy: String) {
        faults.add(join(name), at: values[name]?.mark ?? mark, message, remedy: remedy)
    }

    func has(_ name: String) -> Bool { values[name].map { !$0.isNull } ?? false }

    /// Whether the value is `off`, `false` or `no`.
    func isSwitchedOff(_ name: String) -> Bool {
        ["off", "false", "no"].contains(values[name]?.scalar?.string.lowercased())
    }

    /// A text that is not empty; nil where the key is not there.
    func text(_ name: String) -> String? {
        guard let node = values[name], !node.isNull else { return nil }
        guard case .scalar(let scalar) = node, !scalar.string.isEmpty else {
            note(name, "must be a text.", remedy: "Write it on one line, with quotes where it holds : or #.")
            return nil
        }
        return scalar.string
    }

    /// A number in a range.
    func number(_ name: String, in range: ClosedRange<Double>, example: String) -> Double? {
        guard let text = text(name) else { return nil }
        guard let number = Double(text), range.contains(number) else {
            let bounds = [range.lowerBound, range.upperBound].map {
                $0.formatted(.number.grouping(.never).locale(.posix))
            }
            note(name, "must be a number from \(bounds[0]) to \(bounds[1]).", remedy: "Give \(example).")
            return nil
        }
        return number
    }

    /// A whole number in a range.
    func integer(_ name: String, in range: ClosedRange<Int>, example: String) -> Int? {
        guard let text = text(name) else { return nil }
        guard let number = Int(text.replacingOccurrences(of: "_", with: "")), range.contains(number) else {
            note(
                name, "must be a whole number from \(range.lowerBound) to \(range.upperBound).",
                remedy: "Give \(example).")
            return nil
        }
        return number
    }

    /// Seconds.
    func seconds(_ name: String, example: String) -> Duration? {
        number(name, in: 0.001...86_400, example: "seconds, such as \(example)").map { .seconds($0) }
    }

    /// An http or https address with a host.
    func url(_ name: String, example: String) -> URL? {
        guard let text = text(name) else { return nil }
        guard let url = URL(string: text), ["http", "https"].contains(url.scheme?.lowercased()),
            url.host()?.isEmpty == false
        else {
            note(name, "is not an http or https address.", remedy: "Give one such as \(example).")
            return nil
        }
        guard url.user() == nil, url.password() == nil else {
            note(name, "holds a user or password.", remedy: "Keys belong into key_env or key_file.")
            return nil
        }
        return url
    }

    /// A section below; nil where the key is not there.
    func section(_ name: String, known: [String]) -> ConfigurationSection? {
        guard let node = values[name], !node.isNull else { return nil }
        return ConfigurationSection(node, path: join(name), known: known, faults: faults)
    }

    /// The entries of a list, with their paths; empty where the key is not there.
    func list(_ name: String, of what: String) -> [(path: String, node: Node)] {
        guard let node = values[name], !node.isNull else { return [] }
        guard case .sequence(let sequence) = node else {
            note(name, "must be a list.", remedy: "Begin each \(what) with '- '.")
            return []
        }
        return sequence.enumerated().map { ("\(join(name))[\($0.offset + 1)]", $0.element) }
    }
}

extension Node {
    fileprivate var isNull: Bool { tag == Tag(.null) || (scalar?.string.isEmpty == true && scalar?.style == .plain) }
}

extension Locale {
    fileprivate static let posix = Locale(identifier: "en_US_POSIX")
}
