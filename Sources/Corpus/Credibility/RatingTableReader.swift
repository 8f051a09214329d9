/// Reads a table of ratings from a CSV file, row by row.
///
/// The first line names the columns, in any order and case. Whom a row rates stands in `domain` (or `host`, `hostname`, `site`,
/// `website`, `url`, `source_url`), else in `name` (or `source`, `outlet`, `publisher`); the value in `rating` (or `score`,
/// `reliability`, `credibility`, `trust`, `factuality`, `factual_reporting`, `grade`, `label`, `pc1`); its scale in `scale`, where the
/// table has several. Other columns are passed over. A row with a fault is counted and reported with file and line, and the rest
/// goes in. Of two rows on one source the first counts.
public struct RatingTableReader {
    /// What was read, and what was refused.
    public struct Report: Sendable, Hashable {
        /// Rows below the heading.
        public var rows = 0
        /// Rows that said again what an earlier one said.
        public var repeated = 0
        /// Rows that were refused.
        public var faultCount = 0
        /// The first of them.
        public var faults: [RecordFault] = []
    }

    private static let keptFaults = 20
    /// Some hundred times the largest table that is known.
    private static let maximumRatings = 2_000_000

    private let csv: CSVReader
    private let scale: RatingScale?
    private var columns = Columns()
    private var ratings: [RatingTable.Subject: (rating: Double, line: Int)] = [:]
    private var report = Report()

    private struct Columns {
        var domain: Int?
        var name: Int?
        var rating: Int?
        var scale: Int?
    }

    /// Reads the file at `path`, or standard input for `-`, as a table called `name`. `scale` is that of rows that name none.
    ///
    /// - Throws: `BylineError` `input-unreadable`, or `ratings-invalid` where the columns or the scale are missing or no row is good.
    public static func read(
        path: String, name: String, scale: RatingScale?, strength: Double = RatingTable.standardStrength,
        note: String? = nil
    ) throws -> (table: RatingTable, report: Report) {
        var reader = RatingTableReader(csv: try CSVReader(path: path), scale: scale)
        try reader.readHeading()
        while let outcome = try reader.csv.next() { try reader.take(outcome) }
        guard !reader.ratings.isEmpty else {
            let fault = reader.report.faults.first.map {
                ", for example \($0.location): \($0.message.dropLast())"
            }
            throw reader.invalid(
                "\(reader.csv.name) has no rating that can be used\(fault ?? "")",
                remedy: reader.report.faults.first?.remedy ?? "Give a file with rows of domain and rating.")
        }
        let table = RatingTable(
            name: name, file: reader.csv.name, scale: scale?.description ?? "by row", strength: strength, note: note,
            ratings: reader.ratings.mapValues(\.rating))
        try table.check()
        return (table, reader.report)
    }

    private init(csv: CSVReader, scale: RatingScale?) {
        self.csv = csv
        self.scale = scale
    }

    private func invalid(_ message: String, remedy: String) -> BylineError {
        BylineError(.ratingsInvalid, message + ".", remedy: remedy)
    }

    // MARK: The heading

    private static let domainColumns = ["domain", "host", "hostname", "site", "website", "url", "sourceurl"]
    private static let nameColumns = ["name", "source", "outlet", "publisher"]
    private static let ratingColumns = [
        "rating", "score", "reliability", "credibility", "trust", "factuality", "factualreporting", "grade", "label",
        "pc1",
    ]

    private mutating func readHeading() throws {
        guard case .record(let heading, _)? = try csv.next() else {
            throw invalid(
                "\(csv.name) has no heading that can be read", remedy: "Begin it with a line such as 'domain,rating'.")
        }
        let titles = heading.map { $0.lowercased().filter { $0.isLetter || $0.isNumber } }
        func place(_ names: [String]) -> Int? { names.lazy.compactMap(titles.firstIndex).first }
        columns = Columns(
            domain: place(Self.domainColumns), name: place(Self.nameColumns), rating: place(Self.ratingColumns),
            scale: place(["scale"]))
        guard columns.domain != nil || columns.name != nil, columns.rating != nil else {
            let found = heading.prefix(10).map { "'\($0.prefix(40))'" }.joined(separator: ", ")
            throw invalid(
                "\(csv.name) lacks a column of \(columns.rating == nil ? "ratings" : "domains or names"); "
                    + "it has \(found)",
                remedy: "Name the columns 'domain' (or 'name') and 'rating' in the first line.")
        }
        guard scale != nil || columns.scale != nil else {
            throw invalid(
                "The scale of \(csv.name) is not known",
                remedy: "Say what its ratings mean, for example with --scale 0-100, or in a column 'scale'.")
        }
    }

