public import Foundation
import Corpus
import Store
import Transport
import Yams

/// Reads a chain of models from a YAML file.
///
/// All mistakes are reported together, each with its line, its field and what to do. Keys are read too, but one that is not there is no
/// mistake of the file: see ``ModelKey``.
public struct ModelsFileReader {
    private let faults = ConfigurationFaults()
    private let folder: URL
    private let environment: [String: String]

    /// Reads a file of at most 1 MiB. Paths in it are relative to its folder.
    ///
    /// - Throws: `models-file-invalid`.
    public static func read(
        _ file: URL, environment: [String: String] = ProcessInfo.processInfo.environment
    ) throws -> ModelsConfiguration {
        let data: Data
        do {
            let handle = try FileHandle(forReadingFrom: file)
            defer { try? handle.close() }
            data = try handle.read(upToCount: maximumBytes + 1) ?? Data()
        } catch {
            throw BylineError(
                .modelsFileInvalid, "The file of models \(file.path) cannot be read.",
                remedy: "Check the path and the rights, or name another file.", cause: error)
        }
        guard data.count <= maximumBytes, let text = String(validating: data, as: UTF8.self) else {
            throw BylineError(
                .modelsFileInvalid, "The file of models \(file.path) is larger than 1 MiB or not UTF-8.",
                remedy: "Write it as a YAML file; 'byline models --help' has an example.")
        }
        let reader = ModelsFileReader(folder: file.deletingLastPathComponent(), environment: environment)
        let configuration = reader.configuration(text)
        let found = reader.faults.sorted
        guard found.isEmpty else {
            let list = found.enumerated().map { "(\($0.offset + 1)) \($0.element.description)" }
            throw BylineError(
                .modelsFileInvalid,
                "The file of models \(file.path) has \(found.count == 1 ? "a mistake" : "\(found.count) mistakes"): "
                    + list.joined(separator: " "),
                remedy: "Correct the file; 'byline models --help' has an example.")
        }
        return configuration
    }

    private static let maximumBytes = 1 << 20

    private init(folder: URL, environment: [String: String]) {
        self.folder = folder
        self.environment = environment
    }

    private func configuration(_ text: String) -> ModelsConfiguration {
        var result = ModelsConfiguration(models: [])
        let root: Node
        do {
            guard let node = try Yams.compose(yaml: text) else {
                faults.add("", at: nil, "The file is empty.", remedy: "List at least one model under models.")
                return result
            }
            root = node
        } catch {
            faults.add(
                "", at: (error as? YamlError)?.place, "is not YAML.", remedy: "Check indents, colons and quotes.")
            return result
        }
        let top = ConfigurationSection(
            root, path: "", known: ["models", "currency", "budget", "cache"], faults: faults)
        result.currency = top.text("currency") ?? result.currency
        if let budget = top.section("budget", known: ["per_answer", "per_day"]) {
            result.answerBudget = self.budget("per_answer", of: budget)
            result.dailyBudget = self.budget("per_day", of: budget)
        }
        result.cache = cache(top)
        let entries = top.list("models", of: "model")
        result.models = entries.compactMap { model($0.node, path: $0.path) }
        if entries.isEmpty, faults.all.isEmpty {
            top.note("models", "has no model.", remedy: "List at least one, with provider and model.")
        }
        let names = result.models.map { "\($0.name) at \($0.baseURL)" }
        if let (index, name) = names.enumerated().first(where: { names[..<$0.offset].contains($0.element) }) {
            top.note(
                "models", "has \(name) twice, the second time as entry \(index + 1).", remedy: "Remove one of them.")
        }
        return result
    }

    private func budget(_ name: String, of section: ConfigurationSection) -> ModelBudget {
        guard let budget = section.section(name, known: ["tokens", "cost"]) else { return .unlimited }
        return ModelBudget(
            tokens: budget.integer("tokens", in: 1...1_000_000_000_000, example: "a number such as 20000"),
            cost: budget.number("cost", in: 0...1e9, example: "an amount such as 0.05").map { ModelCost($0) })
    }

