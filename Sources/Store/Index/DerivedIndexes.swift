import Corpus
import Embedding
import Foundation
import GRDB
import Logging
import Synchronization

/// The vector indexes of a store, one for each corpus and space that is searched, kept in step with the change log.
///
/// Searches take a published snapshot and never wait. Whoever brings indexes up to date does it one at a time, on a
/// thread of the database, in one read transaction.
final class VectorIndexes: Sendable {
    private struct Place: Hashable {
        let corpus: CorpusName
        let space: String
    }

    private struct Entry {
        let corpus: Int64
        let space: Int64
        var index: FlatIndex
    }

    private struct State {
        /// The last change that was looked at.
        var sequence: Int64 = 0
        var entries: [Place: Entry] = [:]
    }

    /// The folder of index files.
    private let folder: URL
    private let logger: Logger
    // Held while the log is read, so that changes are applied in order.
    private let state = Mutex(State())
    // Held for a moment.
    private let published = Mutex<[Place: FlatSnapshot]>([:])
    private let appliedSequence = Atomic<Int64>(0)

    init(folder: URL, logger: Logger) {
        self.folder = folder
        self.logger = logger
    }

    /// The last change that every published snapshot knows of.
    var sequence: Int64 { appliedSequence.load(ordering: .acquiring) }

    /// The snapshot to search; nil where there is no index for the space yet.
    func snapshot(corpus: CorpusName, space: EmbeddingSpace) -> FlatSnapshot? {
        let place = Place(corpus: corpus, space: space.identifier)
        return published.withLock { $0[place] }
    }

    /// Makes the index of a space where it is missing.
    func load(_ db: Database, corpus: CorpusName, space: EmbeddingSpace) throws {
        try state.withLock { state in
            let place = Place(corpus: corpus, space: space.identifier)
            guard let row = try CorpusRow.find(db, corpus),
                let spaceRow = row.spaces.first(where: { $0.space == space })
            else { return }
            if let entry = state.entries[place], entry.space == spaceRow.id { return }
            let entry = try build(db, row, spaceRow)
            // This transaction may be older than what the others know: then the log is read again from here.
            state.sequence = min(state.sequence, entry.index.sequence)
            state.entries[place] = entry
            publish(state)
        }
    }

    /// Applies what changed since the last call, and loads the active space of a corpus that has no index yet.
    func catchUp(_ db: Database) throws {
        try state.withLock { state in
            let last = try ChangeLog.last(db)
            // Another thread may have read a later state of the database already.
            guard last > state.sequence else { return }
            var isLoading = state.entries.isEmpty
            if !state.entries.isEmpty {
                let entries = try ChangeLog.entries(db, after: state.sequence)
                isLoading = entries.contains { $0.kind == .corpusCreated || $0.kind == .spaceActivated }
                try apply(entries, upTo: last, to: &state, db)
            }
            if isLoading { try loadActiveSpaces(&state, db) }
            state.sequence = last
            publish(state)
        }
    }

    private func loadActiveSpaces(_ state: inout State, _ db: Database) throws {
        for name in try CorpusRow.names(db) {
            guard let row = try CorpusRow.find(db, name) else { continue }
            let active = try row.activeSpace()
            let place = Place(corpus: name, space: active.space.identifier)
            if state.entries[place] == nil { state.entries[place] = try build(db, row, active) }
        }
    }

    /// Makes all indexes again from the rows.
    func rebuild(_ db: Database) throws {
        state.withLock { $0 = State() }
        try catchUp(db)
    }

    /// Rows by corpus and space that can be found, for checks.
    func visibleRows(corpus: CorpusName, space: EmbeddingSpace) -> Int? {
        guard let snapshot = snapshot(corpus: corpus, space: space) else { return nil }
        return snapshot.segments.reduce(0) { sum, segment in
            sum + segment.slots.count { !snapshot.versions[Int($0)].isRemoved }
        }
    }

