internal import Corpus
import Foundation

/// A `tokenizer.json` of SentencePiece's unigram kind, as `tokenizers` writes it for DeBERTa.
///
/// The vocabulary, of several megabytes, is scanned; the rest is decoded like any other file.
struct UnigramFile {
    static let name = "tokenizer.json"
    private let folder: DescriptionFolder

    init(in folder: DescriptionFolder) { self.folder = folder }

    /// Reads the tokenizer of a model with a table of `rows` pieces; some 100 ms. Throws `weights-missing`,
    /// `model-malformed`, or `model-unsupported` for a tokenizer that does more than ``Unigram`` can.
    func read(vocabulary rows: Int) throws -> Unigram {
        guard folder.has(Self.name) else {
            throw BylineError(
                .weightsMissing, "The encoder's \(Self.name) is not in \(folder.url.path).",
                remedy: folder.has("spm.model")
                    ? "spm.model alone is not read: save the model's tokenizer with transformers, which writes it."
                    : "Fetch the model's folder again, with it.")
        }
        let parts = try parts()
        guard parts.type == "Unigram", parts.byteFallback != true else {
            throw folder.unsupported(
                Self.name,
                "it is a tokenizer of type '\(parts.type ?? "")'\(parts.byteFallback == true ? " with bytes" : ""), "
                    + "and a DeBERTa model is run with 'Unigram'")
        }
        guard parts.pieces.count <= rows else {
            throw folder.malformed(Self.name, "it has \(parts.pieces.count) pieces, and the model has \(rows)")
        }
        func special(_ piece: String) throws -> Int32 {
            guard let token = parts.added.first(where: { $0.content == piece }) else {
                throw folder.malformed(Self.name, "it does not add \(piece)")
            }
            return token.id
        }
        guard let unknown = parts.unknown.flatMap({ Int32(exactly: $0) }) else {
            throw folder.malformed(Self.name, "it lacks model.unk_id")
        }
        return try Unigram(
            parts.pieces, cls: special("[CLS]"), sep: special("[SEP]"), unk: unknown,
            special: Set(parts.added.filter(\.special).map(\.id)), normalisations: normalisations(parts))
    }

    /// What the file says, unchecked.
    private struct Parts {
        var type: String?
        var unknown: Double?
        var byteFallback: Bool?
        var pieces: [Unigram.Piece] = []
        var added: [AddedToken] = []
        var normaliser: Step?
        var cutter: Step?
    }

    private struct AddedToken: Decodable {
        let id: Int32
        let content: String
        let special: Bool
    }

    /// A normaliser or what marks the words, or several of them in a row.
    private struct Step: Decodable {
        struct Pattern: Decodable {
            let Regex: String?
        }

        let type: String
        let normalizers: [Step]?
        let pretokenizers: [Step]?
        let strip_left: Bool?
        let strip_right: Bool?
        let precompiled_charsmap: String?
        let pattern: Pattern?
        let content: String?
        let replacement: String?
        let prepend_scheme: String?
        let add_prefix_space: Bool?
        let split: Bool?
    }

    private func parts() throws -> Parts {
        let data = try folder.data(Self.name)
        do {
            return try data.withUnsafeBytes { try Self.scan($0.bindMemory(to: UInt8.self)) }
        } catch let fault as JSONScanner.Fault {
            throw folder.malformed(Self.name, "it is no tokenizer from byte \(fault.offset) on")
        } catch let error as DecodingError {
            throw folder.malformed(Self.name, DescriptionFolder.reason(error))
        }
    }

