import ArgumentParser

/// The command line: one file for each command.
@main
struct Byline: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "byline",
        abstract: "Answers questions from news, and shows its sources.",
        discussion: """
            EXAMPLES
              byline ingest articles.jsonl                 read articles into the corpus 'default'
              byline ask "Who chaired the flood inquiry?"  answer from it, every sentence cited
              byline search "stadium cost" --json          the passages themselves, with their scores
              byline serve                                 the same over HTTP, on 127.0.0.1:8080
              byline doctor                                check the installation, and say what to do

            WHERE THINGS ARE
              The data directory is --data, else BYLINE_DATA, else ~/.local/share/byline. The encoder's
              weights are in BYLINE_MODEL_DIR, else in ~/.cache/byline/models.

            EXIT CODES
              0   done
              1   failed; the message says what to do
              3   done, but some records were refused (ingest, sources import), a fault was found (doctor, models
                  check, prompts check), an answer differs (replay), or a metric is significantly worse than the
                  baseline's (evaluate)
              4   no answer: the corpus does not say (ask)
              64  the command line was not understood
            """,
        version: "0.1.0",
        subcommands: [
            IngestCommand.self, AskCommand.self, SearchCommand.self, ServeCommand.self, EmbedCommand.self,
            CorporaCommand.self, SourcesCommand.self, EvaluateCommand.self, TraceCommand.self, ReplayCommand.self,
            GatesCommand.self, PromptsCommand.self, ModelsCommand.self, DoctorCommand.self, MigrateCommand.self,
        ])
}

extension ExitCode {
    /// Done, but not all was well.
    static let incomplete = ExitCode(3)
    /// The corpus does not say.
    static let abstained = ExitCode(4)
}
