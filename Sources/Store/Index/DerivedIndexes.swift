import Corpus
import Foundation
import GRDB
import Logging
import Synchronization

/// The indexes of one kind, one for each place that is searched, kept in step with the change log.
///
/// Searches take a published snapshot and never wait. Whoever brings indexes up to date does it one at a time, on a
/// thread of the database, in one read transaction.
final class DerivedIndexes<Origin: IndexOrigin>: Sendable {
    typealias Index = Origin.Index

    private struct Entry {
        let origin: Origin
        var index: Index
    }

    private struct State {
        /// The last change that was looked at.
        var sequence: Int64 = 0
        var entries: [Origin.Place: Entry] = [:]
    }

    /// The folder of index files.
    private let folder: URL
    private let logger: Logger
    // Held while the log is read, so that changes are applied in order.
    private let state = Mutex(State())
    // Held for a moment.
    private let published = Mutex<[Origin.Place: Index.Snapshot]>([:])
    private let appliedSequence = Atomic<Int64>(0)

    init(folder: URL, logger: Logger) {
        self.folder = folder
        self.logger = logger
    }

    /// The last change that every published snapshot knows of.
    var sequence: Int64 { appliedSequence.load(ordering: .acquiring) }

    /// The snapshot to search; nil where there is no index for the place yet.
    func snapshot(_ place: Origin.Place) -> Index.Snapshot? { snapshots[place] }

    /// The snapshots of all places.
    var snapshots: [Origin.Place: Index.Snapshot] { published.withLock { $0 } }

    /// Makes an index where it is missing.
    func load(_ db: Database, _ origin: Origin) throws {
        try state.withLock { state in
            guard state.entries[origin.place]?.origin != origin else { return }
            let entry = try make(db, origin)
            // This transaction may be older than what the others know: then the log is read again from here.
            state.sequence = min(state.sequence, entry.index.snapshot.sequence)
            state.entries[origin.place] = entry
            publish(state)
        }
    }

    /// Applies what changed since the last call, and makes the indexes that searches came to need.
    func catchUp(_ db: Database) throws {
        try state.withLock { state in
            let last = try ChangeLog.last(db)
            // Another thread may have read a later state of the database already.
            guard last > state.sequence else { return }
            var isLoading = state.entries.isEmpty
            if !state.entries.isEmpty {
                let entries = try ChangeLog.entries(db, after: state.sequence)
                isLoading = entries.contains { $0.kind.map(Origin.mayCome) ?? false }
                try apply(entries, upTo: last, to: &state, db)
            }
            if isLoading {
                for origin in try Origin.all(db) where state.entries[origin.place] == nil {
                    state.entries[origin.place] = try make(db, origin)
                }
            }
            state.sequence = last
            publish(state)
        }
    }

    /// Makes all indexes again from the rows.
    func rebuild(_ db: Database) throws {
        state.withLock { $0 = State() }
        try catchUp(db)
    }

    private func apply(
        _ entries: [ChangeLog.Entry], upTo last: Int64, to state: inout State, _ db: Database
    ) throws {
        for place in Array(state.entries.keys) {
            // Taken out while it changes: a second owner would make every change a copy.
            guard var entry = state.entries.removeValue(forKey: place), !entries.contains(where: entry.origin.isGone)
            else { continue }
            do {
                try entry.origin.apply(entries, to: &entry.index, upTo: last, db)
            } catch let fault as BlockFile.Fault {
                logDamage(of: entry.origin, fault)
                entry.index = try entry.origin.build(db)
            }
            state.entries[place] = entry
        }
    }

    private func make(_ db: Database, _ origin: Origin) throws -> Entry {
        Entry(origin: origin, index: try readFile(db, origin) ?? origin.build(db))
    }

    private func publish(_ state: State) {
        var snapshots = state.entries.mapValues(\.index.snapshot)
        // What was there is freed after the lock: that may take longer than a search.
        published.withLock { swap(&$0, &snapshots) }
        appliedSequence.store(state.sequence, ordering: .releasing)
    }

    /// Changes the index of a place in a way that its rows do not show, and publishes it; nothing where it is gone.
    func rearrange(_ place: Origin.Place, _ body: (inout Index) -> Void) {
        state.withLock { state in
            guard var entry = state.entries.removeValue(forKey: place) else { return }
            body(&entry.index)
            state.entries[place] = entry
            publish(state)
        }
    }

    /// Makes the index of a place again from the rows, where `isDamaged` says that its file turned out not to hold them.
    func remake(_ db: Database, _ origin: Origin, where isDamaged: (Index) -> Bool) throws {
        try state.withLock { state in
            guard let index = state.entries[origin.place]?.index, isDamaged(index) else { return }
            logDamage(of: origin, .damaged)
            let entry = Entry(origin: origin, index: try origin.build(db))
            state.sequence = min(state.sequence, entry.index.snapshot.sequence)
            state.entries[origin.place] = entry
            publish(state)
        }
    }

    // MARK: Files

    private func file(of origin: Origin) -> IndexFile<Index> {
        IndexFile(url: folder.appendingPathComponent(Origin.files.name(origin.key)))
    }

    /// The index that a file holds, brought up to date; nil where it has none that can be trusted.
    private func readFile(_ db: Database, _ origin: Origin) throws -> Index? {
        guard let number = try Origin.files.number(db, of: origin.key) else { return nil }
        do {
            let last = try ChangeLog.last(db)
            var index = try file(of: origin).read(number: number, form: origin.form)
            guard index.snapshot.sequence <= last else { throw BlockFile.Fault.foreign }
            index.state.unsavedChanges = 0
            try origin.apply(try ChangeLog.entries(db, after: index.snapshot.sequence), to: &index, upTo: last, db)
            return index
        } catch let fault as BlockFile.Fault {
            logDamage(of: origin, fault)
            return nil
        }
    }

    private func logDamage(of origin: Origin, _ fault: BlockFile.Fault) {
        logger.notice(
            "An index file is made again from the rows.",
            metadata: ["file": "\(Origin.files.name(origin.key))", "fault": "\(fault)"])
    }

    /// Whether so much changed that the next start would be slow without a new file.
    var needSaving: Bool { state.withLock { $0.entries.values.contains { $0.index.state.needsSaving } } }

    /// Writes the files of indexes that changed much. Blocks.
    func save(to pool: DatabasePool) throws {
        let entries = state.withLock { state in state.entries.filter { $0.value.index.state.needsSaving } }
        for (place, entry) in entries {
            let number = Int64.random(in: .min ... .max)
            try file(of: entry.origin).write(entry.index, number: number)
            try pool.write { db in try Origin.files.setNumber(db, of: entry.origin.key, to: number) }
            state.withLock { $0.entries[place]?.index.state.unsavedChanges -= entry.index.state.unsavedChanges }
        }
    }

    /// Deletes the files of what is gone.
    func removeOrphans(_ db: Database) throws {
        let names = Set(try Origin.files.keys(db).map(Origin.files.name))
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path)
        where Origin.files.isName(name) && !names.contains(name) {
            try? FileManager.default.removeItem(at: folder.appendingPathComponent(name))
        }
    }
}
