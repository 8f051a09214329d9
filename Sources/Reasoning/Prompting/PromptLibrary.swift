public import Foundation
import Corpus
import Crypto
import Prompts

/// The prompts of all stages: those that Byline comes with, single ones replaced by files of the same name in a user's folder.
public struct PromptLibrary: Sendable {
    public let generate: PromptTemplate
    public let repair: PromptTemplate
    public let judge: PromptTemplate
    /// Changes with any word of any prompt.
    public let fingerprint: String
    /// Each with where it comes from: `built in`, or a path.
    public let listing: [(template: PromptTemplate, origin: String)]

    /// The built-in files by name.
    public static let builtIn = Dictionary(uniqueKeysWithValues: BuiltInPrompts.files.map { ($0.name, $0.text) })

    /// What each stage fills in, and what its prompt must use.
    static let contracts: [String: (offered: Set<String>, needed: Set<String>)] = [
        "generate.md": (
            ["question", "today", "kind", "maximum_sentences", "passages", "contradictions"],
            ["question", "passages"]
        ),
        "repair.md": (["question", "sentence", "reason", "passages"], ["sentence", "reason", "passages"]),
        "judge.md": (["sentence", "passages"], ["sentence", "passages"]),
    ]
    /// A prompt is a page or two.
    private static let maximumBytes = 64 << 10

    /// Reads and checks all of them. Throws `prompts-invalid` with every fault of every file.
    ///
    /// - Parameter folder: A user's folder; what it does not have is built in. Files of other names are faults, since they would be
    ///   used for nothing.
    public init(folder: URL? = nil) throws {
        var faults: [String] = []
        var texts = Dictionary(
            uniqueKeysWithValues: BuiltInPrompts.files.map { ($0.name, (text: $0.text, origin: "built in")) })
        if let folder { Self.override(&texts, from: folder, &faults) }
        var templates: [String: PromptTemplate] = [:]
        for (file, contract) in Self.contracts.sorted(by: { $0.key < $1.key }) {
            do throws(PromptFaults) {
                templates[file] = try PromptTemplate(
                    file: file, text: texts[file]?.text ?? "", offered: contract.offered, needed: contract.needed)
            } catch {
                faults += error.sentences
            }
        }
        guard faults.isEmpty, let generate = templates["generate.md"], let repair = templates["repair.md"],
            let judge = templates["judge.md"]
        else {
            throw BylineError(
                "prompts-invalid", faults.joined(separator: "\n"),
                remedy: "Mend the files, or remove them to use those that are built in.")
        }
        (self.generate, self.repair, self.judge) = (generate, repair, judge)
        listing = [generate, judge, repair].map { ($0, texts["\($0.name).md"]?.origin ?? "") }
        var hash = SHA256()
        for file in texts.keys.sorted() { hash.update(data: Data("\(file)\n\(texts[file]?.text ?? "")\n".utf8)) }
        fingerprint = hash.finalize().prefix(8).map { String(format: "%02x", $0) }.joined()
    }

    private static func override(
        _ texts: inout [String: (text: String, origin: String)], from folder: URL, _ faults: inout [String]
    ) {
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder.path) else {
            return faults.append("\(folder.path): the folder cannot be read.")
        }
        for name in names.sorted() where !name.hasPrefix(".") {
            guard contracts[name] != nil else {
                faults.append(
                    "\(name): no stage has such a prompt; there are \(contracts.keys.sorted().joined(separator: ", "))."
                )
                continue
            }
            let file = folder.appending(path: name)
            guard let handle = try? FileHandle(forReadingFrom: file),
                let data = try? handle.read(upToCount: maximumBytes + 1)
            else {
                faults.append("\(name): the file cannot be read, or is empty.")
                continue
            }
            guard data.count <= maximumBytes, let text = String(data: data, encoding: .utf8) else {
                faults.append("\(name): the file is no UTF-8 text of at most \(maximumBytes) bytes.")
                continue
            }
            texts[name] = (text.replacingOccurrences(of: "\r\n", with: "\n"), file.path)
        }
    }
}
