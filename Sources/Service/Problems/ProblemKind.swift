import Corpus
import Hummingbird

/// The kinds of problems that a client can meet: the one table of types and statuses.
enum ProblemKind: String, CaseIterable {
    case malformedJSON = "malformed-json"
    case unknownRoute = "unknown-route"
    case unknownCorpus = "unknown-corpus"
    case unknownArticle = "unknown-article"
    case methodNotAllowed = "method-not-allowed"
    case corpusMismatch = "corpus-mismatch"
    case bodyTooLarge = "body-too-large"
    case unsupportedMediaType = "unsupported-media-type"
    case invalidRequest = "invalid-request"
    case noAcceptableArticle = "no-acceptable-article"
    case internalFault = "internal-fault"
    case overloaded = "overloaded"
    case shuttingDown = "shutting-down"
    case embedderUnavailable = "embedder-unavailable"
    case storageBusy = "storage-busy"
    case storageFull = "storage-full"

    /// Stable: clients compare it.
    var type: String { "/problems/\(rawValue)" }

    var status: HTTPResponse.Status {
        switch self {
        case .malformedJSON: .badRequest
        case .unknownRoute, .unknownCorpus, .unknownArticle: .notFound
        case .methodNotAllowed: .methodNotAllowed
        case .corpusMismatch: .conflict
        case .bodyTooLarge: .contentTooLarge
        case .unsupportedMediaType: .unsupportedMediaType
        case .invalidRequest, .noAcceptableArticle: .unprocessableContent
        case .internalFault: .internalServerError
        case .overloaded, .shuttingDown, .embedderUnavailable, .storageBusy: .serviceUnavailable
        case .storageFull: .init(code: 507, reasonPhrase: "Insufficient Storage")
        }
    }

    /// The same for every problem of the kind.
    var title: String {
        switch self {
        case .malformedJSON: "The body is not JSON"
        case .unknownRoute: "Unknown path"
        case .unknownCorpus: "Unknown corpus"
        case .unknownArticle: "Unknown article"
        case .methodNotAllowed: "Method not allowed"
        case .corpusMismatch: "The corpus was made otherwise"
        case .bodyTooLarge: "Body too large"
        case .unsupportedMediaType: "Unsupported content type"
        case .invalidRequest: "Invalid request"
        case .noAcceptableArticle: "No acceptable article"
        case .internalFault: "Internal fault"
        case .overloaded: "Too many requests at once"
        case .shuttingDown: "Shutting down"
        case .embedderUnavailable: "The embedder cannot be reached"
        case .storageBusy: "The store is busy"
        case .storageFull: "The disk is full"
        }
    }

    /// Faults of the modules below that a client caused, and whose sentences it may read.
    static let published: [BylineError.Code: ProblemKind] = [
        "unknown-corpus": .unknownCorpus,
        "bad-question": .invalidRequest,
        "bad-limit": .invalidRequest,
        "bad-cursor": .invalidRequest,
        "chunking-mismatch": .corpusMismatch,
        "embedding-space-mismatch": .corpusMismatch,
        "space-incomplete": .corpusMismatch,
    ]

    /// Faults of the modules below that pass, or that the operator can mend. Their sentences can name files and addresses
    /// of this machine: they go to the log, and the client gets others. All faults that stand in neither table are
    /// internal.
    static let concealed: [BylineError.Code: ProblemKind] = [
        "store-locked": .storageBusy,
        "disk-full": .storageFull,
        "embedder-unavailable": .embedderUnavailable,
        "embedder-rate-limited": .embedderUnavailable,
        "embedder-quota-used-up": .embedderUnavailable,
        "connection-failed": .embedderUnavailable,
        "connection-lost": .embedderUnavailable,
        "connection-refused": .embedderUnavailable,
        "name-not-resolved": .embedderUnavailable,
        "timeout-connect": .embedderUnavailable,
        "timeout-first-byte": .embedderUnavailable,
        "timeout-idle": .embedderUnavailable,
        "timeout-total": .embedderUnavailable,
    ]
}

extension ProblemDetails {
    /// What a client is told of any error.
    init(describing error: any Error) {
        switch error {
        case let problem as ProblemDetails: self = problem
        case let error as BylineError:
            if let kind = ProblemKind.published[error.code] {
                self.init(kind, detail: error.message, remedy: error.remedy)
            } else if let kind = ProblemKind.concealed[error.code] {
                self = .passing(kind)
            } else {
                self = .internalFault
            }
        default: self = .internalFault
        }
    }

    /// A fault of the server or of what it depends on: its log says more than the client is told.
    var isOfServer: Bool { status >= 500 && type != ProblemKind.overloaded.type }
}
