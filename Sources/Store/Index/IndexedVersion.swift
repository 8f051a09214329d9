/// What the filter needs to know of a version, beside the vectors of its chunks.
struct IndexedVersion: Sendable, Equatable {
    let id: Int64
    /// Place of the outlet's key among ``VersionTable/sources``.
    let source: Int32
    let isRetracted: Bool
    /// Its article was removed: never seen again.
    var isRemoved: Bool
    let published: Int64?
    let knownFrom: Int64
    var knownTo: Int64?
}

/// The versions of one index, each at a fixed slot: a value whose copies share the blocks that were not written to.
struct VersionTable: Sendable {
    static let block = 1024

    private(set) var count = 0
    /// For each block, how often it was written to.
    private(set) var stamps: [Int] = []
    /// How often a version came to stand longer than it did.
    private(set) var widenings = 0
    /// The outlets' keys, in the order in which they came.
    private(set) var sources: [String] = []
    private var blocks = BlockArray<[IndexedVersion]>()

    subscript(slot: Int) -> IndexedVersion {
        get { blocks[slot / Self.block][slot % Self.block] }
        set {
            if let end = self[slot].knownTo, newValue.knownTo.map({ $0 > end }) ?? true { widenings += 1 }
            blocks.update(slot / Self.block) { $0[slot % Self.block] = newValue }
            stamps[slot / Self.block] += 1
        }
    }

    /// Adds a version and returns its slot.
    mutating func append(_ version: IndexedVersion) -> Int {
        if count.isMultiple(of: Self.block) {
            blocks.append([])
            stamps.append(0)
            blocks.update(blocks.count - 1) { $0.reserveCapacity(Self.block) }
        }
        blocks.update(blocks.count - 1) { $0.append(version) }
        stamps[stamps.count - 1] += 1
        count += 1
        return count - 1
    }

    /// Adds an outlet's key and returns its place.
    mutating func appendSource(_ key: String) -> Int32 {
        sources.append(key)
        return Int32(sources.count - 1)
    }

    /// What was told of the version at a slot.
    func state(_ slot: Int) -> VersionState {
        VersionState(self[slot], sourceKey: sources[Int(self[slot].source)])
    }

    /// The outlets of which a version passes the filter, in order. Versions that were replaced since still say how long an
    /// outlet is known; none says more than the moment could see, because what is admitted was known no earlier.
    func outlets(admittedBy filter: VersionFilter) -> [OutletPresence] {
        let admitted = admitted(by: filter)
        var known = [Bool](repeating: false, count: sources.count)
        var since = [Int64](repeating: .max, count: sources.count)
        for slot in 0..<count {
            let version = self[slot]
            let source = Int(version.source)
            if admitted[slot] { known[source] = true }
            if !version.isRemoved { since[source] = min(since[source], version.knownFrom) }
        }
        return sources.indices.filter { known[$0] && !sources[$0].isEmpty }
            .map { OutletPresence(name: sources[$0], knownSince: Instant.date(since[$0])) }
            .sorted { $0.name < $1.name }
    }

    /// For each slot, whether its version passes the filter.
    func admitted(by filter: VersionFilter) -> [Bool] {
        let sources = admittedSources(filter)
        return blocks.indices.flatMap { admitted(inBlock: $0, by: filter, sources) }
    }

    /// For each of ``sources``, whether the filter admits it.
    func admittedSources(_ filter: VersionFilter) -> [Bool] {
        sources.map { filter.sources.isEmpty || filter.sources.contains($0) }
    }

    /// The same of ``block`` versions, with what ``admittedSources(_:)`` gave.
    func admitted(inBlock index: Int, by filter: VersionFilter, _ sources: [Bool]) -> [Bool] {
        blocks[index].map { version in
            !version.isRemoved && sources[Int(version.source)]
                && (filter.excluded.isEmpty || !filter.excluded.contains(version.id))
                && (filter.topic?.versions.contains(version.id) ?? true)
                && filter.admits(
                    published: version.published, knownFrom: version.knownFrom, knownTo: version.knownTo,
                    isRetracted: version.isRetracted)
        }
    }
}
