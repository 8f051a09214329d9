import Foundation
import Testing

@testable import Corpus

@Suite("CSV")
struct CSVReaderTests {
    private func read(_ text: String) throws -> [CSVReader.Outcome] { try read(Data(text.utf8)) }

    private func read(_ bytes: Data) throws -> [CSVReader.Outcome] {
        let folder = try TemporaryFolder()
        let reader = try CSVReader(path: try folder.write(bytes, to: "a.csv"))
        var outcomes: [CSVReader.Outcome] = []
        while let outcome = try reader.next() { outcomes.append(outcome) }
        return outcomes
    }

    private static func fields(_ outcome: CSVReader.Outcome) -> [String] {
        if case .record(let fields, _) = outcome { fields } else { [] }
    }

    @Test(
        "fields are told apart as RFC 4180 has it",
        arguments: [
            ("", []), ("\n\r\n\n", []), ("a,b", [["a", "b"]]), ("a,b\r\nc,d\r\n", [["a", "b"], ["c", "d"]]),
            ("\u{FEFF}a,b\n", [["a", "b"]]), ("a;b;c\n1,5;2;3", [["a", "b", "c"], ["1,5", "2", "3"]]),
            ("a\tb\nc\td", [["a", "b"], ["c", "d"]]), ("a,,\n,,", [["a", "", ""], ["", "", ""]]),
            ("\"a,b\",c", [["a,b", "c"]]), ("\"a\nb\",c\nd,e", [["a\nb", "c"], ["d", "e"]]),
            ("\"say \"\"so\"\"\",x", [["say \"so\"", "x"]]), ("\"\",x", [["", "x"]]), ("a\"b,c", [["a\"b", "c"]]),
            ("5\"\" disk,c\nd,e", [["5\"\" disk", "c"], ["d", "e"]]), ("\"a\"b,c", [["ab", "c"]]),
            ("\"a;b\",c,d", [["a;b", "c", "d"]]), (" \"a\" ,b", [[" \"a\" ", "b"]]),
        ])
    func fields(text: String, expected: [[String]]) throws {
        #expect(try read(text).map(Self.fields) == expected)
    }

    @Test("lines are those of the file")
    func lines() throws {
        let outcomes = try read("a,b\n\n\"x\ny\",z\nlast,1")
        #expect(
            outcomes == [
                .record(["a", "b"], line: 1), .record(["x\ny", "z"], line: 3), .record(["last", "1"], line: 5),
            ])
    }

    @Test("what is no record is told, and reading goes on")
    func faults() throws {
        #expect(try read("a,b\n\"open,1\nc,d\n") == [.record(["a", "b"], line: 1), .unclosed(line: 2)])
        let large = String(repeating: "x", count: CSVReader.recordBytes + 1)
        #expect(try read("a,b\n\(large),1\nc,d").dropFirst() == [.tooLarge(line: 2), .record(["c", "d"], line: 3)])
        // A quotation without end swallows a record's worth of lines at most.
        let rows = (0..<20_000).map { "r\($0).example,1" }
        let outcomes = try read("a,b\n\"open,1\n" + rows.joined(separator: "\n"))
        #expect(outcomes[1] == .tooLarge(line: 2) && outcomes.count > 10_000)
        var bytes = Data("a,b\n".utf8)
        bytes.append(contentsOf: [0xFF, 0xFE, 0x0A])
        bytes.append(contentsOf: Data("c,d".utf8))
        #expect(try read(bytes) == [.record(["a", "b"], line: 1), .notText(line: 2), .record(["c", "d"], line: 3)])
    }

    @Test("what is written is read back")
    func written() throws {
        let records = [["a", "b,c", "d\"e"], ["", "x\ny", "z"], ["=1+1", "\r", ";"]]
        let outcomes = try read(records.map(CSVLine.encode).joined())
        #expect(outcomes.map(Self.fields) == records)
    }
}

@Suite("Rating tables")
struct RatingTableReaderTests {
    private func read(
        _ text: String, scale: String? = "0-1"
    ) throws -> (table: RatingTable, report: RatingTableReader.Report) {
        let folder = try TemporaryFolder()
        return try RatingTableReader.read(
            path: try folder.write(text, to: "ratings.csv"), name: "Watch", scale: scale.flatMap { RatingScale($0) })
    }

