import Foundation
import Testing

@testable import Transport

@Suite struct TransferStateMachineTests {
    private let start = ContinuousClock.now
    private let timeouts = HTTPTimeouts(
        connect: .seconds(1), firstByte: .seconds(10), idle: .seconds(5), total: .seconds(60))

    private func machine(limit: Int = 1 << 30) -> Machine {
        Machine(TransferStateMachine(timeouts: timeouts, maximumResponseBytes: limit, start: start, now: start))
    }

    /// A machine that has seen a head `after` so many seconds.
    private func receiving(limit: Int = 1 << 30, after: Int = 0) -> Machine {
        let machine = machine(limit: limit)
        machine.connected(at: start)
        for line in ["HTTP/1.1 200 OK\r\n", "A:  b \r\n", "\r\n"] {
            _ = machine.receivedHeaderLine(line, at: start + .seconds(after))
        }
        return machine
    }

    private func feed(
        _ machine: Machine, _ count: Int, after: Int = 0
    ) -> TransferStateMachine.Reception {
        Data(repeating: 1, count: count).withUnsafeBytes { machine.receivedBody($0, at: start + .seconds(after)) }
    }

    @Test func deadlinesFollowThePhase() {
        var machine = machine()
        #expect(machine.deadline == start + .seconds(1))
        machine.connected(at: start + .milliseconds(500))
        #expect(machine.deadline == start + .milliseconds(10_500))
        machine = receiving(after: 8)
        #expect(machine.deadline == start + .seconds(13))
        _ = feed(machine, 1, after: 12)
        #expect(machine.deadline == start + .seconds(17))
        _ = feed(machine, 1, after: 58)
        #expect(machine.deadline == start + .seconds(60))
        machine.finished(nil)
        #expect(machine.deadline == nil)
    }

    @Test func passedDeadlinesNameTheirLimit() {
        var machine = machine()
        #expect(!machine.tick(at: start + .milliseconds(999)))
        #expect(machine.tick(at: start + .seconds(1)))
        #expect(machine.phase == .ended(.timedOut(.connect, after: .seconds(1))))
        #expect(!machine.tick(at: start + .seconds(2)))

        machine = self.machine()
        machine.connected(at: start)
        #expect(machine.tick(at: start + .seconds(10)))
        #expect(machine.phase == .ended(.timedOut(.firstByte, after: .seconds(10))))

        machine = receiving()
        #expect(machine.tick(at: start + .seconds(5)))
        #expect(machine.phase == .ended(.timedOut(.idle, after: .seconds(5))))

        machine = receiving(after: 59)
        #expect(machine.tick(at: start + .seconds(60)))
        #expect(machine.phase == .ended(.timedOut(.total, after: .seconds(60))))
    }

    @Test func redirectsDoNotProlongTheTotal() {
        let machine = Machine(
            TransferStateMachine(
                timeouts: timeouts, maximumResponseBytes: 1, start: start, now: start + .milliseconds(59_500)))
        #expect(machine.deadline == start + .seconds(60))
        #expect(machine.tick(at: start + .seconds(60)))
        #expect(machine.phase == .ended(.timedOut(.total, after: .seconds(60))))
    }

    @Test func aFullBufferPausesUntilItIsRead() {
        let machine = receiving()
        #expect(feed(machine, TransferStateMachine.highWater) == .accept)
        #expect(feed(machine, 10) == .pause)
        #expect(machine.isPaused)
        #expect(machine.deadline == start + .seconds(60), "the idle clock stands still")
        let whole = Data(repeating: 1, count: TransferStateMachine.highWater)
        #expect(machine.read(at: start + .seconds(40)) == .chunk(whole, resume: true))
        #expect(machine.deadline == start + .seconds(45))
        #expect(machine.read(at: start + .seconds(40)) == .wait)
        #expect(feed(machine, 10, after: 41) == .accept)
        #expect(machine.read(at: start) == .chunk(Data(repeating: 1, count: 10), resume: false))
    }

    @Test func aReaderMayWaitLessThanTheIdleTime() {
        let machine = receiving()
        #expect(machine.read(at: start, waitingUntil: start + .seconds(2)) == .wait)
        #expect(machine.deadline == start + .seconds(2))
        // Bytes end the wait, whatever they are worth; what the reader does then is its own time.
        #expect(feed(machine, 3, after: 1) == .accept)
        #expect(machine.deadline == start + .seconds(6))
        #expect(!machine.tick(at: start + .seconds(3)))
        #expect(machine.read(at: start, waitingUntil: start) == .chunk(Data([1, 1, 1]), resume: false))
        #expect(machine.read(at: start, waitingUntil: start + .seconds(4)) == .wait)
        #expect(!machine.tick(at: start + .milliseconds(3_999)))
        #expect(machine.tick(at: start + .seconds(4)))
        #expect(machine.phase == .ended(.readerDeadline))
    }

