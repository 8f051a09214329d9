public import Corpus
public import Foundation

/// How much each signal counts, as it stands in a file: made by `byline evaluate tune`, or by hand.
///
///     {"version": 1, "weights": {"similarity": 0.3, "lexical": 0.5}}
///
/// The rules: a signal that the file does not name keeps the weight that it has; a name that is no signal's is refused;
/// weights are finite, and not below 0 unless `allows_negative` says so, since a negative weight turns what a signal
/// praises into a fault, which nobody should write by a slip; at least one is not 0.
public struct SignalWeights: Sendable, Hashable, Codable {
    /// What the weights were fitted to. For whoever reads the file; nothing is decided by it.
    public struct Origin: Sendable, Hashable, Codable {
        /// Names of the files of questions.
        public var questions: [String]
        public var objective: String
        public var folds: Int
        public var seed: UInt64
        /// Means over the questions, such as `held-out mrr@10`.
        public var figures: [String: Double]

        public init(questions: [String], objective: String, folds: Int, seed: UInt64, figures: [String: Double]) {
            self.questions = questions
            self.objective = objective
            self.folds = folds
            self.seed = seed
            self.figures = figures
        }
    }

    /// The largest file that is read, in bytes: a thousand times what signals need.
    private static let maximumBytes = 1 << 20
    /// The version of the file's form.
    public static let version = 1

    /// Signal → weight.
    public let weights: [String: Float]
    public let allowsNegative: Bool
    public let origin: Origin?

    public init(_ weights: [String: Float], allowsNegative: Bool = false, origin: Origin? = nil) {
        self.weights = weights
        self.allowsNegative = allowsNegative
        self.origin = origin
    }

    private enum CodingKeys: String, CodingKey {
        case version, weights, origin
        case allowsNegative = "allows_negative"
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let version = try container.decode(Int.self, forKey: .version)
        guard version == Self.version else {
            throw DecodingError.dataCorruptedError(
                forKey: .version, in: container, debugDescription: "Version \(version) is not known.")
        }
        weights = try container.decode([String: Float].self, forKey: .weights)
        allowsNegative = try container.decodeIfPresent(Bool.self, forKey: .allowsNegative) ?? false
        origin = try container.decodeIfPresent(Origin.self, forKey: .origin)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(Self.version, forKey: .version)
        try container.encode(weights, forKey: .weights)
        if allowsNegative { try container.encode(true, forKey: .allowsNegative) }
        try container.encodeIfPresent(origin, forKey: .origin)
    }

    /// Reads a file. Throws `weights-malformed` and `input-unreadable`; whether the names are known is checked by
    /// ``SignalCatalogue/weighted(by:)``.
    public static func read(_ file: URL) throws -> SignalWeights {
        let lines = try LineReader(path: file.path)
        var data = Data()
        while let line = try lines.next(), data.count <= maximumBytes { data += line.bytes + [UInt8(ascii: "\n")] }
        guard data.count <= maximumBytes else { throw malformed("\(file.lastPathComponent) is too large for weights") }
        let weights: SignalWeights
        do {
            weights = try JSONDecoder().decode(SignalWeights.self, from: data)
        } catch {
            throw malformed("\(file.lastPathComponent) holds no weights", cause: error)
        }
        try weights.validate(in: file.lastPathComponent)
        return weights
    }

    private func validate(in file: String) throws {
        for (name, weight) in weights.sorted(by: { $0.key < $1.key }) {
            guard weight.isFinite else { throw Self.malformed("\(file) has no finite weight for '\(name)'") }
            guard weight >= 0 || allowsNegative else {
                throw Self.malformed("\(file) has the negative weight \(weight) for '\(name)'")
            }
        }
    }

    private static func malformed(_ what: String, cause: (any Error)? = nil) -> BylineError {
        BylineError(
            .weightsMalformed, what + ".",
            remedy:
                "Weights are a JSON object with version \(version) and weights, an object of signals with numbers of "
                + "0 or more; negative ones need \"allows_negative\": true. 'byline evaluate tune' writes such a file.",
            cause: cause)
    }

    /// One JSON object with a line for each weight, keys in order: equal weights give equal bytes.
    public func data() throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return try encoder.encode(self) + Data("\n".utf8)
    }
}

extension SignalCatalogue {
    /// The same signals; those that `weights` names count as much as it says.
    /// - Throws: `unknown-signal`, naming those that there are; `weights-malformed` where every weight is 0.
    public func weighted(by weights: SignalWeights) throws -> SignalCatalogue {
        let names = entries.map(\.signal.name)
        if let unknown = weights.weights.keys.filter({ !names.contains($0) }).min() {
            throw BylineError(
                .unknownSignal, "There is no signal '\(unknown)'.",
                remedy: "Choose from \(names.joined(separator: ", ")).")
        }
        let weighted = entries.map { ($0.signal, weights.weights[$0.signal.name] ?? $0.weight) }
        guard weighted.contains(where: { $0.1 != 0 }) else {
            throw BylineError(
                .weightsMalformed, "Every signal has the weight 0.", remedy: "Give at least one signal a weight.")
        }
        return SignalCatalogue(weighted)
    }
}

extension BylineError.Code {
    /// A file of weights is none, or cannot rank anything.
    public static let weightsMalformed: Self = "weights-malformed"
    /// A weight is for a signal that does not exist.
    public static let unknownSignal: Self = "unknown-signal"
}
