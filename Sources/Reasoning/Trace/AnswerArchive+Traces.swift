public import Store
import Corpus
import Foundation

extension AnswerArchive {
    /// Keeps a trace, with the articles that it shows, so that a takedown reaches it.
    func keep(_ trace: AnswerTrace) async throws {
        let articles = Set(trace.candidates.map(\.article)).sorted { $0.rawValue < $1.rawValue }
        try await keepTrace(
            ArchivedAnswer(
                key: trace.id, corpus: trace.request.corpus, createdAt: trace.createdAt,
                question: trace.request.question,
                status: trace.answer.status.rawValue, articles: articles, body: try TraceCoding.encode(trace)))
    }

    /// The trace of an answer; throws `unknown-answer` where it is not kept, or not any more.
    public func trace(of id: String) async throws -> AnswerTrace {
        guard let archived = try await archivedTrace(id) else {
            throw BylineError(
                "unknown-answer", "There is no trace of an answer '\(id)'.",
                remedy: "'byline trace' lists those that are kept: the latest \(ArchiveLimits.traces).")
        }
        return try TraceCoding.decode(AnswerTrace.self, from: archived.body)
    }
}

enum TraceCoding {
    static func encode(_ value: some Encodable) throws -> Data {
        let encoder = JSONEncoder()
        encoder.dateEncodingStrategy = .iso8601
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return try encoder.encode(value)
    }

    static func decode<Value: Decodable>(_ type: Value.Type, from data: Data) throws -> Value {
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .iso8601
        do {
            return try decoder.decode(type, from: data)
        } catch {
            throw BylineError(
                "trace-unreadable", "What is stored of this answer was written by another Byline and cannot be read.",
                remedy: "Ask the question again.", cause: error)
        }
    }
}
