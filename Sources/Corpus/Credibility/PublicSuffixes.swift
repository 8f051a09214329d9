/// Under which domains the public can register names, so that what stands directly under one is somebody's own:
/// `news.example.co.uk` belongs to `example.co.uk`, since `co.uk` is such a suffix.
///
/// The algorithm is that of publicsuffix.org/list: of the rules that fit a host, an exception decides, else the one with the most
/// labels, else `*`. A rule's `*` stands for exactly one label. ``builtIn`` is a table of our own, the same on every machine; the full
/// list can be read in its place.
public struct PublicSuffixes: Sendable {
    /// How a full list is called, as its publisher calls it.
    public static let fileName = "public_suffix_list.dat"

    /// Rules as a tree of labels, from the last label of a name to the first.
    private struct Node: Sendable {
        enum Kind: Sendable { case inner, rule, exception }

        var kind = Kind.inner
        var children: [String: Int] = [:]
    }

    private var nodes = [Node()]
    /// Rules that were taken.
    public private(set) var count = 0

    /// From rules in the list's own form: `com`, `*.ck`, `!www.ck`. Those that no domain name can have are left out.
    public init(rules: some Sequence<some StringProtocol>) {
        for rule in rules { add(Substring(rule)) }
    }

    /// Reads a list: one rule a line, up to the first blank; lines that begin with `//` are comments.
    ///
    /// - Throws: `BylineError` `input-unreadable`, or `suffix-list-invalid` for a file that is no such list.
    public init(path: String) throws {
        let lines = try LineReader(path: path, lineBytes: 4_096)
        self.init(rules: [Substring]())
        do {
            while let line = try lines.next() {
                guard let text = String(validating: line.bytes, as: UTF8.self), count <= Self.maximumRules else {
                    throw Self.invalid(path, line.number)
                }
                guard let rule = text.split(whereSeparator: \.isWhitespace).first, !rule.hasPrefix("//") else {
                    continue
                }
                guard add(rule) else { throw Self.invalid(path, line.number) }
            }
        } catch let error as BylineError where error.code == .lineTooLarge {
            throw Self.invalid(path, nil, cause: error)
        }
        guard count > 0 else { throw Self.invalid(path, nil) }
    }

    /// Ten times the length of the list in 2026.
    private static let maximumRules = 100_000

    private static func invalid(_ path: String, _ line: Int?, cause: (any Error)? = nil) -> BylineError {
        BylineError(
            .suffixListInvalid,
            "'\(path)' is no list of public suffixes\(line.map { ": line \($0) is no rule" } ?? "").",
            remedy: "Put \(fileName) of publicsuffix.org there, or remove it: Byline has a smaller list of its own.",
            cause: cause)
    }

    /// False where it is no rule.
    @discardableResult
    private mutating func add(_ rule: Substring) -> Bool {
        let isException = rule.hasPrefix("!")
        let labels = rule.dropFirst(isException ? 1 : 0).lowercased().split(
            separator: ".", omittingEmptySubsequences: false
        ).map(Punycode.label)
        guard !labels.isEmpty, labels.count <= 16, labels.allSatisfy({ $0 != nil }) else { return false }
        var place = 0
        for label in labels.reversed().compactMap({ $0 }) {
            if let next = nodes[place].children[label] {
                place = next
            } else {
                nodes[place].children[label] = nodes.count
                place = nodes.count
                nodes.append(Node())
            }
        }
        if nodes[place].kind == .inner { count += 1 }
        nodes[place].kind = isException ? .exception : .rule
        return true
    }

    /// The name under which the owner of a host registered it; nil for a public suffix itself and for addresses in numbers.
    public func registrableDomain(of host: HostName) -> String? {
        guard !host.isAddress else { return nil }
        let labels = host.labels
        let suffix = suffixLength(labels)
        return labels.count > suffix ? labels.suffix(suffix + 1).joined(separator: ".") : nil
    }

    /// The host itself and the domains above it, nearest first, down to the registrable one: all that one owner answers for.
    /// Of a public suffix and of an address, itself alone.
    public func chain(of host: HostName) -> [String] {
        guard !host.isAddress else { return [host.name] }
        let labels = host.labels
        let steps = labels.count - suffixLength(labels)
        guard steps > 1 else { return [host.name] }
        return (0..<steps).map { labels.dropFirst($0).joined(separator: ".") }
    }

    private func suffixLength(_ labels: [Substring]) -> Int {
        var best = 1
        var exception: Int?
        func visit(_ place: Int, depth: Int) {
            switch nodes[place].kind {
            case .inner: break
            case .rule: best = max(best, depth)
            case .exception: exception = max(exception ?? 0, depth - 1)
            }
            guard depth < labels.count else { return }
            for label in [String(labels[labels.count - 1 - depth]), "*"] {
                if let next = nodes[place].children[label] { visit(next, depth: depth + 1) }
            }
        }
        visit(0, depth: 0)
        return exception ?? best
    }
}

extension BylineError.Code {
    /// A file of public suffixes is none.
    public static let suffixListInvalid: Self = "suffix-list-invalid"
}