    @Test func whatCameBeforeAFaultIsReadFirst() {
        let machine = receiving()
        _ = feed(machine, 3)
        machine.finished(.malformedHead)
        #expect(machine.read(at: start) == .chunk(Data([1, 1, 1]), resume: false))
        #expect(machine.read(at: start) == .fault(.malformedHead))
        #expect(machine.read(at: start) == .fault(.malformedHead))
    }

    @Test func cancellingDropsWhatWasNotRead() {
        let machine = receiving()
        _ = feed(machine, 3)
        #expect(machine.cancel())
        #expect(!machine.cancel())
        #expect(machine.read(at: start) == .fault(.cancelled))
        #expect(feed(machine, 3) == .abort)
        machine.finished(nil)
        #expect(machine.phase == .ended(.cancelled))
    }

    @Test func limitsCountTheWholeBody() {
        let machine = receiving(limit: 5)
        #expect(feed(machine, 5) == .accept)
        #expect(feed(machine, 1) == .abort)
        #expect(machine.phase == .ended(.responseTooLarge(limit: 5)))
    }

    @Test func headsAreReadAndTrailersIgnored() {
        let machine = receiving()
        #expect(machine.head == HTTPResponseHead(status: 200, headers: ["A": "b"]))
        #expect(machine.receivedHeaderLine("X-Sum: 1\r\n", at: start) == .accept)
        #expect(machine.head?.headers["X-Sum"] == nil)
    }

    @Test func endsWithoutAHeadAreFaults() {
        var machine = machine()
        machine.finished(nil)
        #expect(machine.phase == .ended(.malformedHead))
        machine = self.machine()
        #expect(feed(machine, 3) == .abort)
    }

    @Test(arguments: ["HTTP/1.1 20 OK", "HTTP/1.1 2000 OK", "HTTP/1.1", "ICY 200 OK", "", "HTTP/1.1 099 x"])
    func brokenStatusLines(line: String) {
        let machine = machine()
        #expect(machine.receivedHeaderLine(line + "\r\n", at: start) == .abort)
        #expect(machine.phase == .ended(.malformedHead))
    }

    @Test func oddHeaderLinesAreKeptOrSkipped() {
        var lines = HeaderLines()
        _ = lines.append("HTTP/2 204\r\n")
        var outcomes: [HeaderLines.Outcome] = []
        for line in ["no colon\r\n", "Empty:\r\n", "Accent: \u{301}é\r\n", "Colons: a:b\r\n", "Colons: c\r\n"] {
            outcomes.append(lines.append(line))
        }
        let last = lines.append("\r\n")
        #expect(outcomes.allSatisfy { $0 == .incomplete })
        let fields = [("Empty", ""), ("Accent", "\u{301}é"), ("Colons", "a:b"), ("Colons", "c")]
        let headers = HTTPHeaders(fields.map { .init(name: $0.0, value: $0.1) })
        #expect(last == .complete(HTTPResponseHead(status: 204, headers: headers)))
    }
}

/// The machine behind a reference, because an expectation cannot change a value that it looks at.
@dynamicMemberLookup
private final class Machine {
    private var machine: TransferStateMachine

    init(_ machine: TransferStateMachine) { self.machine = machine }

    subscript<Value>(dynamicMember path: KeyPath<TransferStateMachine, Value>) -> Value { machine[keyPath: path] }

    func connected(at now: ContinuousClock.Instant) { machine.connected(at: now) }
    func receivedHeaderLine(
        _ line: String, at now: ContinuousClock.Instant
    ) -> TransferStateMachine.Reception {
        machine.receivedHeaderLine(line, at: now)
    }
    func receivedBody(
        _ bytes: UnsafeRawBufferPointer, at now: ContinuousClock.Instant
    ) -> TransferStateMachine.Reception {
        machine.receivedBody(bytes, at: now)
    }
    func finished(_ fault: TransferFault?) { machine.finished(fault) }
    func tick(at now: ContinuousClock.Instant) -> Bool { machine.tick(at: now) }
    func cancel() -> Bool { machine.cancel() }
    func read(
        at now: ContinuousClock.Instant, waitingUntil deadline: ContinuousClock.Instant? = nil
    ) -> TransferStateMachine.Reading { machine.read(at: now, waitingUntil: deadline) }
}
