import Corpus
import Retrieval

/// How a route is described.
struct Operation: Sendable {
    struct Parameter: Sendable {
        enum Place: String, Sendable {
            case path
            case query
        }

        let name: String
        let place: Place
        let schema: Schema

        var tree: JSONTree {
            [
                "name": .string(name), "in": .string(place.rawValue), "required": .boolean(place == .path),
                "schema": schema.tree,
            ]
        }
    }

    let id: String
    let summary: String
    var parameters: [Parameter] = []
    /// Schemas by media type; none where the route takes no body.
    var request: [String: Schema] = [:]
    /// Schemas by media type, by status; a status without schemas has no body.
    let responses: [Int: [String: Schema]]
    /// Beside `internal-fault`, which every route can meet.
    var problems: [ProblemKind] = []

    static let health = Operation(
        id: "health", summary: "Says that the process lives.", responses: [200: json("Health")])

    static let readiness = Operation(
        id: "readiness", summary: "Says whether a question asked now would be answered, and what is missing.",
        responses: [200: json("Readiness"), 503: json("Readiness")])

    static let description = Operation(
        id: "description", summary: "Describes this service: the document that you read.",
        responses: [200: ["application/json": .object("An OpenAPI 3.1 document.", [])]])

    static let createAnswer = Operation(
        id: "createAnswer",
        summary:
            "Answers a question with sentences that cite; as events while it is made, where the Accept header names "
            + "text/event-stream or the body sets stream.",
        request: json("AnswerRequest"),
        responses: [200: ["application/json": .named("Answer"), "text/event-stream": EventSchemas.anyEvent]],
        problems: bodyProblems + engineProblems + [.unknownCorpus, .overloaded, .shuttingDown])

    static let search = Operation(
        id: "search", summary: "Finds the passages for a question.", request: json("SearchRequest"),
        responses: [200: json("SearchResult")], problems: bodyProblems + engineProblems + [.unknownCorpus])

    static let listCorpora = Operation(
        id: "listCorpora", summary: "Lists the corpora.", responses: [200: json("CorpusList")],
        problems: [.invalidRequest])

    static let createCorpus = Operation(
        id: "createCorpus", summary: "Makes an empty corpus; one that is there already stays as it is.",
        request: json("CorpusRequest"), responses: [200: json("Corpus"), 201: json("Corpus")],
        problems: bodyProblems + [.corpusMismatch])

    static let getCorpus = Operation(
        id: "getCorpus", summary: "Shows a corpus.", parameters: [corpusName], responses: [200: json("Corpus")],
        problems: [.invalidRequest, .unknownCorpus])

    static let deleteCorpus = Operation(
        id: "deleteCorpus", summary: "Removes a corpus with all that it holds.", parameters: [corpusName],
        responses: [204: [:]], problems: [.invalidRequest, .unknownCorpus])

    static let listArticles = Operation(
        id: "listArticles", summary: "Lists articles of a corpus, page by page.",
        parameters: [
            corpusName,
            .init(name: "source", place: .query, schema: .string("A name of an outlet; may occur several times.")),
            .init(name: "category", place: .query, schema: .string("A category; may occur several times.")),
            .init(name: "language", place: .query, schema: .string("A language; may occur several times.")),
            .init(name: "place", place: .query, schema: .string("A place that is named; may occur several times.")),
            .init(name: "published_from", place: .query, schema: .date("Published at this instant or later.")),
            .init(name: "published_before", place: .query, schema: .date("Published before this instant.")),
            .init(name: "as_of", place: .query, schema: .date("Sees the corpus as it stood at this instant.")),
            .init(name: "include_undated", place: .query, schema: .boolean("Admits articles without a date.")),
            .init(name: "include_retracted", place: .query, schema: .boolean("Admits withdrawn articles.")),
            .init(
                name: "limit", place: .query,
                schema: .integer("Articles of a page at most.", Articles.limitRange, standard: 50)),
            .init(name: "cursor", place: .query, schema: .string("The next of the page before.")),
        ],
        responses: [200: json("ArticleList")], problems: [.invalidRequest, .unknownCorpus])

    static let addArticles = Operation(
        id: "addArticles",
        summary:
            "Writes articles into a corpus, which is made where it does not exist. What is acknowledged is on disk.",
        parameters: [
            corpusName,
            .init(
                name: "provenance", place: .query,
                schema: .string(
                    "live: an article stands from now on. backfill: from its publication.",
                    values: Provenance.allCases.map(\.rawValue))),
        ],
        request: [
            RequestContent.json: .any(of: [.named("ArticleRecord"), .named("Articles")]),
            RequestContent.jsonLines: .named("ArticleRecord"),
        ],
        responses: [200: json("IngestionResult"), 207: json("IngestionResult")],
        problems: bodyProblems + engineProblems + [.noAcceptableArticle, .storageFull])

    static let getArticle = Operation(
        id: "getArticle", summary: "Shows the version of an article that stands, or that stood at a time.",
        parameters: [
            corpusName, articleID, .init(name: "as_of", place: .query, schema: .date("At this instant.")),
        ],
        responses: [200: json("Version")], problems: articleProblems)

    static let deleteArticle = Operation(
        id: "deleteArticle", summary: "Removes an article with all its versions.",
        parameters: [corpusName, articleID], responses: [204: [:]], problems: articleProblems)

    static let listVersions = Operation(
        id: "listVersions", summary: "Shows all versions of an article.", parameters: [corpusName, articleID],
        responses: [200: json("VersionList")], problems: articleProblems)

    private static func json(_ name: String) -> [String: Schema] { [RequestContent.json: .named(name)] }

    private static let corpusName = Parameter(name: "name", place: .path, schema: .string("The corpus."))
    private static let articleID = Parameter(name: "id", place: .path, schema: .string("The article."))
    private static let bodyProblems: [ProblemKind] = [
        .malformedJSON, .bodyTooLarge, .unsupportedMediaType, .invalidRequest,
    ]
    private static let engineProblems: [ProblemKind] = [.corpusMismatch, .embedderUnavailable, .storageBusy]
    private static let articleProblems: [ProblemKind] = [.invalidRequest, .unknownCorpus, .unknownArticle]
}
