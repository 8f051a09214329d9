/// Reads all articles below a folder, file by file in the order of paths.
///
/// Files that cannot be read are faults, and the others go on. Left out are hidden files, files of no known kind
/// (counted in ``ReadingProgress/skippedFiles``), and `sources.json`, which describes outlets (``SourceList``).
final class FolderReader: ArticleReader {
    private var walk: FolderWalk
    private let format: ReaderFormat?
    private var reader: (any ArticleReader)?
    private var finished = ReadingProgress()

    init(_ path: String, format: ReaderFormat?) throws {
        self.format = format
        var survey = try FolderWalk(path)
        var total: Int64 = 0
        while let entry = survey.next() {
            if case .file(let path, let bytes) = entry, Self.isArticleFile(path) { total += bytes }
        }
        finished.totalBytes = total
        walk = try FolderWalk(path)
    }

    var progress: ReadingProgress {
        var progress = finished
        progress.bytesRead += reader?.progress.bytesRead ?? 0
        return progress
    }

    func next() throws -> ReadOutcome? {
        while true {
            guard let reader else {
                guard let entry = walk.next() else { return nil }
                if let fault = open(entry) { return .fault(fault) }
                continue
            }
            do {
                if let outcome = try reader.next() { return outcome }
                close(reader)
            } catch let error as BylineError {
                // What was read of the file before stands; the other files are still good.
                close(reader)
                return .fault(RecordFault(RecordLocation(file: currentPath, line: nil), error))
            }
        }
    }

    private var currentPath = ""

    private func open(_ entry: FolderWalk.Entry) -> RecordFault? {
        switch entry {
        case .special:
            finished.skippedFiles += 1
        case .unreadable(let error, let path):
            return RecordFault(RecordLocation(file: path, line: nil), error)
        case .file(let path, _):
            if Self.isSourceList(path) { return nil }
            guard Self.isArticleFile(path) else {
                finished.skippedFiles += 1
                return nil
            }
            currentPath = path
            finished.files += 1
            do {
                reader = try ArticleReaders.reader(of: BlockInput(path: path), format: format)
            } catch let error as BylineError {
                return RecordFault(RecordLocation(file: path, line: nil), error)
            } catch {
                let unreadable = BylineError(
                    .inputUnreadable, "'\(path)' cannot be read (\(error)).", remedy: "Check the file.")
                return RecordFault(RecordLocation(file: path, line: nil), unreadable)
            }
        }
        return nil
    }

    private func close(_ reader: any ArticleReader) {
        finished.bytesRead += reader.progress.bytesRead
        self.reader = nil
    }

    private static func isSourceList(_ path: String) -> Bool { path.hasSuffix("/" + SourceList.fileName) }

    private static func isArticleFile(_ path: String) -> Bool {
        ReaderFormat(path: path) != nil && !isSourceList(path)
    }
}
