import CPeak
import Foundation
import Matrix

/// What a piece of work took.
struct Times: Encodable {
    /// Processor seconds of the whole process: waiting for others does not count.
    var cpu: Double
    /// Seconds.
    var wall: Double

    static func measure(_ body: () async throws -> Void) async rethrows -> Times {
        let (cpu, wall) = (seconds(CLOCK_PROCESS_CPUTIME_ID), seconds(CLOCK_MONOTONIC))
        try await body()
        return Times(cpu: seconds(CLOCK_PROCESS_CPUTIME_ID) - cpu, wall: seconds(CLOCK_MONOTONIC) - wall)
    }

    private static func seconds(_ clock: clockid_t) -> Double {
        var time = timespec()
        clock_gettime(clock, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }
}

/// What this processor reaches, on one thread.
struct Limits: Encodable {
    /// Of a product by BLAS of the size of an encoder's layer.
    let sgemmGigaflops: Double
    /// Of multiply-adds over registers.
    let fmaGigaflops: Double

    static func measure() async -> Limits {
        let (rows, inner, columns) = (768, 384, 1536)
        let left = FloatMatrix(rows: rows, columns: inner)
        let right = FloatMatrix(rows: columns, columns: inner)
        let products = await Times.measure { for _ in 0..<4 { _ = left.multiplied(by: right, .transposed) } }
        var (operations, sink) = (0.0, Float(0))
        let peak = await Times.measure { operations = byline_peak_run(5_000_000, &sink) }
        return Limits(
            sgemmGigaflops: 8 * Double(rows * inner * columns) / products.cpu / 1e9,
            fmaGigaflops: operations / peak.cpu / 1e9)
    }
}
