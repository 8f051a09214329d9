import Evaluation
import Foundation
import Testing

/// The files of questions that come with the sample corpus, against its articles: what measures answers must be right itself.
@Suite("Questions of the sample corpus")
struct SampleQuestionTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../corpora/vennermouth").standardizedFileURL

    private static func questions(_ name: String) throws -> [JudgedQuestion] {
        try QuestionSet.read(folder.appending(path: name))
    }

    /// The text of all versions of the articles, by their address.
    private static func texts() throws -> [String: String] {
        let files = try FileManager.default.contentsOfDirectory(
            at: folder.appending(path: "articles"), includingPropertiesForKeys: nil)
        return try files.reduce(into: [:]) { texts, file in
            let text = try String(contentsOf: file, encoding: .utf8)
            let url = try #require(text.split(separator: "\n").first { $0.hasPrefix("url:") }).dropFirst(4)
            let address = url.trimmingCharacters(in: CharacterSet(charactersIn: " \""))
            texts[address, default: ""] += text
        }
    }

    @Test("quote their evidence word for word", arguments: ["questions", "blind/tuning", "blind/held-out"])
    func evidence(name: String) throws {
        let texts = try Self.texts()
        let questions = try Self.questions("\(name).jsonl")
        #expect(questions.count >= 80)
        for question in questions {
            #expect(question.accepted.isEmpty == question.evidence.isEmpty, "\(question.id)")
            for evidence in question.evidence {
                #expect(texts[evidence.url]?.contains(evidence.sentence) == true, "\(question.id)")
            }
            let told = question.evidence.map(\.sentence).joined(separator: "\n").lowercased()
            for group in question.accepted {
                #expect(group.contains { told.contains($0.lowercased()) }, "\(question.id): \(group)")
            }
        }
    }

    @Test("stand in one of the blind halves, and their wordings beside them")
    func halves() throws {
        let tuning = try Self.questions("blind/tuning.jsonl")
        let heldOut = try Self.questions("blind/held-out.jsonl")
        #expect(Set(tuning.map(\.id)).isDisjoint(with: heldOut.map(\.id)))
        for (name, questions) in [("tuning", tuning), ("held-out", heldOut)] {
            let worded = try WordedQuestion.read(Self.folder.appending(path: "blind/\(name)-wordings.jsonl"))
            let answerable = questions.filter { !$0.isUnanswerable }
            #expect(worded.map(\.id) == answerable.map(\.id))
            for (question, wordings) in zip(answerable, worded) {
                #expect(wordings.wordings.first == question.question && wordings.wordings.count == 3)
            }
        }
    }
}
