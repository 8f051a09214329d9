public import ArgumentParser
public import Corpus
public import Evaluation

// Values of other modules as they are written on the command line.

extension CorpusName: ExpressibleByArgument {
    /// Nil where `argument` is not a name of a corpus.
    public init?(argument: String) { self.init(rawValue: argument) }
}

extension Provenance: ExpressibleByArgument {}

extension ReaderFormat: ExpressibleByArgument {
    /// Nil where `argument` names no format; other names, such as `beir`, are taken too.
    public init?(argument: String) {
        guard let format = try? ReaderFormat(flag: argument) else { return nil }
        self = format
    }
}

extension EvidenceMetric: ExpressibleByArgument {}

extension Calibration.Binning: ExpressibleByArgument {}
