import Corpus
import Foundation
import Generation
import Prompts
import Testing

@testable import Reasoning

@Suite("Prompts")
struct PromptLibraryTests {
    private func library(_ files: [String: String]) throws -> PromptLibrary {
        let folder = FileManager.default.temporaryDirectory.appending(path: "byline-prompts-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        for (name, text) in files {
            try text.write(to: folder.appending(path: name), atomically: true, encoding: .utf8)
        }
        return try PromptLibrary(folder: folder)
    }

    private func faults(_ files: [String: String]) -> [String] {
        do {
            _ = try library(files)
            return []
        } catch let error as BylineError {
            #expect(error.code == "prompts-invalid")
            return error.message.split(separator: "\n").map(String.init)
        } catch {
            Issue.record("\(error)")
            return []
        }
    }

    private let judge = """
        ---
        name: judge
        purpose: Judges.
        version: 7
        token_budget: 500
        slots: [sentence, passages]
        ---
        ## user
        {{#passages}}{{number}}: {{text}}
        {{/passages}}Is it so: {{sentence}}
        """

    @Test("those that Byline comes with are sound, and one for every stage that asks a model")
    func builtIn() throws {
        let library = try PromptLibrary()
        #expect(Set(BuiltInPrompts.files.map(\.name)) == Set(PromptLibrary.contracts.keys))
        #expect(Set(Pipeline.standardStages.flatMap(\.prompts)) == Set(library.listing.map(\.template.name)))
        #expect(library.listing.allSatisfy { $0.origin == "built in" })
    }

    @Test("a file of one's own takes the place of one, fills its slots, and changes the fingerprint")
    func override() throws {
        let library = try library(["judge.md": judge])
        let builtIn = try PromptLibrary()
        #expect(library.judge.version == "7" && library.generate.version == builtIn.generate.version)
        #expect(library.fingerprint != builtIn.fingerprint)
        let messages = library.judge.messages([
            "sentence": "A < B & \"C\"", "passages": [["number": 1, "text": "One."], ["number": 2, "text": "Two."]],
        ])
        #expect(messages.map(\.role) == [.user])
        #expect(messages[0].text == "1: One.\n2: Two.\nIs it so: A < B & \"C\"")
    }

    @Test("tells all faults of all files together")
    func together() {
        let faults = faults([
            "judge.md": judge.replacingOccurrences(of: "{{sentence}}", with: "{{sentense}}"),
            "repair.md": "No front matter here.", "greet.md": "Hello",
        ])
        #expect(faults.contains { $0.hasPrefix("judge.md: '{{sentense}}' is not among its slots") })
        #expect(faults.contains { $0.hasPrefix("judge.md: the slot 'sentence' is declared and never used") })
        #expect(faults.contains { $0.hasPrefix("judge.md: it must use the slot 'sentence'") })
        #expect(faults.contains { $0.hasPrefix("repair.md: it does not begin with front matter") })
        #expect(faults.contains { $0.hasPrefix("greet.md: no stage has such a prompt") })
    }

    @Test(
        "names each mistake of a file",
        arguments: [
            ("version: 7", "vershun: 7", "there is no field 'vershun'"),
            ("version: 7", "", "the field 'version' is missing"),
            ("500", "five", "'token_budget' must be a whole number"),
            ("500", "5", "'token_budget' must be a whole number"),
            ("[sentence, passages]", "sentence", "'slots' must be a list"),
            ("[sentence, passages]", "[sentence, passages, mood]", "there is no slot 'mood' here"),
            ("## user", "## usher", "it has no part '## user'"), ("name: judge", "name: jury", "its name is 'jury'"),
            ("{{/passages}}", "", "no mustache template"),
        ])
    func mistakes(text: String, change: String, fault: String) {
        let faults = faults(["judge.md": judge.replacingOccurrences(of: text, with: change)])
        #expect(faults.contains { $0.contains(fault) }, "\(faults)")
    }

    @Test("refuses what is no text, and a folder that is not there")
    func hostile() throws {
        #expect(!faults(["judge.md": ""]).isEmpty)
        #expect(!faults(["judge.md": String(repeating: "a", count: 70_000)]).isEmpty)
        #expect(throws: BylineError.self) { try PromptLibrary(folder: URL(filePath: "/no/such/folder")) }
    }
}
