import Corpus
import Foundation
import Store

/// Measures the full-text index, one job for each line that it reads, so that a script can take turns with other libraries:
/// see Scripts/compare-texts.
///
///     full-text-benchmark PASSAGES.jsonl QUESTIONS.jsonl
///     full-text-benchmark store DATA CORPUS QUESTIONS.jsonl
///
/// Passages are the "text" of each line. Each answer is a line of JSON: milliseconds of every question, or of the whole job,
/// and the rows found.
@main
struct FullTextBenchmark {
    struct Answer: Encodable {
        var job: String
        var milliseconds: [Double] = []
        var found: [[Int64]] = []
        var scores: [[Float]] = []
        var terms: [[String]] = []
        var note = ""
    }

    static func main() async throws {
        let arguments = Array(CommandLine.arguments.dropFirst())
        if arguments.first == "store" { return try await StoreLookUps.run(Array(arguments.dropFirst())) }
        guard arguments.count == 2 else { return print("usage: full-text-benchmark PASSAGES QUESTIONS") }
        var jobs = TextJobs(
            passages: try Passage.read(arguments[0]),
            questions: try Question.read(arguments[1]).map { Array($0.prefix(8)) })
        answer(Answer(job: "ready"))
        while let line = readLine() {
            let words = line.split(separator: " ").map(String.init)
            guard let name = words.first, name != "quit" else { return }
            answer(try jobs.run(name, Array(words.dropFirst())))
        }
    }

    private struct Passage: Decodable {
        let text: String

        static func read(_ path: String) throws -> [String] {
            try Data(contentsOf: URL(filePath: path), options: .alwaysMapped).split(separator: UInt8(ascii: "\n"))
                .map { try JSONDecoder().decode(Passage.self, from: $0).text }
        }
    }

    private static func answer(_ answer: Answer) {
        guard let line = try? JSONEncoder().encode(answer) else { return }
        FileHandle.standardOutput.write(line + Data("\n".utf8))
    }
}
