import Foundation

/// An index as a file: derived from the rows, so that anything wrong with it only costs the time to make it again.
///
/// First the head (the index's magic, number, form, sequence, counts), then the sources' keys, the versions, and the rows as
/// the index lays them down.
struct IndexFile<Index: DerivedIndex> {
    let url: URL

    private var file: BlockFile { BlockFile(url: url) }

    func write(_ index: Index, number: Int64) throws {
        try file.write { blocks in
            let versions = index.snapshot.versions
            var head = ByteWriter()
            head.bytes.append(contentsOf: Index.magic.utf8)
            for value in [number, index.form, index.snapshot.sequence] { head.append(value) }
            for count in [versions.sources.count, versions.count] { head.append(Int64(count)) }
            try blocks.write(head.bytes)

            var sources = ByteWriter()
            for source in versions.sources { sources.append(source) }
            try blocks.write(sources.bytes)

            var states = ByteWriter()
            for slot in 0..<versions.count { states.append(versions[slot]) }
            try blocks.write(states.bytes)

            try index.writeRows(to: blocks)
        }
    }

    /// The index, if the file is whole and has this number and form; throws ``BlockFile/Fault`` otherwise.
    func read(number: Int64, form: Int64) throws -> Index {
        try file.read { blocks in
            var head = ByteReader(try blocks.next())
            guard head.data(Index.magic.utf8.count) == Data(Index.magic.utf8) else { throw BlockFile.Fault.damaged }
            guard head.integer() == number else { throw BlockFile.Fault.foreign }
            guard head.integer() == form, let sequence = head.integer(), let sourceCount = head.integer(),
                let versionCount = head.integer()
            else { throw BlockFile.Fault.damaged }

            var sourceReader = ByteReader(try blocks.next())
            let sources = try (0..<max(0, sourceCount)).map { _ in try sourceReader.text() ?? fault() }
            var index = Index(form: form)
            var states = ByteReader(try blocks.next())
            // Rows name slots: every version must have got its own.
            guard let versions = states.versions(Int(clamping: versionCount)),
                index.state.load(versions, sources: sources)
            else { throw BlockFile.Fault.damaged }
            try index.readRows(from: &blocks)
            try blocks.end()
            index.state.snapshot.sequence = sequence
            return index
        }
    }

    private func fault<T>() throws -> T { throw BlockFile.Fault.damaged }
}
