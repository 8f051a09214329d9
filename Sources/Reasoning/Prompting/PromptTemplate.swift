import Generation
import Corpus
import Foundation
import Mustache
import Yams

/// A prompt as a readable file: front matter that says what it is for and which slots it has, then its messages.
///
/// Mustache fills the slots; a slot that nobody declared would render as nothing, so every file is checked when it is read.
public struct PromptTemplate: Sendable {
    public let name: String
    /// A sentence.
    public let purpose: String
    /// Grows by hand whenever the words change; it stands in traces and cache keys.
    public let version: String
    /// Tokens of evidence that the prompt is made for.
    public let tokenBudget: Int
    public let slots: [String]
    private let parts: [(role: ModelMessage.Role, template: MustacheTemplate)]

    /// Slots of one passage inside `{{#passages}}`.
    static let passageSlots: Set<String> = ["number", "source", "date", "title", "text"]
    /// Slots of one contradiction inside `{{#contradictions}}`, and of each of its sides inside `{{#sides}}`.
    static let contradictionSlots: Set<String> = ["matter", "sides", "sources", "numbers", "value"]

    /// Reads a file; all its faults are told together.
    ///
    /// - Parameter offered: slots that the stage fills. The template declares those that it uses, all of `needed` among them.
    init(file: String, text: String, offered: Set<String>, needed: Set<String>) throws(PromptFaults) {
        var faults: [String] = []
        func fault(_ sentence: String) { faults.append("\(file): \(sentence)") }
        let (head, body) = Self.split(text)
        let fields = PromptFields(head, fault: fault)
        (name, purpose, version) = (fields.name, fields.purpose, fields.version)
        (tokenBudget, slots) = (fields.tokenBudget, fields.slots)
        if !name.isEmpty, "\(name).md" != file { fault("its name is '\(name)'; a file is named as its prompt is.") }
        let used = Self.used(in: body)
        let declared = Set(slots)
        for slot in declared.subtracting(offered).sorted() {
            fault("there is no slot '\(slot)' here; choose from \(offered.sorted().joined(separator: ", ")).")
        }
        for slot in used.subtracting(declared).subtracting(Self.passageSlots).subtracting(Self.contradictionSlots)
            .sorted()
        {
            fault("'{{\(slot)}}' is not among its slots; declare it or mend the name.")
        }
        for slot in declared.subtracting(used).sorted() { fault("the slot '\(slot)' is declared and never used.") }
        for slot in needed.subtracting(used).sorted() { fault("it must use the slot '\(slot)'.") }
        var parts: [(ModelMessage.Role, MustacheTemplate)] = []
        for (role, text) in Self.messages(body) {
            do {
                parts.append((role, try MustacheTemplate(string: "{{% CONTENT_TYPE:TEXT}}" + text)))
            } catch {
                fault("its part '\(role.rawValue)' is no mustache template: \(error).")
            }
        }
        if !parts.contains(where: { $0.0 == .user }) { fault("it has no part '## user'.") }
        self.parts = parts
        if !faults.isEmpty { throw PromptFaults(sentences: faults) }
    }

    /// The messages with the slots filled.
    func messages(_ values: [String: Any]) -> [ModelMessage] {
        parts.map { ModelMessage($0.role, $0.template.render(values).trimmingCharacters(in: .whitespacesAndNewlines)) }
    }

    /// What stands between the first two lines of `---`, and the rest.
    private static func split(_ text: String) -> (head: String, body: String) {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.first?.trimmingCharacters(in: .whitespaces) == "---",
            let end = lines.dropFirst().firstIndex(where: { $0.trimmingCharacters(in: .whitespaces) == "---" })
        else { return ("", text) }
        return (
            lines[1..<end].joined(separator: "\n"), lines[(end + 1)...].joined(separator: "\n")
        )
    }

    private static func messages(_ body: String) -> [(ModelMessage.Role, String)] {
        var messages: [(ModelMessage.Role, String)] = []
        for line in body.split(separator: "\n", omittingEmptySubsequences: false) {
            switch line.trimmingCharacters(in: .whitespaces) {
            case "## system": messages.append((.system, ""))
            case "## user": messages.append((.user, ""))
            default: if !messages.isEmpty { messages[messages.count - 1].1 += line + "\n" }
            }
        }
        return messages
    }

    /// Names in `{{…}}`, without the marks of sections.
    private static func used(in body: String) -> Set<String> {
        var names: Set<String> = []
        for piece in body.components(separatedBy: "{{").dropFirst() {
            guard let end = piece.range(of: "}}") else { continue }
            let name = piece[..<end.lowerBound].trimmingCharacters(in: CharacterSet(charactersIn: "#/^{& "))
            if !name.hasPrefix("!"), !name.hasPrefix("%") { names.insert(name) }
        }
        return names
    }
}

/// All that is wrong with prompt files, a sentence each.
struct PromptFaults: Error {
    let sentences: [String]
}

/// The front matter of a prompt.
private struct PromptFields {
    var name = ""
    var purpose = ""
    var version = ""
    var tokenBudget = 0
    var slots: [String] = []

    private static let known: Set<String> = ["name", "purpose", "version", "token_budget", "slots"]

    init(_ head: String, fault: (String) -> Void) {
        guard let fields = (try? Yams.load(yaml: head)) as? [String: Any] else {
            fault("it does not begin with front matter between two lines of '---'.")
            return
        }
        for key in fields.keys.sorted() where !Self.known.contains(key) {
            fault("there is no field '\(key)'; choose from \(Self.known.sorted().joined(separator: ", ")).")
        }
        func text(_ key: String) -> String {
            let value = fields[key].map { "\($0)" } ?? ""
            if value.isEmpty { fault("the field '\(key)' is missing.") }
            return value
        }
        name = text("name")
        purpose = text("purpose")
        version = text("version")
        if let budget = fields["token_budget"] as? Int, (100...1_000_000).contains(budget) {
            tokenBudget = budget
        } else {
            fault("the field 'token_budget' must be a whole number from 100 to 1000000.")
        }
        if let list = fields["slots"] as? [String] {
            slots = list
        } else {
            fault("the field 'slots' must be a list of names.")
        }
    }
}
