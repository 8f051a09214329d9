import CCurl
import Foundation

/// libcurl's handle of one transfer, with all that must live as long. Belongs to the loop's thread.
final class CurlTransfer {
    let handle: UnsafeMutableRawPointer
    let transfer: Transfer
    private var headers: UnsafeMutablePointer<curl_slist>?
    private let errorText: UnsafeMutablePointer<CChar>

    /// Makes a handle for the request and starts it.
    init(_ transfer: Transfer, addedTo multi: UnsafeMutableRawPointer) throws(TransferFault) {
        guard let handle = curl_easy_init() else {
            throw .curl(CurlFault(code: CURLE_OUT_OF_MEMORY, detail: "no handle"))
        }
        self.handle = handle
        self.transfer = transfer
        errorText = .allocate(capacity: Int(CURL_ERROR_SIZE))
        errorText.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
        try configure()
        guard curl_multi_add_handle(multi, handle) == CURLM_OK else {
            throw .curl(CurlFault(code: CURLE_FAILED_INIT, detail: "the transfer could not be started"))
        }
    }

    deinit {
        curl_easy_cleanup(handle)
        curl_slist_free_all(headers)
        errorText.deallocate()
    }

    /// Takes the transfer out of the loop; where it was not finished, its connection is closed.
    func detach(from multi: UnsafeMutableRawPointer) { curl_multi_remove_handle(multi, handle) }

    /// Goes on after a pause.
    func resume() { curl_easy_pause(handle, CURLPAUSE_CONT) }

    /// What libcurl's result means for the transfer.
    func fault(for result: CURLcode) -> TransferFault? {
        switch result {
        case CURLE_OK: return nil
        // libcurl has the same limit as the state machine, for each address of a host a part of it.
        case CURLE_OPERATION_TIMEDOUT: return .timedOut(.connect, after: transfer.request.timeouts.connect)
        default:
            var systemError = 0
            _ = ccurl_get_long(handle, CURLINFO_OS_ERRNO, &systemError)
            let text = String(cString: errorText)
            return .curl(
                CurlFault(
                    code: result, detail: text.isEmpty ? String(cString: curl_easy_strerror(result)) : text,
                    systemError: Int32(truncatingIfNeeded: systemError)))
        }
    }

    // MARK: Options

    private func configure() throws(TransferFault) {
        let request = transfer.request
        try set(CURLOPT_NOSIGNAL, 1)
        // Without it, ending a transfer during name resolution would hold the thread until the resolver gives up.
        try set(CURLOPT_QUICK_EXIT, 1)
        try set(CURLOPT_PROTOCOLS_STR, "http,https")
        try set(CURLOPT_URL, request.url.absoluteString)
        try set(CURLOPT_FOLLOWLOCATION, 0)
        try set(CURLOPT_ACCEPT_ENCODING, "gzip")
        try set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
        try set(CURLOPT_BUFFERSIZE, 64 * 1024)
        try set(CURLOPT_CONNECTTIMEOUT_MS, max(1, Int(request.timeouts.connect / .milliseconds(1))))
        try check(ccurl_set_pointer(handle, CURLOPT_ERRORBUFFER, errorText), "CURLOPT_ERRORBUFFER")
        if let file = request.certificateAuthorities { try set(CURLOPT_CAINFO, file.path) }
        try setProxy(request)
        try setMethodAndBody(request)
        try setHeaders(request)
        try setFunctions()
    }

    private func setProxy(_ request: HTTPRequest) throws(TransferFault) {
        switch request.proxy {
        case .none: try set(CURLOPT_PROXY, "")
        case .url(let url): try set(CURLOPT_PROXY, url.absoluteString)
        case .environment: if request.url.isLoopback { try set(CURLOPT_PROXY, "") }
        }
    }

