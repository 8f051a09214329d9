import ArgumentParser
import Corpus

/// Where the data is, and which corpus is meant.
struct StoreOptions: ParsableArguments {
    @OptionGroup var data: DataOptions

    @Option(help: ArgumentHelp("The corpus.", valueName: "name"))
    var corpus: CorpusName = .standard
}
