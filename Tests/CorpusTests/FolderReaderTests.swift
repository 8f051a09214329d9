import Foundation
import Testing

@testable import Corpus

@Suite struct FolderReaderTests {
    @Test func readsAllKnownFilesInTheOrderOfTheirPaths() throws {
        let folder = try TemporaryFolder()
        try folder.write("{\"title\":\"lines\"}\n{\"title\":7}\n", to: "b/lines.jsonl")
        try folder.write("[{\"title\":\"array\"}]", to: "b.json")
        try folder.write("# markdown\n", to: "a/deep/er/x.md")
        try folder.write("text", to: "c.TXT")
        try folder.write("{\"title\":\"hidden\"}", to: ".hidden.jsonl")
        try folder.write("{\"title\":\"hidden\"}", to: ".git/x.jsonl")
        try folder.write("not an article", to: "picture.png")
        try folder.write("[{\"name\":\"Ledger\"}]", to: "sources.json")

        let reader = try ArticleReaders.open(folder.path)
        let outcomes = try Outcomes(of: reader)
        #expect(outcomes.articles.map(\.title) == ["markdown", "array", "lines", "text"])
        #expect(outcomes.faults.map(\.location) == [RecordLocation(file: folder.path + "/b/lines.jsonl", line: 2)])
        #expect(outcomes.locations.map(\.file).first == folder.path + "/a/deep/er/x.md")
        #expect(reader.progress.files == 4)
        #expect(reader.progress.skippedFiles == 1)
        #expect(reader.progress.bytesRead == reader.progress.totalBytes)
    }

    @Test func entersALoopOfLinksOnce() throws {
        let folder = try TemporaryFolder()
        try folder.write("{\"title\":\"one\"}", to: "a/one.jsonl")
        let files = FileManager.default
        try files.createSymbolicLink(atPath: folder.path + "/a/loop", withDestinationPath: folder.path)
        try files.createSymbolicLink(atPath: folder.path + "/again", withDestinationPath: folder.path + "/a")
        try files.createSymbolicLink(atPath: folder.path + "/z.jsonl", withDestinationPath: folder.path + "/nowhere")
        let outcomes = try Outcomes(of: ArticleReaders.open(folder.path))
        #expect(outcomes.articles.map(\.title) == ["one"])
        #expect(outcomes.faults.map(\.location.file) == [folder.path + "/z.jsonl"])
        #expect(outcomes.faults.map(\.remedy) == ["Check the path."])
    }

    @Test func doesNotWaitForAPipe() throws {
        let folder = try TemporaryFolder()
        #expect(mkfifo(folder.path + "/pipe.jsonl", 0o600) == 0)
        let reader = try ArticleReaders.open(folder.path)
        #expect(try reader.next() == nil)
        #expect(reader.progress.skippedFiles == 1)
    }

    @Test func readsNothingFromAnEmptyFolder() throws {
        let folder = try TemporaryFolder()
        let reader = try ArticleReaders.open(folder.path + "/")
        #expect(try reader.next() == nil)
        #expect(reader.progress.totalBytes == 0)
    }
}

@Suite struct ArticleReadersTests {
    @Test(arguments: [
        ("jsonl", ReaderFormat.jsonLines), ("NDJSON", .jsonLines), ("beir", .jsonLines), ("json", .json),
        ("array", .json),
        ("md", .markdown), ("markdown", .markdown), ("txt", .plainText), ("text", .plainText),
    ])
    func readsFlags(_ flag: String, _ format: ReaderFormat) throws {
        #expect(try ReaderFormat(flag: flag) == format)
    }

    @Test func listsTheChoicesForAnUnknownFlag() throws {
        let error = try #require(throws: BylineError.self) { try ReaderFormat(flag: "xml") }
        #expect(error.code == .unknownFormat)
        #expect(error.description == "There is no format 'xml'. Choose one of jsonl, json, markdown, text.")
    }

    @Test func tellsAFormatFromTheFirstByte() throws {
        let folder = try TemporaryFolder()
        let array = try folder.write(" [{\"title\":\"a\"}]", to: "array.dat")
        let lines = try folder.write("\u{FEFF}{\"title\":\"b\"}\n{\"title\":\"c\"}", to: "lines")
        let empty = try folder.write("", to: "empty.dat")
        let other = try folder.write("<xml/>", to: "other.xml")
        #expect(try Outcomes(of: ArticleReaders.open(array)).articles.map(\.title) == ["a"])
        #expect(try Outcomes(of: ArticleReaders.open(lines)).articles.map(\.title) == ["b", "c"])
        #expect(try Outcomes(of: ArticleReaders.open(empty)).articles.isEmpty)
        let error = try #require(throws: BylineError.self) { try ArticleReaders.open(other) }
        #expect(error.code == .unknownFormat)
        #expect(error.message == "Neither its name nor its beginning tells what '\(other)' holds.")
        #expect(try Outcomes(of: ArticleReaders.open(other, format: .plainText)).articles.map(\.title) == ["<xml/>"])
    }

    @Test(arguments: ["{\"title\":\"a\"}\n{\"title\":\"b\"}\n", "[{\"title\":\"a\"},{\"title\":\"b\"}]"])
    func readsAPipeByteByByte(text: String) throws {
        let pipe = Pipe()
        let writer = Thread {
            for byte in text.utf8 { pipe.fileHandleForWriting.write(Data([byte])) }
            try? pipe.fileHandleForWriting.close()
        }
        writer.start()
        let input = try BlockInput(standardInput: pipe.fileHandleForReading.fileDescriptor)
        let reader = try ArticleReaders.reader(of: input, format: nil)
        let outcomes = try Outcomes(of: reader)
        #expect(outcomes.articles.map(\.title) == ["a", "b"])
        #expect(outcomes.locations.first?.description == "standard input:1")
        #expect(reader.progress.totalBytes == nil)
    }
}