    @Test(
        "columns are found by many names, in any order",
        arguments: [
            "domain,rating\nexample.com,0.8", "Rating;X;Domain\n0,8;;WWW.Example.com",
            "URL\tScore\nhttps://example.com/a\t.8",
            "\u{FEFF}\"Site\",\"Factual Reporting\"\r\nexample.com,0.8\r\n",
            "id,source_url,reliability,x\n1,http://example.com,0.8,",
            "name,website,trust\nExample,example.com.,0.80",
        ])
    func columns(text: String) throws {
        let (table, report) = try read(text)
        #expect(table.ratings == [.domain("example.com"): 0.8])
        #expect(report.rows == 1 && report.faultCount == 0)
        #expect(table.name == "Watch" && table.scale == "0..1" && table.strength == 10)
    }

    @Test("a row may have its own scale, or a name in place of a domain")
    func rows() throws {
        let (table, report) = try read(
            """
            name,domain,rating,scale
            A,a.example,87,0-100
            The Café,,high,categories
            B,b.example,0.5,
            C,c.example,B,letters
            """)
        #expect(
            table.ratings == [
                .domain("a.example"): 0.87, .name("the café"): 0.85, .domain("b.example"): 0.5,
                .domain("c.example"): 0.7,
            ])
        #expect(report.rows == 4)
    }

    @Test("a bad row is told with its line, and the rest goes in")
    func faults() throws {
        let (table, report) = try read(
            """
            domain,rating,scale
            good.example,0.5,
            not a domain,0.5,
            ,0.5,
            none.example,,
            words.example,N/A,
            range.example,7,
            scale.example,7,furlongs
            good.example,0.9,
            GOOD.example,0.5,
            192.0.2.7,0.1,
            short.example
            """)
        #expect(table.ratings == [.domain("good.example"): 0.5, .domain("192.0.2.7"): 0.1])
        #expect(report.rows == 11 && report.repeated == 1 && report.faultCount == 8)
        #expect(report.faults.map(\.location.line) == [3, 4, 5, 6, 7, 8, 9, 12])
        let messages = report.faults.map { "\($0.message) \($0.remedy)" }
        #expect(messages[0] == "'not a domain' is no domain. Write a domain such as example.com.")
        #expect(messages[3].hasPrefix("'N/A' is not on the scale 0..1."))
        #expect(messages[5].hasPrefix("'furlongs' is no scale."))
        #expect(messages[6].hasPrefix("good.example is rated otherwise in line 2 already, which counts."))
    }

    @Test("faults are counted without end and kept to some")
    func many() throws {
        let rows = (0..<5_000).map { "a\($0).example,\($0 % 2 == 0 ? "1" : "x")" }
        let (table, report) = try read("domain,rating\n" + rows.joined(separator: "\n"))
        #expect(table.ratings.count == 2_500 && report.faultCount == 2_500 && report.faults.count == 20)
    }

    @Test(
        "a file without use is refused with what to do",
        arguments: [
            ("", "0-1", "has no heading that can be read."),
            ("domain,rating\n", "0-1", "has no rating that can be used."),
            ("domain,rating\n\"x", "0-1", "has no rating that can be used, for example"),
            ("a,b\n1,2", "0-1", "lacks a column of ratings; it has 'a', 'b'."),
            ("rating,b\n1,2", "0-1", "lacks a column of domains or names; it has 'rating', 'b'."),
            ("domain,rating\na.example,1", "none", "is not known."),
            ("domain,rating\na.example,x", "0-1", ":2: 'x' is not on the scale 0..1."),
            ("\u{0}\u{1}PNG", "0-1", "lacks a column of ratings"),
        ])
    func refused(text: String, scale: String, part: String) throws {
        let error = #expect(throws: BylineError.self) { try read(text, scale: scale) }
        #expect(error?.code == .ratingsInvalid)
        #expect(error?.message.contains(part) == true, "\(error?.message ?? "")")
        #expect(error?.message.hasSuffix("..") == false)
        #expect(error?.remedy.isEmpty == false)
    }

    @Test("a table is checked before it is kept")
    func check() {
        func table(name: String = "T", strength: Double = 10, rating: Double = 0.5, note: String? = nil) -> RatingTable
        {
            RatingTable(
                name: name, file: "f", scale: "0..1", strength: strength, note: note, ratings: [.name("a"): rating])
        }
        #expect(throws: Never.self) { try table().check() }
        for bad in [
            table(name: ""), table(strength: 0), table(strength: .nan), table(strength: 1e9), table(rating: 1.1),
            table(rating: .nan), table(note: "\u{0}"), table(name: String(repeating: "x", count: 1_001)),
        ] {
            #expect(throws: BylineError.self) { try bad.check() }
        }
    }
}
