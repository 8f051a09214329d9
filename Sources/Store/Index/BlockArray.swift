/// An array in blocks, whose copies share the blocks that were not written to: to change an element or to add one copies a block
/// and the list of blocks, not all elements.
struct BlockArray<Element: Sendable>: Sendable, RandomAccessCollection {
    /// Elements of a block.
    static var block: Int { 64 }

    private var blocks: [[Element]] = []
    private(set) var count = 0

    init() {}

    init(_ elements: some Sequence<Element>) {
        for element in elements { append(element) }
    }

    var startIndex: Int { 0 }
    var endIndex: Int { count }

    subscript(index: Int) -> Element { blocks[index / Self.block][index % Self.block] }

    /// Changes an element in place.
    mutating func update(_ index: Int, _ change: (inout Element) -> Void) {
        change(&blocks[index / Self.block][index % Self.block])
    }

    mutating func append(_ element: Element) {
        if count.isMultiple(of: Self.block) {
            blocks.append([])
            blocks[blocks.count - 1].reserveCapacity(Self.block)
        }
        blocks[blocks.count - 1].append(element)
        count += 1
    }

    /// Drops all elements from `count` on.
    mutating func keepFirst(_ count: Int) {
        guard count < self.count else { return }
        blocks.removeSubrange(((count + Self.block - 1) / Self.block)...)
        if let last = blocks.indices.last { blocks[last].removeSubrange((count - last * Self.block)...) }
        self.count = count
    }
}
