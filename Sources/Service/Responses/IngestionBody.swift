import Corpus
import Ingestion

/// A record that was not taken.
struct RecordFaultBody: Encodable {
    /// In the order of the request, from 0.
    let record: Int?
    let message: String
    let remedy: String
}

/// What became of the articles of a request.
struct IngestionBody: Encodable {
    let corpus: String
    /// Records taken.
    let read: Int
    let inserted: Int
    let updated: Int
    let unchanged: Int
    /// Records that were not taken.
    let refused: Int
    let faults: [RecordFaultBody]
    let warnings: [String]

    init(corpus: CorpusName, report: IngestionReport, records: ArticleRecords) {
        let later = report.faults.map { RecordFaultBody($0, records: records) }
        self.corpus = corpus.rawValue
        read = report.read
        inserted = report.inserted
        updated = report.updated
        unchanged = report.unchanged
        faults = records.faults + later
        refused = records.faults.count + report.faultCount
        warnings = report.warnings
    }

    /// The same as a problem, for a request of which nothing was taken.
    var refusal: ProblemDetails {
        ProblemDetails(
            .noAcceptableArticle,
            detail: refused == 1 ? "The record cannot be taken." : "None of the \(refused) records can be taken.",
            remedy: "Correct the records as 'errors' says; /openapi.json describes an article.",
            errors: faults.prefix(RequestMistakes.limit).map { fault in
                .init(
                    pointer: fault.record.map { "#/articles/\($0)" } ?? "#", detail: "\(fault.message) \(fault.remedy)")
            })
    }
}

extension RecordFaultBody {
    /// A fault found after reading. The articles of a request reach the ingestor without those that could not be read:
    /// its count of them, from 1, is turned into the number that the client knows.
    init(_ fault: RecordFault, records: ArticleRecords) {
        let index = fault.location.line.map { $0 - 1 }
        record = index.flatMap { records.articles.indices.contains($0) ? records.articles[$0].record : nil }
        message = fault.message
        remedy = fault.remedy
    }
}
