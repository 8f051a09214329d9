import Testing

@testable import Corpus

@Suite("Notices of correction")
struct CorrectionNoticeTests {
    private let before = "The levy rises.\n\nIt was passed on Monday."

    @Test(
        "are recognised where the version before lacks them",
        arguments: [
            "Correction: The figure was wrong.", "CORRECTION (3 April 2025): An earlier version gave 910,000.",
            "Corrections : two names were misspelt.", "Corrected (Monday): see above.",
            "An earlier version of this article gave the wrong year.", "This story has been corrected to fix a name.",
        ])
    func notices(line: String) {
        #expect(CorrectionNotice.appears(in: before + "\n\n" + line, after: before))
        #expect(!CorrectionNotice.appears(in: before + "\n\n" + line + "\nMore.", after: line + "\n" + before))
    }

    @Test(
        "are told from other changes",
        arguments: [
            "", "Correction facilities are full.", "The minister issued a correction: it was 31.2 million.",
            "Corrected figures are due in May.", "Correction (no end", "Correction (3 April) was asked for.",
        ])
    func others(line: String) { #expect(!CorrectionNotice.appears(in: before + "\n" + line, after: before)) }

    @Test("a second notice counts beside a first")
    func second() {
        let first = before + "\nCorrection: one."
        #expect(CorrectionNotice.appears(in: first + "\nCorrection: two.", after: first))
    }
}
