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
    case notReady = "not-ready"

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
        case .overloaded, .shuttingDown, .notReady: .serviceUnavailable
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
        case .notReady: "Not ready"
        }
    }

    /// Faults of the modules below whose sentences a client may read. All others are internal: their sentences can
    /// name files and addresses of this machine, and go to the log only.
    static let published: [BylineError.Code: ProblemKind] = [
        "unknown-corpus": .unknownCorpus,
        "bad-question": .invalidRequest,
        "bad-limit": .invalidRequest,
        "bad-cursor": .invalidRequest,
        "vector-dimension": .invalidRequest,
        "chunking-mismatch": .corpusMismatch,
        "embedding-space-mismatch": .corpusMismatch,
        "space-incomplete": .corpusMismatch,
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
            } else {
                self = .internalFault
            }
        default: self = .internalFault
        }
    }

    var isInternal: Bool { type == ProblemKind.internalFault.type }
}
