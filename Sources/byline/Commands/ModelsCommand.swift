import ArgumentParser
import Corpus
import Foundation
import Generation
import Transport

struct ModelsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "models",
        abstract: "List the language models that write answers, or check that they do.",
        discussion: """
            Models are listed in a YAML file, the one to be asked first at the top: that of --models, else of BYLINE_MODELS,
            else models.yaml in the data directory. Without a file, answers are quoted and no model is asked.

              currency: USD                       # a label for prices; nothing is converted
              budget:
                per_answer: {tokens: 20000, cost: 0.05}
                per_day: {cost: 5}                # of UTC, over all models
              cache: {entries: 10000, megabytes: 64}    # or: off
              models:
                - provider: anthropic             # \(Self.providers)
                  model: claude-sonnet-4-5
                  key_env: ANTHROPIC_API_KEY      # or key_file: a path
                  prices: {prompt: 3, answer: 15} # of a million tokens
                  deadlines: {connect: 5, first_token: 30, gap: 15, whole: 120}   # seconds
                  retries: {attempts: 3, first_pause: 0.5, maximum_pause: 8, maximum_server_pause: 120}
                  breaker: {window: 60, minimum_calls: 5, failure_rate: 0.5, pause: 15, maximum_pause: 300, probes: 1}
                  budget: {per_day: {tokens: 2000000}}
                - provider: openai-compatible
                  model: my-model
                  base_url: https://models.example/v1
                  quirks: [no-seed]               # \(Self.quirks)
                  expect_model: my-model-v2       # refuse the answers of any other
                  maximum_context: 32000          # tokens of prompt and answer; less evidence is shown where it is small
                  maximum_prompt: 8000            # tokens of prompt, where more would take too long
                  maximum_response_bytes: 8388608
                  proxy: http://proxy.example:3128    # or: environment, none
                  ca_file: authority.pem
                - provider: ollama
                  model: llama3.2

            The breaker also takes slow_after (seconds to the first word) and slow_rate. Paths are relative to the file.
            Deadlines are as above unless given; ollama, llama.cpp, vllm and lm-studio have first_token: 180, gap: 30 and
            whole: 600, for a machine of one's own. Of ollama a maximum_context of 4096 is assumed, as it cuts the
            beginning off a longer prompt and does not say so: state it where its num_ctx is another.

            EXAMPLES
              byline models                       each model with the state of its key
              byline models check                 ask each for a word, and say what comes
            """,
        subcommands: [ModelsListCommand.self, ModelsCheckCommand.self], defaultSubcommand: ModelsListCommand.self)

    private static let providers = ModelProvider.all.map(\.name).joined(separator: ", ")
    private static let quirks = ModelQuirk.allCases.map(\.rawValue).joined(separator: ", ")

    /// The configured chain; says how to make one where there is none.
    static func chain(_ options: ModelOptions, _ data: DataOptions) throws -> ModelsConfiguration {
        guard let chain = try options.configuration(in: data) else {
            throw BylineError(
                "no-models", "No language model is configured: answers are quoted from the articles.",
                remedy:
                    "To have one write them, list it in \(data.directory.path)/models.yaml: see 'byline models --help'."
            )
        }
        return chain
    }
}

extension ModelKey {
    /// In a few words: never the key.
    var state: String {
        switch self {
        case .none: "needs none"
        case .found(let secret): "found in \(secret.origin)"
        case .missing(let error): error.message
        }
    }
}
