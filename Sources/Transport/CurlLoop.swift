import CCurl
import Foundation
import Synchronization

/// The one thread that runs all transfers of a client.
///
/// Only that thread touches libcurl's handles; other threads leave commands and wake it.
final class CurlLoop: Sendable {
    enum Command {
        case add(Transfer)
        /// The transfer has ended by itself or by its reader: release its handle and connection.
        case remove(Transfer)
        /// The reader has caught up.
        case resume(Transfer)
        /// A transfer has another deadline, perhaps before the moment until which the thread sleeps.
        case recheck
    }

    private struct Inbox {
        /// nil once the thread has let go of it.
        var multi: MultiHandle?
        var commands: [Command] = []
        var isStopping = false
        var thread: pthread_t?
        /// Those who wait for the thread's end.
        var waiting: [CheckedContinuation<Void, Never>] = []
    }

    private let inbox: Mutex<Inbox>

    /// Once in a process, and never undone: other libraries may use libcurl too.
    private static let initialised: Bool = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK

    /// Nil where libcurl or the thread cannot be started, which happens only without memory.
    init?() {
        guard Self.initialised, let multi = curl_multi_init() else { return nil }
        _ = ccurl_multi_set_long(multi, CURLMOPT_PIPELINING, Int(CURLPIPE_MULTIPLEX))
        inbox = Mutex(Inbox(multi: MultiHandle(pointer: multi)))
        guard startThread() else {
            curl_multi_cleanup(multi)
            return nil
        }
    }

    /// Leaves a command for the thread. After a stop, transfers that are added fail.
    func enqueue(_ command: Command) {
        let isAccepted = inbox.withLock { inbox in
            guard !inbox.isStopping, let multi = inbox.multi else { return false }
            inbox.commands.append(command)
            curl_multi_wakeup(multi.pointer)
            return true
        }
        if !isAccepted, case .add(let transfer) = command { transfer.update { $0.finished(.shutDown) } }
    }

    /// Asks the thread to end all transfers and itself; returns at once.
    func stop() {
        inbox.withLock { inbox in
            inbox.isStopping = true
            if let multi = inbox.multi { curl_multi_wakeup(multi.pointer) }
        }
    }

    /// Stops, and returns when the thread has ended.
    func stopAndJoin() async {
        stop()
        await withCheckedContinuation { continuation in
            let isOver = inbox.withLock { inbox in
                if inbox.multi != nil { inbox.waiting.append(continuation) }
                return inbox.multi == nil
            }
            if isOver { continuation.resume() }
        }
        // The thread has nothing left to do but to return, so this does not block.
        let thread = inbox.withLock { inbox in
            defer { inbox.thread = nil }
            return inbox.thread
        }
        if let thread { pthread_join(thread, nil) }
    }

    /// For a loop that nobody will join.
    func stopAndDetach() {
        stop()
        let thread = inbox.withLock { inbox in
            defer { inbox.thread = nil }
            return inbox.thread
        }
        if let thread { pthread_detach(thread) }
    }

    /// Nobody else knows the loop yet, so nobody misses the thread's id before it is noted.
    private func startThread() -> Bool {
        let context = Unmanaged.passRetained(self)
        guard let thread = Self.makeThread(context.toOpaque()) else {
            context.release()
            return false
        }
        inbox.withLock { $0.thread = thread }
        return true
    }

    private static func makeThread(_ context: UnsafeMutableRawPointer) -> pthread_t? {
        #if canImport(Darwin)
            var thread: pthread_t?
            return pthread_create(&thread, nil, runCurlLoop, context) == 0 ? thread : nil
        #else
            var thread = pthread_t()
            return pthread_create(&thread, nil, runCurlLoop, context) == 0 ? thread : nil
        #endif
    }

    // MARK: On the thread

    fileprivate func run() {
        guard let multi = inbox.withLock({ $0.multi?.pointer }) else { return }
        var active: [UnsafeMutableRawPointer: CurlTransfer] = [:]
        while true {
            let (commands, isStopping) = inbox.withLock { inbox in
                defer { inbox.commands = [] }
                return (inbox.commands, inbox.isStopping)
            }
            for command in commands { Self.apply(command, multi, &active) }
            if isStopping { break }
            Self.perform(multi, &active)
        }
        for transfer in active.values {
            transfer.transfer.update { $0.finished(.shutDown) }
            transfer.detach(from: multi)
        }
        let waiting = inbox.withLock { inbox in
            inbox.multi = nil
            defer { inbox.waiting = [] }
            return inbox.waiting
        }
        // From here on nobody can wake the handle any more.
        curl_multi_cleanup(multi)
        for continuation in waiting { continuation.resume() }
    }

    private static func apply(
        _ command: Command, _ multi: UnsafeMutableRawPointer, _ active: inout [UnsafeMutableRawPointer: CurlTransfer]
    ) {
        switch command {
        case .add(let transfer):
            // Cancelled before it began.
            if transfer.update({ $0.isOver }) { return }
            do throws(TransferFault) {
                let started = try CurlTransfer(transfer, addedTo: multi)
                active[started.handle] = started
            } catch {
                transfer.update { $0.finished(error) }
            }
        case .remove(let transfer):
            guard let found = active.values.first(where: { $0.transfer === transfer }) else { return }
            active[found.handle] = nil
            found.detach(from: multi)
        case .resume(let transfer):
            active.values.first { $0.transfer === transfer }?.resume()
        case .recheck: break
        }
    }

    /// One round: move bytes, settle what is finished or late, then sleep until something happens.
    private static func perform(
        _ multi: UnsafeMutableRawPointer, _ active: inout [UnsafeMutableRawPointer: CurlTransfer]
    ) {
        var running: Int32 = 0
        curl_multi_perform(multi, &running)
        var result = CURLE_OK
        while let handle = ccurl_multi_next_finished(multi, &result) {
            guard let finished = active.removeValue(forKey: handle) else { continue }
            let fault = finished.fault(for: result)
            finished.transfer.update { $0.finished(fault) }
            finished.detach(from: multi)
        }
        let now = ContinuousClock.now
        var wait = Duration.seconds(60)
        for transfer in Array(active.values) {
            if transfer.transfer.update({ $0.tick(at: now) }) {
                active[transfer.handle] = nil
                transfer.detach(from: multi)
            } else if let deadline = transfer.transfer.deadline {
                wait = min(wait, now.duration(to: deadline))
            }
        }
        // Rounded up, so that a deadline has passed when the thread wakes for it.
        let milliseconds = Int32(max(0, wait / .milliseconds(1)).rounded(.up))
        curl_multi_poll(multi, nil, 0, milliseconds, nil)
    }
}

/// The thread's entry: takes over the reference that ``CurlLoop`` retained for it.
private func runCurlLoop(_ context: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    guard let context else { return nil }
    Unmanaged<CurlLoop>.fromOpaque(context).takeRetainedValue().run()
    return nil
}

/// libcurl's multi handle. Used on the loop's thread, but for `curl_multi_wakeup`, which is made for other threads.
private struct MultiHandle: @unchecked Sendable {
    let pointer: UnsafeMutableRawPointer
}