    private func apply(
        _ entries: [ChangeLog.Entry], upTo last: Int64, to state: inout State, _ db: Database
    ) throws {
        let removedCorpora = Set(entries.filter { $0.kind == .corpusRemoved }.map(\.corpus))
        let removedSpaces = Set(entries.filter { $0.kind == .spaceRemoved }.map(\.subject))
        for place in Array(state.entries.keys) {
            // Taken out while it changes: a second owner would make every change a copy.
            guard var entry = state.entries.removeValue(forKey: place),
                !removedCorpora.contains(entry.corpus), !removedSpaces.contains(entry.space)
            else { continue }
            try IndexFeed(db: db, corpus: entry.corpus, space: entry.space)
                .apply(entries, to: &entry.index, upTo: last)
            state.entries[place] = entry
        }
    }

    private func build(_ db: Database, _ row: CorpusRow, _ space: CorpusRow.SpaceRow) throws -> Entry {
        let feed = IndexFeed(db: db, corpus: row.id, space: space.id)
        let dimension = space.space.dimension
        let index = try readFile(feed, dimension: dimension) ?? feed.build(dimension: dimension)
        return Entry(corpus: row.id, space: space.id, index: index)
    }

    private func publish(_ state: State) {
        let snapshots = state.entries.mapValues(\.index.snapshot)
        published.withLock { $0 = snapshots }
        appliedSequence.store(state.sequence, ordering: .releasing)
    }

    // MARK: Files

    private func file(of space: Int64) -> IndexFile {
        IndexFile(url: folder.appendingPathComponent("space-\(space).flat"))
    }

    /// The index that a file holds, brought up to date; nil where it has none that can be trusted.
    private func readFile(_ feed: IndexFeed, dimension: Int) throws -> FlatIndex? {
        let number = try Int64.fetchOne(
            feed.db, sql: "SELECT number FROM index_file WHERE space_id = ?", arguments: [feed.space])
        guard let number else { return nil }
        do {
            let last = try ChangeLog.last(feed.db)
            var index = try file(of: feed.space).read(number: number, dimension: dimension)
            guard index.sequence <= last else { throw IndexFile.Fault.foreign }
            index.unsavedChanges = 0
            try feed.apply(try ChangeLog.entries(feed.db, after: index.sequence), to: &index, upTo: last)
            return index
        } catch let fault as IndexFile.Fault {
            logger.notice(
                "An index file is made again from the rows.",
                metadata: ["space": "\(feed.space)", "fault": "\(fault)"])
            return nil
        }
    }

    /// Whether so much changed that the next start would be slow without a new file.
    var needSaving: Bool { state.withLock { $0.entries.values.contains { Self.needsSaving($0) } } }

    private static func needsSaving(_ entry: Entry) -> Bool {
        entry.index.unsavedChanges > max(256, entry.index.snapshot.rows / 10)
    }

    /// Writes the files of indexes that changed much, or of `all`. Blocks.
    func save(to pool: DatabasePool, all: Bool = false) throws {
        let entries = state.withLock { state in
            state.entries.filter { all || Self.needsSaving($0.value) }
        }
        for (place, entry) in entries {
            let number = Int64.random(in: .min ... .max)
            try file(of: entry.space).write(entry.index, number: number)
            try pool.write { db in
                try db.execute(
                    sql: """
                        INSERT OR REPLACE INTO index_file (space_id, number)
                        SELECT id, ? FROM space WHERE id = ?
                        """, arguments: [number, entry.space])
            }
            state.withLock { $0.entries[place]?.index.unsavedChanges -= entry.index.unsavedChanges }
        }
    }

    /// Deletes the files of spaces that are gone.
    func removeOrphans(_ db: Database) throws {
        let names = Set(try Int64.fetchAll(db, sql: "SELECT id FROM space").map { file(of: $0).url.lastPathComponent })
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path)
        where name.hasPrefix("space-") && name.hasSuffix(".flat") && !names.contains(name) {
            try? FileManager.default.removeItem(at: folder.appendingPathComponent(name))
        }
    }
}