    // MARK: Rows

    private mutating func take(_ outcome: CSVReader.Outcome) throws {
        report.rows += 1
        switch outcome {
        case .tooLarge(let line):
            refuse(
                line, "The row is larger than \(CSVReader.recordBytes) bytes.",
                remedy: "Look for a mark \" without its pair.")
        case .unclosed(let line):
            refuse(line, "A quotation that begins in this row never ends.", remedy: "Close it with a mark \".")
        case .notText(let line):
            refuse(line, "The row is not valid UTF-8.", remedy: "Convert the file to UTF-8.")
        case .record(let fields, let line):
            guard let subject = subject(fields, line), let rating = rating(fields, line) else { return }
            add(subject, rating, line)
        }
        guard ratings.count <= Self.maximumRatings else {
            throw invalid(
                "\(csv.name) rates more than \(Self.maximumRatings) sources",
                remedy: "Import it in parts, under several names.")
        }
    }

    private mutating func add(_ subject: RatingTable.Subject, _ rating: Double, _ line: Int) {
        guard let other = ratings[subject] else { return ratings[subject] = (rating, line) }
        if abs(other.rating - rating) < 1e-9 {
            report.repeated += 1
        } else {
            refuse(
                line, "\(subject.text) is rated otherwise in line \(other.line) already, which counts.",
                remedy: "Leave one of the two rows.")
        }
    }

    private mutating func subject(_ fields: [String], _ line: Int) -> RatingTable.Subject? {
        if let text = Self.field(fields, columns.domain) {
            if let host = HostName(text), host.name.contains(".") || host.isAddress { return .domain(host.name) }
            refuse(line, "'\(text.prefix(80))' is no domain.", remedy: "Write a domain such as example.com.")
            return nil
        }
        if let text = Self.field(fields, columns.name), text.utf8.count <= 300 {
            return .name(SourceDirectory.key(of: text))
        }
        refuse(line, "The row does not say whom it rates.", remedy: "Write a domain such as example.com.")
        return nil
    }

    private mutating func rating(_ fields: [String], _ line: Int) -> Double? {
        guard let value = Self.field(fields, columns.rating) else {
            refuse(line, "The row has no rating.", remedy: "Write one, or leave the row out.")
            return nil
        }
        var scale = scale
        if let text = Self.field(fields, columns.scale) {
            scale = RatingScale(text)
            if scale == nil {
                refuse(
                    line, "'\(text.prefix(40))' is no scale.",
                    remedy: "Write one such as 0-100, 1-5, letters or categories.")
                return nil
            }
        }
        guard let scale else {
            refuse(line, "The scale of this row is not known.", remedy: "Fill in its column, or give --scale.")
            return nil
        }
        if let rating = scale.rating(value) { return rating }
        refuse(
            line, "'\(value.prefix(40))' is not on the scale \(scale.description.prefix(60)).",
            remedy: "Correct the value, or give the scale that the table has.")
        return nil
    }

    /// A field with something in it.
    private static func field(_ fields: [String], _ column: Int?) -> String? {
        guard let column, fields.indices.contains(column) else { return nil }
        let text = TextCleaner.clean(fields[column], lineBreaks: .joined)
        return text.isEmpty ? nil : text
    }

    private mutating func refuse(_ line: Int, _ message: String, remedy: String) {
        report.faultCount += 1
        guard report.faults.count < Self.keptFaults else { return }
        report.faults.append(RecordFault(RecordLocation(file: csv.name, line: line), message, remedy: remedy))
    }
}

extension RatingTable.Subject {
    /// The domain or the name itself.
    public var text: String {
        switch self {
        case .domain(let text), .name(let text): text
        }
    }
}
