/// What somebody says of many sources: one rating each, with where it came from.
public struct RatingTable: Sendable, Hashable {
    /// Whom a rating is about.
    public enum Subject: Sendable, Hashable {
        /// A host as ``HostName`` spells it, and all that one owner has below it.
        case domain(String)
        /// A source by name, as ``SourceDirectory/key(of:)`` spells it.
        case name(String)
    }

    /// What a rating in such a table is trusted like, in observed claims, where nothing else is said.
    public static let standardStrength = 10.0

    /// How the table is called; importing another of this name takes its place.
    public let name: String
    /// The file it was read from.
    public let file: String
    /// The scale in which its values stood.
    public let scale: String
    /// How much each rating weighs, in observed claims.
    public let strength: Double
    /// A licence or another remark.
    public let note: String?
    /// From [0, 1], one for each subject.
    public let ratings: [Subject: Double]

    /// A table as it is to be imported.
    public init(
        name: String, file: String, scale: String, strength: Double = Self.standardStrength, note: String? = nil,
        ratings: [Subject: Double]
    ) {
        self.name = name
        self.file = file
        self.scale = scale
        self.strength = strength
        self.note = note
        self.ratings = ratings
    }

    /// The vote on somebody who has several names: the first that the table knows.
    func rating(of subjects: some Sequence<Subject>) -> Double? {
        for subject in subjects { if let rating = ratings[subject] { return rating } }
        return nil
    }

    /// Throws `ratings-invalid` for a table that cannot be kept.
    public func check() throws {
        let texts = [name, file, scale, note ?? ""]
        guard !name.isEmpty, texts.allSatisfy({ $0.utf8.count <= 1_000 && !$0.utf8.contains(0) }) else {
            throw Self.invalid("A rating table needs a name, and its texts at most 1,000 bytes each.")
        }
        guard strength > 0, strength <= Belief.maximumStrength else {
            throw Self.invalid("The strength of rating table '\(name)' is \(strength).")
        }
        guard ratings.values.allSatisfy({ (0...1).contains($0) }) else {
            throw Self.invalid("Rating table '\(name)' has a rating outside of 0 to 1.")
        }
    }

    private static func invalid(_ message: String) -> BylineError {
        BylineError(
            .ratingsInvalid, message,
            remedy: "Name the table in a few words, with a strength above 0 and at most \(Int(Belief.maximumStrength))."
        )
    }
}

extension BylineError.Code {
    /// A table of ratings cannot be used.
    public static let ratingsInvalid: Self = "ratings-invalid"
}
