import Foundation

/// Milliseconds of processor time that `body` takes on this thread, so that waiting for other processes does not count.
public func milliseconds(_ body: () throws -> Void) rethrows -> Double {
    func now() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) * 1e3 + Double(time.tv_nsec) * 1e-6
    }
    let start = now()
    try body()
    return now() - start
}
