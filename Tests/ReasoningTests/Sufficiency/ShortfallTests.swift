import Testing

@testable import Reasoning

@Suite("Shortfall")
struct ShortfallTests {
    private let inquiry = Evidence.Article(
        source: "Ledger", title: "Flood inquiry opens", day: "2025-03-03",
        sentences: ["Retired judge Beatrix Orlane chairs the flood inquiry."])

    @Test("says what was looked for, and what came nearest with its outlet and date")
    func sentence() throws {
        let task = try Evidence.task("How much did Zebulon Quartz pay for the flood inquiry?", [inquiry])
        let text = Shortfall(task: task).sentence("Nothing mentions it")
        #expect(text.hasPrefix("Nothing mentions it. Looked for \u{201C}Zebulon Quartz\u{201D}"))
        #expect(text.hasSuffix("the closest article is \u{201C}Flood inquiry opens\u{201D} (Ledger, 2025-03-03)."))
    }

    @Test("names the words that nothing has")
    func words() throws {
        let task = try Evidence.task("Which zeppelin did the inquiry hire?", [inquiry])
        #expect(Shortfall(task: task).missing.contains("\u{201C}zeppelin\u{201D}"))
    }

    @Test("of no evidence names no article")
    func empty() throws {
        let task = try Evidence.task("Which zeppelin did the inquiry hire?", [])
        #expect(!Shortfall(task: task).sentence("Nothing").contains("closest"))
    }
}
