import Corpus
import Embedding
import GRDB
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

    // Held while the log is read, so that changes are applied in order.
    private let state = Mutex(State())
    // Held for a moment.
    private let published = Mutex<[Place: FlatSnapshot]>([:])
    private let appliedSequence = Atomic<Int64>(0)

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
        return Entry(corpus: row.id, space: space.id, index: try feed.build(dimension: space.space.dimension))
    }

    private func publish(_ state: State) {
        let snapshots = state.entries.mapValues(\.index.snapshot)
        published.withLock { $0 = snapshots }
        appliedSequence.store(state.sequence, ordering: .releasing)
    }
}