    private func cache(_ top: ConfigurationSection) -> CacheBounds? {
        let standard = ModelsConfiguration.standardCache
        guard top.has("cache") else { return standard }
        if top.isSwitchedOff("cache") { return nil }
        guard let section = top.section("cache", known: ["entries", "megabytes"]) else { return standard }
        let entries = section.integer("entries", in: 1...10_000_000, example: "a number such as 10000")
        let megabytes = section.integer("megabytes", in: 1...100_000, example: "a number such as 64")
        return CacheBounds(
            entries: entries ?? standard?.entries ?? 1, bytes: megabytes.map { $0 << 20 } ?? standard?.bytes ?? 1)
    }
}

extension YamlError {
    /// Where the text stops to be YAML.
    fileprivate var place: Mark? {
        switch self {
        case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _): mark
        default: nil
        }
    }
}

// MARK: One model

extension ModelsFileReader {
    private static let modelKeys = [
        "provider", "model", "base_url", "key_env", "key_file", "quirks", "expect_model", "maximum_context",
        "maximum_prompt", "deadlines", "maximum_response_bytes", "prices", "budget", "retries", "breaker", "proxy",
        "ca_file",
    ]

    private func model(_ node: Node, path: String) -> ModelConfiguration? {
        let section = ConfigurationSection(node, path: path, known: Self.modelKeys, faults: faults)
        guard section.isMapping else { return nil }
        let provider = provider(section)
        let name = section.text("model")
        if name == nil, !section.has("model") {
            section.note("model", "is missing.", remedy: "Give the name that the provider knows the model by.")
        }
        let example = provider?.baseURL?.absoluteString ?? "https://models.example/v1"
        let baseURL = section.url("base_url", example: example) ?? provider?.baseURL
        if let provider, baseURL == nil, !section.has("base_url") {
            section.note(
                "base_url", "is missing.", remedy: "\(provider.name) has no address of its own; give the server's.")
        }
        guard let provider, let name, let baseURL else {
            _ = key(section, provider)
            return nil
        }
        var model = ModelConfiguration(provider: provider, model: name, baseURL: baseURL)
        model.key = key(section, provider)
        model.quirks = quirks(section)
        model.expectedModel = section.text("expect_model")
        let context = section.integer("maximum_context", in: 1...1_000_000_000, example: "tokens, such as 128000")
        model.maximumContext = context ?? model.maximumContext
        model.maximumPrompt = section.integer("maximum_prompt", in: 1...1_000_000_000, example: "tokens, such as 2000")
        let bytes = section.integer("maximum_response_bytes", in: 1_024...(1 << 30), example: "bytes, such as 8388608")
        model.maximumResponseBytes = bytes ?? model.maximumResponseBytes
        model.prices = prices(section)
        if let budget = section.section("budget", known: ["per_day"]) {
            model.dailyBudget = self.budget("per_day", of: budget)
        }
        deadlines(section, &model.deadlines)
        retries(section, &model.retries)
        breaker(section, &model.breaker)
        model.proxy = proxy(section)
        model.certificateAuthorities = file("ca_file", of: section)
        return model
    }

    private func provider(_ section: ConfigurationSection) -> ModelProvider? {
        let names = ModelProvider.all.map(\.name).joined(separator: ", ")
        guard section.has("provider") else {
            section.note("provider", "is missing.", remedy: "The providers are \(names).")
            return nil
        }
        guard let name = section.text("provider") else { return nil }
        guard let provider = ModelProvider.named(name) else {
            section.note("provider", "'\(name)' is not known.", remedy: "The providers are \(names).")
            return nil
        }
        return provider
    }

    private func key(_ section: ConfigurationSection, _ provider: ModelProvider?) -> ModelKey {
        let (variable, path) = (section.text("key_env"), file("key_file", of: section))
        switch (variable, path) {
        case (let variable?, nil):
            return ModelKey { try Secret(environmentVariable: variable, in: environment) }
        case (nil, let path?):
            return ModelKey { try Secret(file: path) }
        case (.some, .some):
            section.note("key_file", "stands beside key_env.", remedy: "Keep one of them.")
        case (nil, nil):
            if let provider, provider.needsKey, !section.has("key_env"), !section.has("key_file") {
                section.note(
                    "key_env", "is missing: \(provider.name) needs a key.",
                    remedy: "Name the environment variable that holds it (key_env), or its file (key_file).")
            }
        }
        return .none
    }

    private func file(_ name: String, of section: ConfigurationSection) -> URL? {
        section.text(name).map { URL(filePath: $0, relativeTo: folder).absoluteURL }
    }

