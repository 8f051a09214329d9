/// Which versions of a ``VersionTable`` pass a filter, by slot. What an earlier state of the table gave serves a later one:
/// blocks that did not change are shared.
struct VersionAdmission: Sendable {
    private var blocks: BlockArray<[Bool]>
    private let stamps: [Int]
    private let widenings: Int
    /// How many versions do not pass.
    private let refused: Int

    /// O(versions), or what changed since `earlier`, which belongs to the same filter.
    init(_ table: VersionTable, _ filter: VersionFilter, after earlier: VersionAdmission? = nil) {
        let sources = table.admittedSources(filter)
        var blocks = earlier?.blocks ?? BlockArray()
        var refused = earlier?.refused ?? 0
        for (index, stamp) in table.stamps.enumerated() {
            if let earlier, index < earlier.stamps.count {
                guard earlier.stamps[index] != stamp else { continue }
                refused -= blocks[index].count { !$0 }
                blocks.update(index) { $0 = table.admitted(inBlock: index, by: filter, sources) }
            } else {
                blocks.append(table.admitted(inBlock: index, by: filter, sources))
            }
            refused += blocks[index].count { !$0 }
        }
        (self.blocks, self.refused, stamps, widenings) = (blocks, refused, table.stamps, table.widenings)
    }

    /// Whether every version passes.
    var isEverything: Bool { refused == 0 }

    subscript(slot: Int) -> Bool { blocks[slot / VersionTable.block][slot % VersionTable.block] }

    /// Whether what passes in `table`, a later state, passes here or came since.
    func onlyLoses(until table: VersionTable) -> Bool { widenings == table.widenings }
}
