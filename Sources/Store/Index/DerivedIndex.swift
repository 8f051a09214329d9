/// An index that is made from rows: a value that one owner changes and publishes as ``snapshot``.
///
/// Rows belong to versions. Those of a removed version are hidden at once and left out when the index is compacted.
protocol DerivedIndex: Sendable {
    associatedtype Snapshot: Sendable

    /// What searches hold.
    var snapshot: Snapshot { get }
    /// The last change that it knows of.
    var sequence: Int64 { get set }
    /// Changes since it was last the same as its file.
    var unsavedChanges: Int { get set }
    /// Rows, hidden ones as well.
    var rows: Int { get }
    /// Its versions, each at a fixed slot.
    var versions: VersionTable { get }

    /// Whether a version has a slot.
    func contains(version: Int64) -> Bool
    /// Adds a version without rows; one that is there already takes on the new state.
    mutating func set(_ version: VersionState)
    /// Hides the rows of a version.
    mutating func remove(version: Int64)

    /// Whether so many rows are hidden that leaving them out is worth a copy.
    var needsCompaction: Bool { get }
    /// A copy without the hidden rows and their versions.
    func compacted() -> Self

    // MARK: As a file

    /// Eight bytes that no other kind of index begins with.
    static var magic: String { get }
    /// What a file must agree with to be read, beside its magic: the dimension of vectors, the revision of the word cutter.
    var form: Int64 { get }
    /// An empty one.
    init(form: Int64)
    /// Its rows, in any number of blocks.
    func writeRows(to blocks: BlockWriter) throws
    /// Reads them into an index that has the same versions at the same slots; throws ``BlockFile/Fault``.
    mutating func readRows(from blocks: inout BlockReader) throws
}

extension DerivedIndex {
    /// Whether so much changed that the next start would be slow without a new file.
    var needsSaving: Bool { unsavedChanges > max(256, rows / 10) }
}
