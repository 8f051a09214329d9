import Foundation
import Testing

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// What README.md says must be so: commands, flags, routes, environment variables, files.
@Suite("README", .timeLimit(.minutes(2)))
struct DocumentationTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    private let text: String

    init() throws {
        text = try String(contentsOf: Self.root.appending(path: "README.md"), encoding: .utf8)
    }

    /// Indented lines and what stands between backticks.
    private var code: [Substring] {
        text.split(separator: "\n").flatMap { line in
            line.hasPrefix("    ")
                ? [line]
                : line.split(separator: "`", omittingEmptySubsequences: false).enumerated()
                    .filter { !$0.offset.isMultiple(of: 2) }.map(\.element)
        }
    }

    private func flags(_ code: some StringProtocol) -> Set<String> {
        Set(String(code).matches(of: /(?:^|[^\w-])(--[a-z][a-z-]*)/).map { String($0.output.1) })
    }

    private func help(_ command: String) async throws -> String {
        let outcome = try await BylineProcess.run(command, "--help")
        try #require(outcome.status == 0, "\(command): \(outcome.errors)")
        return outcome.output
    }

    private func commands() async throws -> [String: String] {
        let overview = try await BylineProcess.run("--help").output
        let list = try #require(overview.range(of: "SUBCOMMANDS:"))
        let names = overview[list.upperBound...].matches(of: /\n  ([a-z]+)/).map { String($0.output.1) }
        var commands: [String: String] = [:]
        for name in names { commands[name] = try await help(name) }
        return commands
    }

    @Test("names only commands and flags that there are, and every command")
    func commandsAndFlags() async throws {
        let commands = try await commands()
        #expect(commands.count == 15)
        var named: Set<String> = []
        for line in code {
            for match in line.matches(of: /(?:^|[\s|`])byline ([a-z]+)([^|#]*)/) {
                let command = String(match.output.1)
                let help = try #require(commands[command], "'byline \(command)' in README.md")
                named.insert(command)
                for flag in flags(match.output.2) where flag != "--help" {
                    #expect(flags(help).contains(flag), "\(flag) in '\(line)'")
                }
            }
        }
        #expect(named == Set(commands.keys))
        // Flags on their own are of some command.
        let all = commands.values.reduce(into: Set(["--help"])) { $0.formUnion(flags($1)) }
        for line in code where line.hasPrefix("--") { #expect(flags(line).isSubset(of: all), "\(line)") }
    }

    @Test("names every route that the OpenAPI document has, and no other")
    func routes() async throws {
        var described: [String: Set<String>] = [:]
        try await Bench.with { bench in
            try await bench.serve { base in
                let (data, _) = try await URLSession.shared.data(from: base.appending(path: "openapi.json"))
                let document = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
                let paths = try #require(document["paths"] as? [String: [String: Any]])
                described = paths.mapValues { Set($0.keys.map { $0.uppercased() }) }
            }
        }
        #expect(!described.isEmpty)
        var named: Set<String> = []
        for line in code {
            for match in line.matches(
                of:
                    /(?:(?:^|[^\w-])((?:(?:GET|POST|DELETE)\|?)+) )?(?:http:\/\/127\.0\.0\.1:8080)?(\/(?:v1\/(?!embeddings)|healthz|readyz|openapi)[\w\/.{}]*)/
            ) {
                let path = String(match.output.2)
                let template = try #require(described.keys.first { Self.matches(path, $0) }, "\(path) in README.md")
                let methods = match.output.1.map { Set($0.split(separator: "|").map(String.init)) } ?? []
                #expect(methods.isSubset(of: described[template] ?? []), "\(line)")
                named.formUnion(methods.map { "\($0) \(template)" })
                if methods.isEmpty { named.formUnion((described[template] ?? []).map { "\($0) \(template)" }) }
            }
        }
        #expect(named == Set(described.flatMap { path, methods in methods.map { "\($0) \(path)" } }))
    }

    /// Whether a path has the form of a template such as `/v1/corpora/{name}`.
    private static func matches(_ path: String, _ template: String) -> Bool {
        let (path, template) = (path.split(separator: "/"), template.split(separator: "/"))
        return path.count == template.count && zip(path, template).allSatisfy { $0 == $1 || $1.hasPrefix("{") }
    }

    @Test("names every environment variable that the program reads, and no other")
    func environment() throws {
        let variable = /BYLINE_[A-Z_]+/
        func variables(_ text: String) -> Set<String> { Set(text.matches(of: variable).map { String($0.output) }) }
        let sources = try Self.files(below: "Sources", ending: ".swift").map {
            try String(contentsOf: $0, encoding: .utf8)
        }
        let read = sources.flatMap { $0.matches(of: /"(BYLINE_[A-Z_]+)"/).map { String($0.output.1) } }
        #expect(variables(text) == Set(read))
        #expect(
            variables(try String(contentsOf: Self.root.appending(path: "Sources/byline/Byline.swift"), encoding: .utf8))
                .isSubset(of: read))
    }

    @Test("links and points to files that there are")
    func files() throws {
        let links = text.matches(of: /\]\(([^)#]+)\)/).map { String($0.output.1) }.filter { !$0.contains("://") }
        let paths = code.flatMap { line in
            line.matches(of: /(?:^|[^\w\/.$~-])((?:Sources|Tests|Scripts|corpora|\.ci)\/[\w\/.-]+)/).map {
                String($0.output.1)
            }
        }
        #expect(links.count >= 2 && paths.count >= 5)
        for path in Set(links + paths) {
            #expect(FileManager.default.fileExists(atPath: Self.root.appending(path: path).path), "\(path)")
        }
    }

    private static func files(below folder: String, ending: String) throws -> [URL] {
        let folder = root.appending(path: folder)
        let names = try #require(FileManager.default.enumerator(atPath: folder.path)).compactMap { $0 as? String }
        return names.filter { $0.hasSuffix(ending) }.map { folder.appending(path: $0) }
    }
}
