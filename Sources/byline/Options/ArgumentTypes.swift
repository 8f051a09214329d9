public import ArgumentParser
public import Corpus

// Values of other modules as they are written on the command line.

extension CorpusName: ExpressibleByArgument {
    /// Nil where `argument` is not a name of a corpus.
    public init?(argument: String) { self.init(rawValue: argument) }
}

extension Provenance: ExpressibleByArgument {}

extension ReaderFormat: ExpressibleByArgument {}
