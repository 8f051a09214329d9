import Corpus
import Foundation
import Testing

/// The vocabulary of all-MiniLM-L6-v2: in `BYLINE_MODEL_DIR`, else in the cache that Byline uses.
private let miniLMVocabulary: URL = {
    func folder(_ variable: String) -> URL? {
        ProcessInfo.processInfo.environment[variable].flatMap { $0.isEmpty ? nil : URL(filePath: $0) }
    }
    let home = FileManager.default.homeDirectoryForCurrentUser
    let cache =
        folder("BYLINE_CACHE") ?? (folder("XDG_CACHE_HOME") ?? home.appending(path: ".cache")).appending(path: "byline")
    return (folder("BYLINE_MODEL_DIR") ?? cache.appending(path: "models/all-MiniLM-L6-v2")).appending(path: "vocab.txt")
}()

/// Ids by Hugging Face's `tokenizers`, which `Scripts/make-tokenizer-reference.py` wrote down.
@Suite(
    .enabled("The vocabulary of all-MiniLM-L6-v2 is not here: run Scripts/fetch-weights.") {
        FileManager.default.fileExists(atPath: miniLMVocabulary.path)
    })
struct WordPieceReferenceTests {
    private struct Line: Decodable {
        var t: String?
        var ids: [Int32]?
        var h: String?
        var scalars: Int?
    }

    private func reference(_ name: String = "wordpiece") throws -> [Line] {
        let file = try #require(
            Bundle.module.url(forResource: name, withExtension: "jsonl", subdirectory: "Resources"))
        let decoder = JSONDecoder()
        return try Data(contentsOf: file).split(separator: UInt8(ascii: "\n")).map {
            try decoder.decode(Line.self, from: $0)
        }
    }

    /// 64-bit FNV-1a over little-endian 32-bit ids.
    private func hash(_ ids: [Int32]) -> String {
        var value: UInt64 = 0xCBF2_9CE4_8422_2325
        for id in ids {
            for shift in [0, 8, 16, 24] { value = (value ^ UInt64(id >> shift & 0xFF)) &* 0x100_0000_01B3 }
        }
        let digits = String(value, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }

    /// 1,024 scalars, each within a word and alone; `start` does not count surrogates.
    private func text(ofScalarsFrom start: Int) -> String {
        var text = ""
        for index in start..<min(start + 1024, 0x110000 - 0x800) {
            guard let scalar = Unicode.Scalar(UInt32(index < 0xD800 ? index : index + 0x800)) else { continue }
            text += "a\(scalar)b \(scalar) "
        }
        return text
    }

    /// Of the planes that are not given out or are private, where all scalars are alike, each eighth block is enough.
    private func isWorthAsking(_ start: Int) -> Bool {
        start < 0x40000 || (0xDF000..<0xE1000).contains(start) || (start / 1024).isMultiple(of: 8)
    }

    @Test("More than 10,000 texts give the ids of `tokenizers`")
    func texts() throws {
        let tokenizer = try WordPiece(vocabulary: miniLMVocabulary)
        #expect(tokenizer.identifier == "wordpiece:07eced37")
        var compared = 0
        for line in try reference() {
            guard let text = line.t else { continue }
            let ids = tokenizer.encode(text).map(\.id)
            if let expected = line.ids { #expect(ids == expected, "\(text.debugDescription)") }
            if let expected = line.h { #expect(hash(ids) == expected, "\(text.debugDescription)") }
            compared += 1
        }
        #expect(compared > 10_000)
    }

    @Test("Every assigned Unicode scalar gives the ids of `tokenizers`, within a word and alone")
    func scalars() throws {
        let tokenizer = try WordPiece(vocabulary: miniLMVocabulary)
        var compared = 0
        for line in try reference() {
            guard let start = line.scalars else { continue }
            compared += 1
            guard isWorthAsking(start) else { continue }
            let ids = tokenizer.encode(text(ofScalarsFrom: start)).map(\.id)
            #expect(hash(ids) == line.h, "scalars from \(start)")
        }
        #expect(compared == (0x110000 - 0x800 + 1023) / 1024)
    }

    @Test("A tokenizer that keeps case and accents gives the ids of `tokenizers`, for every assigned scalar")
    func cased() throws {
        let tokenizer = try WordPiece(vocabulary: miniLMVocabulary, casing: .cased)
        #expect(tokenizer.identifier == "wordpiece-cased:07eced37")
        var compared = 0
        for line in try reference("wordpiece-cased") {
            compared += 1
            if let start = line.scalars, !isWorthAsking(start) { continue }
            let text = line.t ?? text(ofScalarsFrom: line.scalars ?? 0)
            let ids = tokenizer.encode(text).map(\.id)
            if let expected = line.ids { #expect(ids == expected, "\(text.debugDescription)") }
            if let expected = line.h { #expect(hash(ids) == expected, "\(text.prefix(80).debugDescription)") }
        }
        #expect(compared == 1000 + (0x110000 - 0x800 + 1023) / 1024)
    }
}
