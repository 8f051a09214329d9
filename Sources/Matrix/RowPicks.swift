import CKernels

extension Kernels {
    /// The sum of all elements in no particular order: as fast as memory is read, which benchmarks compare with.
    public func sum(_ elements: UnsafeBufferPointer<Float>) -> Float {
        guard let base = elements.baseAddress else { return 0 }
        return table.pointee.sum_all(base, elements.count)
    }

    /// Inner products of `query` with each of `rows`, which all have as many components; the same as of rows that lie
    /// together. Rows are asked for ahead of their turn, which is what it costs: some 100 ns each.
    public func dot(
        _ query: UnsafeBufferPointer<Float>, rowsAt rows: [UnsafePointer<Float>],
        into scores: UnsafeMutableBufferPointer<Float>
    ) {
        precondition(rows.count <= scores.count, "room for \(rows.count) scores")
        guard let left = query.baseAddress, let output = scores.baseAddress else { return }
        rows.withUnsafeBufferPointer { rows in
            rows.withMemoryRebound(to: UnsafePointer<Float>?.self) {
                table.pointee.dot_rows_at(left, $0.baseAddress, $0.count, query.count, output)
            }
        }
    }
}