    private func setMethodAndBody(_ request: HTTPRequest) throws(TransferFault) {
        // These methods announce even an empty body, without which strict servers answer 411.
        let body = request.body ?? (["POST", "PUT", "PATCH"].contains(request.method) ? Data() : nil)
        if let body {
            try check(
                ccurl_set_offset(handle, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(body.count)), "CURLOPT_POSTFIELDSIZE")
            // An empty Data may have no address, which libcurl would take for "read from a callback".
            let copied =
                body.isEmpty
                ? ccurl_set_string(handle, CURLOPT_COPYPOSTFIELDS, "")
                : body.withUnsafeBytes {
                    ccurl_set_pointer(handle, CURLOPT_COPYPOSTFIELDS, UnsafeMutableRawPointer(mutating: $0.baseAddress))
                }
            try check(copied, "CURLOPT_COPYPOSTFIELDS")
        }
        switch request.method {
        case "GET" where body == nil: try set(CURLOPT_HTTPGET, 1)
        case "HEAD": try set(CURLOPT_NOBODY, 1)
        case "POST": try set(CURLOPT_POST, 1)
        default: try set(CURLOPT_CUSTOMREQUEST, request.method)
        }
    }

    private func setHeaders(_ request: HTTPRequest) throws(TransferFault) {
        // No 100-continue: the servers that this talks to answer it late or not at all.
        var lines = ["Expect:"]
        if request.headers["Content-Type"] == nil { lines.append("Content-Type:") }
        lines += request.headers.fields.map { $0.value.isEmpty ? "\($0.name);" : "\($0.name): \($0.value)" }
        if let field = request.credential?.field { lines.append("\(field.name): \(field.value)") }
        for line in lines {
            guard let longer = curl_slist_append(headers, line) else {
                throw .curl(CurlFault(code: CURLE_OUT_OF_MEMORY, detail: "no memory for the headers"))
            }
            headers = longer
        }
        try check(ccurl_set_list(handle, CURLOPT_HTTPHEADER, headers), "CURLOPT_HTTPHEADER")
    }

    private func setFunctions() throws(TransferFault) {
        let context = Unmanaged.passUnretained(transfer).toOpaque()
        for option in [CURLOPT_WRITEDATA, CURLOPT_HEADERDATA, CURLOPT_PREREQDATA] {
            try check(ccurl_set_pointer(handle, option, context), "context")
        }
        let onBody: ccurl_data_function = { bytes, size, count, context in
            guard let bytes, let context else { return 0 }
            let piece = UnsafeRawBufferPointer(start: bytes, count: size * count)
            let transfer = Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
            return switch transfer.update({ $0.receivedBody(piece, at: .now) }) {
            case .accept: piece.count
            case .pause: Int(CURL_WRITEFUNC_PAUSE)
            case .abort: piece.count &+ 1
            }
        }
        let onHeader: ccurl_data_function = { bytes, size, count, context in
            guard let bytes, let context else { return 0 }
            let piece = UnsafeRawBufferPointer(start: bytes, count: size * count)
            let line = String(decoding: piece, as: UTF8.self)
            let transfer = Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
            return transfer.update({ $0.receivedHeaderLine(line, at: .now) }) == .accept ? piece.count : 0
        }
        try check(ccurl_set_data_function(handle, CURLOPT_WRITEFUNCTION, onBody), "CURLOPT_WRITEFUNCTION")
        try check(ccurl_set_data_function(handle, CURLOPT_HEADERFUNCTION, onHeader), "CURLOPT_HEADERFUNCTION")
        let onConnected: ccurl_connected_function = { context, _, _, _, _ in
            guard let context else { return 1 }
            Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue().update { $0.connected(at: .now) }
            return 0
        }
        try check(ccurl_set_connected_function(handle, onConnected), "CURLOPT_PREREQFUNCTION")
    }

    private func set(_ option: CURLoption, _ value: Int) throws(TransferFault) {
        try check(ccurl_set_long(handle, option, value), "option \(option.rawValue)")
    }

    private func set(_ option: CURLoption, _ value: String) throws(TransferFault) {
        try check(ccurl_set_string(handle, option, value), "option \(option.rawValue)")
    }

    private func check(_ code: CURLcode, _ name: String) throws(TransferFault) {
        guard code == CURLE_OK else {
            throw .curl(CurlFault(code: code, detail: "\(name): \(String(cString: curl_easy_strerror(code)))"))
        }
    }
}

extension URL {
    /// Whether the host is this machine, by name or number.
    fileprivate var isLoopback: Bool {
        guard let host = host(percentEncoded: false)?.lowercased() else { return false }
        return host == "localhost" || host.hasSuffix(".localhost") || host.hasPrefix("127.") && host.isDottedNumber
            || host == "::1" || host == "[::1]"
    }
}

extension String {
    fileprivate var isDottedNumber: Bool { utf8.allSatisfy { $0 == 0x2e || (0x30...0x39).contains($0) } }
}
