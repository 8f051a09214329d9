import Foundation
import Testing

@testable import Corpus

/// Bytes in a file of their own, to be read.
struct Input {
    let bytes: Data
    let name: String

    init(_ bytes: Data, named name: String) {
        self.bytes = bytes
        self.name = name
    }

    static func jsonLines(_ text: String) -> Input { Input(Data(text.utf8), named: "a.jsonl") }
    static func json(_ text: String) -> Input { Input(Data(text.utf8), named: "a.json") }

    /// A reader of the file, which is gone from its folder already.
    func reader(
        blockBytes: Int = ReaderLimits.blockBytes, recordBytes: Int = ReaderLimits.recordBytes
    ) throws -> any ArticleReader {
        let folder = try TemporaryFolder()
        let path = try folder.write(bytes, to: name)
        let format = try #require(ReaderFormat(path: name))
        return try ArticleReaders.reader(
            of: BlockInput(path: path, blockBytes: blockBytes), format: format, recordBytes: recordBytes)
    }

    func outcomes(
        blockBytes: Int = ReaderLimits.blockBytes, recordBytes: Int = ReaderLimits.recordBytes
    ) throws -> Outcomes {
        try Outcomes(of: reader(blockBytes: blockBytes, recordBytes: recordBytes))
    }
}

/// All that a reader gives.
struct Outcomes {
    var articles: [RawArticle] = []
    var locations: [RecordLocation] = []
    var faults: [RecordFault] = []

    init(of reader: any ArticleReader) throws {
        while let outcome = try reader.next() {
            switch outcome {
            case .article(let article, let location):
                articles.append(article)
                locations.append(location)
            case .fault(let fault): faults.append(fault)
            }
        }
    }
}

/// A folder that goes when it is no longer named.
final class TemporaryFolder {
    let path: String

    init() throws {
        path = NSTemporaryDirectory() + "byline-corpus-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    @discardableResult
    func write(_ bytes: Data, to name: String) throws -> String {
        let url = URL(fileURLWithPath: path).appendingPathComponent(name)
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try bytes.write(to: url)
        return url.path
    }

    @discardableResult
    func write(_ text: String, to name: String) throws -> String { try write(Data(text.utf8), to: name) }
}
