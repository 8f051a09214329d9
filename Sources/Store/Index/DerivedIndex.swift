/// One immutable state of a ``DerivedIndex``. A search holds it without a lock, however long it takes.
protocol IndexSnapshot: Sendable {
    /// The last change that it knows of.
    var sequence: Int64 { get set }
    /// Rows, of removed versions as well.
    var rows: Int { get }
    /// What the rows belong to, each at a fixed slot.
    var versions: VersionTable { get set }
}

/// An index that is made from rows: a value that one owner changes and publishes as ``snapshot``.
///
/// Rows belong to versions. Those of a removed version are hidden at once and left out when the index is compacted.
protocol DerivedIndex: Sendable {
    associatedtype Snapshot: IndexSnapshot

    var state: IndexState<Snapshot> { get set }

    /// A copy without the hidden rows and their versions. Throws ``BlockFile/Fault`` where it cannot read its rows.
    func compacted() throws -> Self

    // MARK: As a file

    /// Eight bytes that no other kind of index begins with.
    static var magic: String { get }
    /// What a file must agree with to be read, beside its magic: the dimension of vectors, the revision of the word cutter.
    var form: Int64 { get }
    /// An empty one.
    init(form: Int64)
    /// Writes its rows, in any number of blocks.
    func writeRows(to blocks: BlockWriter) throws
    /// Reads them into an index that has the same versions at the same slots; throws ``BlockFile/Fault``.
    mutating func readRows(from blocks: inout BlockReader) throws
}

/// What every index consists of: the snapshot, and what its owner alone needs.
struct IndexState<Snapshot: IndexSnapshot>: Sendable {
    var snapshot: Snapshot
    /// Changes since it was last the same as its file.
    var unsavedChanges = 0
    private var register = VersionRegister()

    init(_ snapshot: Snapshot) { self.snapshot = snapshot }

    /// Whether a version has a slot.
    func contains(version: Int64) -> Bool { register.contains(version) }

    /// Adds a version without rows; one that is there already takes on the new state.
    mutating func set(_ version: VersionState) {
        unsavedChanges += 1
        register.set(version, in: &snapshot.versions)
    }

    /// Takes in all versions of a file, in the order of their slots; false where they cannot be those of an index.
    mutating func load(_ versions: [IndexedVersion], sources: [String]) -> Bool {
        register.load(versions, sources: sources, into: &snapshot.versions)
    }

    /// Hides the rows of a version.
    mutating func remove(version: Int64) {
        if register.remove(version, in: &snapshot.versions) { unsavedChanges += 1 }
    }

    /// The slot for a new row of a version; nil for a version that was not added.
    mutating func slotForRow(of version: Int64) -> Int32? {
        let slot = register.slotForRow(of: version, in: snapshot.versions)
        if slot != nil { unsavedChanges += 1 }
        return slot
    }

    /// Counts rows that are there already, each by its version's slot; false where a slot has no version.
    mutating func count(rowsAt slots: [Int32]) -> Bool { register.count(rowsAt: slots, in: snapshot.versions) }

    /// Whether so many rows are hidden that leaving them out is worth a copy.
    var needsCompaction: Bool { register.needsCompaction }

    /// Whether so much changed that the next start would be slow without a new file.
    var needsSaving: Bool { unsavedChanges > max(256, snapshot.rows / 10) }
}

extension DerivedIndex {
    /// What searches hold.
    var snapshot: Snapshot { state.snapshot }
}
