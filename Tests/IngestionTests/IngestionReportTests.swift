import Corpus
import Testing

@testable import Ingestion

@Suite("Ingestion report")
struct IngestionReportTests {
    private func report(faults: Int) -> IngestionReport {
        var report = IngestionReport()
        for line in 0..<faults {
            report.add(RecordFault(RecordLocation(file: "f", line: line), "It is bad.", remedy: "Mend it."))
        }
        return report
    }

    @Test("counts all faults and keeps the first thousand")
    func limit() {
        let report = report(faults: 1_200)
        #expect(report.faultCount == 1_200)
        #expect(report.faults.count == IngestionReport.faultLimit)
        #expect(report.faults.last?.location.line == 999)
    }

    @Test("adds up with another one")
    func merge() {
        var sum = report(faults: 700)
        (sum.read, sum.inserted, sum.updated, sum.unchanged, sum.chunks, sum.tokens) = (1, 2, 3, 4, 5, 6)
        sum.untrainedLanguages = ["de": 1]
        var other = report(faults: 1_100)
        (other.read, other.inserted, other.updated, other.unchanged, other.chunks, other.tokens) = (
            10, 20, 30, 40, 50, 60
        )
        other.untrainedLanguages = ["de": 2, "fr": 3]
        sum.merge(other)
        #expect(sum.read == 11 && sum.inserted == 22 && sum.updated == 33 && sum.unchanged == 44)
        #expect(sum.chunks == 55 && sum.tokens == 66)
        #expect(sum.faultCount == 1_800)
        #expect(sum.faults.count == 1_000)
        #expect(sum.untrainedLanguages == ["de": 3, "fr": 3])
    }
}
