/// Reads articles from JSON: one object a line, an array of objects, or objects that follow one another.
final class JSONReader: ArticleReader {
    private let input: BlockInput
    private var splitter: any RecordSplitter
    private let recordBytes: Int

    /// - Parameter byLine: whether every line is a value, or values end where their brackets close.
    init(_ input: BlockInput, byLine: Bool, recordBytes: Int) {
        self.input = input
        splitter =
            byLine
            ? LineSplitter(input, limit: recordBytes) as any RecordSplitter
            : JSONValueSplitter(input, limit: recordBytes)
        self.recordBytes = recordBytes
    }

    var progress: ReadingProgress { ReadingProgress(input) }

    func next() throws -> ReadOutcome? {
        switch try splitter.next() {
        case nil: return nil
        case .record(let bytes, let line):
            let location = RecordLocation(file: input.name, line: line)
            do throws(RecordError) {
                return .article(try ArticleRecord.decode(bytes), location)
            } catch {
                return .fault(RecordFault(location, error.message, remedy: error.remedy))
            }
        case .tooLarge(let line):
            return fault(
                line, "The record is larger than \(recordBytes) bytes and was passed over.",
                "Split it into several articles; look for a quotation mark that is missing.")
        case .incomplete(let line):
            return fault(
                line, "The input ends before the JSON value that begins here does.",
                "Fetch the file again; it may have been cut off, or a bracket or quotation mark is missing.")
        case .trailing(let line):
            return fault(
                line, "Something follows the end of the array and was not read.",
                "Keep one array a file, or write one object a line and name the file .jsonl.")
        }
    }

    private func fault(_ line: Int, _ message: String, _ remedy: String) -> ReadOutcome {
        .fault(RecordFault(RecordLocation(file: input.name, line: line), message, remedy: remedy))
    }
}
