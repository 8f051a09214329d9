/// That a chunk has a term: the chunk's row, and how often the term stands in its text and in its title. Counts above 255
/// are kept as 255, from where on one more hardly moves a score.
struct Posting: Sendable, Equatable {
    let row: Int
    let text: Int
    let title: Int

    static let largestCount = 0xFF

    init(row: Int, text: Int, title: Int) {
        self.row = row
        self.text = min(text, Self.largestCount)
        self.title = min(title, Self.largestCount)
    }
}