    private func quirks(_ section: ConfigurationSection) -> Set<ModelQuirk> {
        var quirks: Set<ModelQuirk> = []
        for (path, node) in section.list("quirks", of: "quirk") {
            guard let word = node.string, let quirk = ModelQuirk(rawValue: word) else {
                let names = ModelQuirk.allCases.map(\.rawValue).joined(separator: ", ")
                faults.add(path, at: node.mark, "is not known.", remedy: "The quirks are \(names).")
                continue
            }
            quirks.insert(quirk)
        }
        return quirks
    }

    private func prices(_ section: ConfigurationSection) -> ModelPrices {
        guard let prices = section.section("prices", known: ["prompt", "answer"]) else { return .free }
        func price(_ name: String) -> Double {
            if !prices.has(name) {
                prices.note(name, "is missing.", remedy: "Give the price of a million tokens, or 0.")
            }
            return prices.number(name, in: 0...1e6, example: "the price of a million tokens, such as 2.5") ?? 0
        }
        return ModelPrices(promptPerMillion: price("prompt"), answerPerMillion: price("answer"))
    }

    private func proxy(_ section: ConfigurationSection) -> HTTPProxy {
        switch section.text("proxy") {
        case nil, "environment": return .environment
        case "none": return .none
        case let text?:
            guard let url = URL(string: text), ["http", "https", "socks5"].contains(url.scheme), url.host() != nil
            else {
                section.note(
                    "proxy", "is no address of a proxy.",
                    remedy: "Give one such as http://proxy.example:3128, or environment, or none.")
                return .environment
            }
            return .url(url)
        }
    }

    private func deadlines(_ section: ConfigurationSection, _ deadlines: inout ModelDeadlines) {
        guard let section = section.section("deadlines", known: ["connect", "first_token", "gap", "whole"]) else {
            return
        }
        deadlines.connect = section.seconds("connect", example: "5") ?? deadlines.connect
        deadlines.whole = section.seconds("whole", example: "120") ?? deadlines.whole
        // What is not said never outlasts the whole that is.
        deadlines.firstToken =
            section.seconds("first_token", example: "30") ?? min(deadlines.firstToken, deadlines.whole)
        deadlines.gap = section.seconds("gap", example: "15") ?? min(deadlines.gap, deadlines.whole)
        if deadlines.whole < max(deadlines.firstToken, deadlines.gap) {
            section.note("whole", "is shorter than first_token or gap.", remedy: "Give the whole call more time.")
        }
    }

    private func retries(_ section: ConfigurationSection, _ retries: inout RetryPolicy) {
        let keys = ["attempts", "first_pause", "maximum_pause", "maximum_server_pause"]
        guard let section = section.section("retries", known: keys) else { return }
        retries.attempts = section.integer("attempts", in: 1...20, example: "3; 1 never asks again") ?? retries.attempts
        retries.firstPause = section.seconds("first_pause", example: "0.5") ?? retries.firstPause
        retries.maximumPause = section.seconds("maximum_pause", example: "8") ?? retries.maximumPause
        retries.maximumServerPause =
            section.seconds("maximum_server_pause", example: "20") ?? retries.maximumServerPause
    }

    private func breaker(_ section: ConfigurationSection, _ rules: inout CircuitBreaker.Rules) {
        let keys = [
            "window", "minimum_calls", "failure_rate", "slow_after", "slow_rate", "pause", "maximum_pause", "probes",
        ]
        guard let section = section.section("breaker", known: keys) else { return }
        rules.window = section.seconds("window", example: "60") ?? rules.window
        rules.minimumCalls = section.integer("minimum_calls", in: 1...100, example: "5") ?? rules.minimumCalls
        rules.failureRate =
            section.number("failure_rate", in: 0.01...1, example: "a share such as 0.5") ?? rules.failureRate
        rules.slowAfter = section.seconds("slow_after", example: "10")
        rules.slowRate = section.number("slow_rate", in: 0.01...1, example: "a share such as 0.8") ?? rules.slowRate
        rules.pause = section.seconds("pause", example: "15") ?? rules.pause
        rules.maximumPause = max(rules.pause, section.seconds("maximum_pause", example: "300") ?? rules.maximumPause)
        rules.probes = section.integer("probes", in: 1...10, example: "1") ?? rules.probes
    }
}