    private static func scan(_ bytes: UnsafeBufferPointer<UInt8>) throws -> Parts {
        var scanner = JSONScanner(bytes)
        var parts = Parts()
        var values: [String: Range<Int>] = [:]
        func value(_ scanner: inout JSONScanner) throws(JSONScanner.Fault) -> Range<Int> {
            _ = scanner.peek()
            let start = scanner.offset
            try scanner.skipValue()
            return start..<scanner.offset
        }
        try scanner.object { (name, scanner) throws(JSONScanner.Fault) in
            guard name == "model" else { return values[name] = try value(&scanner) }
            try scanner.object { (name, scanner) throws(JSONScanner.Fault) in
                if name == "vocab", scanner.peek() == UInt8(ascii: "[") {
                    try scanner.array { (scanner) throws(JSONScanner.Fault) in
                        parts.pieces.append(try piece(&scanner, bytes))
                    }
                } else {
                    values["model." + name] = try value(&scanner)
                }
            }
        }
        func decoded<Value: Decodable>(_ name: String, _: Value.Type) throws -> Value? {
            try values[name].flatMap { try JSONDecoder().decode(Value?.self, from: Data(bytes[$0])) }
        }
        parts.type = try decoded("model.type", String.self)
        parts.unknown = try decoded("model.unk_id", Double.self)
        parts.byteFallback = try decoded("model.byte_fallback", Bool.self)
        parts.added = try decoded("added_tokens", [AddedToken].self) ?? []
        parts.normaliser = try decoded("normalizer", Step.self)
        parts.cutter = try decoded("pre_tokenizer", Step.self)
        return parts
    }

    /// `["piece", -3.5]`
    private static func piece(
        _ scanner: inout JSONScanner, _ bytes: UnsafeBufferPointer<UInt8>
    ) throws(JSONScanner.Fault) -> Unigram.Piece {
        guard scanner.skip(UInt8(ascii: "[")) else { throw scanner.fault }
        let raw = try scanner.rawString()
        guard scanner.skip(UInt8(ascii: ",")) else { throw scanner.fault }
        _ = scanner.peek()
        let start = scanner.offset
        try scanner.skipValue()
        guard let score = Double(String(decoding: bytes[start..<scanner.offset], as: UTF8.self)), score.isFinite,
            let text = text(raw), scanner.skip(UInt8(ascii: "]"))
        else { throw scanner.fault }
        return Unigram.Piece(text, score: score)
    }

    /// Few pieces have escapes: those are decoded one by one.
    private static func text(_ raw: UnsafeBufferPointer<UInt8>) -> String? {
        guard raw.contains(UInt8(ascii: "\\")) else { return String(decoding: raw, as: UTF8.self) }
        return try? JSONDecoder().decode(String.self, from: Data("\"".utf8) + Data(raw) + Data("\"".utf8))
    }

    private func normalisations(_ parts: Parts) throws -> [Unigram.Normalisation] {
        let cutter = parts.cutter.map { $0.type == "Sequence" ? $0.pretokenizers ?? [] : [$0] } ?? []
        guard cutter.count == 1, let marker = cutter.first, marker.type == "Metaspace", marker.split != false,
            marker.replacement == "\u{2581}", marker.prepend_scheme ?? "always" == "always",
            marker.add_prefix_space != false
        else {
            throw folder.unsupported(
                Self.name,
                "it finds words by \(cutter.map(\.type).joined(separator: ", ")), and Byline by 'Metaspace' with a mark "
                    + "before the first word")
        }
        guard let normaliser = parts.normaliser else { return [] }
        return try (normaliser.type == "Sequence" ? normaliser.normalizers ?? [] : [normaliser]).map(normalisation)
    }

    private func normalisation(_ step: Step) throws -> Unigram.Normalisation {
        switch step.type {
        case "Strip": return .strip(start: step.strip_left ?? true, end: step.strip_right ?? true)
        case "Precompiled":
            guard let data = step.precompiled_charsmap.flatMap({ Data(base64Encoded: $0) }),
                let map = CharacterMap(data)
            else { throw folder.malformed(Self.name, "its precompiled_charsmap is none") }
            return .characters(map)
        case "Replace" where step.pattern?.Regex == " {2,}" && step.content == " ": return .singleSpaces
        default:
            throw folder.unsupported(
                Self.name, "it rewrites texts by '\(step.type)', beyond 'Strip', 'Precompiled' and single spaces")
        }
    }
}
