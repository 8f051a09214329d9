import Foundation

/// Writes `text` to a file of its own, hands it to `body`, and removes it.
func withFile<Result>(_ text: String, _ body: (URL) throws -> Result) throws -> Result {
    try withFile(Data(text.utf8), body)
}

func withFile<Result>(_ data: Data, _ body: (URL) throws -> Result) throws -> Result {
    let file = FileManager.default.temporaryDirectory.appending(path: "evaluation-\(UUID().uuidString).txt")
    try data.write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    return try body(file)
}
