import Foundation

/// The life of one transfer, without any input or output.
///
/// Valid transitions are
///
///     connecting → awaitingHead → receiving → ended
///     (each of the first three) → ended
///
/// and within `receiving`, flowing ⇄ paused. Events after `ended` change nothing, so that the loop's thread and a
/// cancelling task need not agree on who was first.
struct TransferStateMachine {
    typealias Instant = ContinuousClock.Instant

    enum Phase: Equatable {
        case connecting, awaitingHead, receiving
        /// With what went wrong, if anything did.
        case ended(TransferFault?)
    }

    /// What the loop's thread must do with bytes that came in.
    enum Reception: Equatable {
        /// They are taken in.
        case accept
        /// They are not: deliver them again after a resume.
        case pause
        /// The transfer is over.
        case abort
    }

    /// What the reader gets.
    enum Reading: Equatable {
        /// `resume`: the transfer was paused for this reader and must go on.
        case chunk(Data, resume: Bool)
        case end
        case fault(TransferFault)
        /// Nothing yet: ask again after the next event.
        case wait
    }

    /// Bytes that may wait for the reader before the transfer is paused.
    static let highWater = 256 * 1024
    /// Bytes of one answer's header lines.
    static let maximumHeaderBytes = 256 * 1024

    let timeouts: HTTPTimeouts
    let maximumResponseBytes: Int

    private(set) var phase = Phase.connecting
    private(set) var head: HTTPResponseHead?
    private(set) var isPaused = false
    private let start: Instant
    /// When the wait that is now on began.
    private var waitingSince: Instant
    private var lines = HeaderLines()
    private var buffer = Data()
    private var received = 0
    /// Until when the reader who waits now will wait.
    private var readerDeadline: Instant?

    /// `start`: when the total timeout began to count, which is before `now` after a redirect.
    init(timeouts: HTTPTimeouts, maximumResponseBytes: Int, start: Instant, now: Instant) {
        self.timeouts = timeouts
        self.maximumResponseBytes = maximumResponseBytes
        self.start = start
        waitingSince = now
    }

    // MARK: What the network does

    /// The connection stands, and the request is about to be sent.
    mutating func connected(at now: Instant) {
        guard phase == .connecting else { return }
        phase = .awaitingHead
        waitingSince = now
    }

    /// One line of a head (the empty one at its end too), or of a trailer.
    mutating func receivedHeaderLine(_ line: String, at now: Instant) -> Reception {
        switch phase {
        case .ended: return .abort
        case .receiving: return .accept  // A trailer: nothing here uses them.
        case .connecting, .awaitingHead: break
        }
        phase = .awaitingHead
        guard lines.byteCount + line.utf8.count <= Self.maximumHeaderBytes else {
            return fail(.headTooLarge(limit: Self.maximumHeaderBytes))
        }
        switch lines.append(line) {
        case .incomplete: break
        case .malformed: return fail(.malformedHead)
        case .complete(let head) where head.status < 200: lines = HeaderLines()
        case .complete(let head):
            self.head = head
            phase = .receiving
            waitingSince = now
        }
        return .accept
    }

    /// A decompressed piece of the body.
    mutating func receivedBody(_ bytes: UnsafeRawBufferPointer, at now: Instant) -> Reception {
        guard phase == .receiving else {
            if case .ended = phase { return .abort }
            return fail(.malformedHead)
        }
        guard received + bytes.count <= maximumResponseBytes else {
            return fail(.responseTooLarge(limit: maximumResponseBytes))
        }
        guard buffer.count < Self.highWater else {
            isPaused = true
            return .pause
        }
        received += bytes.count
        buffer.append(contentsOf: bytes)
        // The reader waits no longer.
        readerDeadline = nil
        waitingSince = now
        return .accept
    }

    /// The transfer is over, with a fault or without.
    mutating func finished(_ fault: TransferFault?) {
        if case .ended = phase { return }
        isPaused = false
        guard fault == nil, head == nil else {
            phase = .ended(fault)
            return
        }
        phase = .ended(.malformedHead)
    }

    // MARK: What time does

    /// The next moment at which ``tick(at:)`` may end the transfer; nil: none.
    var deadline: Instant? {
        let wait: Instant? =
            switch phase {
            case .connecting: waitingSince + timeouts.connect
            case .awaitingHead: waitingSince + timeouts.firstByte
            case .receiving: isPaused ? nil : waitingSince + timeouts.idle
            case .ended: nil
            }
        if case .ended = phase { return nil }
        return [wait, timeouts.total.map { start + $0 }, readerDeadline].compactMap { $0 }.min()
    }

    /// Ends the transfer when a limit has passed; true when it did.
    mutating func tick(at now: Instant) -> Bool {
        guard let deadline, now >= deadline else { return false }
        if let total = timeouts.total, now >= start + total {
            phase = .ended(.timedOut(.total, after: total))
            return true
        }
        if let readerDeadline, now >= readerDeadline {
            phase = .ended(.readerDeadline)
            return true
        }
        switch phase {
        case .connecting: phase = .ended(.timedOut(.connect, after: timeouts.connect))
        case .awaitingHead: phase = .ended(.timedOut(.firstByte, after: timeouts.firstByte))
        case .receiving: phase = .ended(.timedOut(.idle, after: timeouts.idle))
        case .ended: return false
        }
        return true
    }

    // MARK: What the reader does

    /// Ends the transfer and drops what has not been read; true when there was something to end.
    mutating func cancel() -> Bool {
        buffer = Data()
        if case .ended = phase { return false }
        phase = .ended(.cancelled)
        return true
    }

    /// Whether nothing can happen any more.
    var isOver: Bool {
        if case .ended = phase { return true }
        return false
    }

    /// Whether ``read(at:)`` would not have to wait.
    var isReadable: Bool {
        if case .ended = phase { return true }
        return !buffer.isEmpty
    }

    /// Whether it is known if there will be a head.
    var isHeadKnown: Bool {
        if case .ended = phase { return true }
        return head != nil
    }

    /// Hands over all that waits. What came before a fault is read before the fault. A reader that must wait does so until
    /// `deadline`, at which the transfer ends.
    mutating func read(at now: Instant, waitingUntil deadline: Instant? = nil) -> Reading {
        readerDeadline = buffer.isEmpty ? deadline : nil
        if !buffer.isEmpty {
            let chunk = buffer
            let resume = isPaused
            buffer = Data()
            if resume { waitingSince = now }
            isPaused = false
            return .chunk(chunk, resume: resume)
        }
        switch phase {
        case .ended(let fault?): return .fault(fault)
        case .ended(nil): return .end
        case .connecting, .awaitingHead, .receiving: return .wait
        }
    }

    private mutating func fail(_ fault: TransferFault) -> Reception {
        phase = .ended(fault)
        return .abort
    }
}
