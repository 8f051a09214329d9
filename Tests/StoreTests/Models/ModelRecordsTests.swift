import Corpus
import Foundation
import Logging
import Store
import Synchronization
import Testing

@Suite struct ModelRecordsTests {
    private let limited = SpendingAccount(name: "a", tokens: 100, nanos: 1_000)
    private let free = SpendingAccount(name: "b")

    @Test func spendingIsBookedOnAllAccountsOrNone() async throws {
        try await withTemporaryStore { store, _ in
            let amount = Spending(tokens: 60, nanos: 10)
            let refusal = try await store.book(amount, on: "d1", to: [free, limited])
            #expect(refusal == nil)
            #expect(try await store.book(amount, on: "d1", to: [free, limited]) == limited)
            #expect(try await store.spending(on: "d1") == ["a": amount, "b": amount])
            #expect(try await store.book(Spending(tokens: 40, nanos: 991), on: "d1", to: [limited]) == limited)
            #expect(try await store.book(Spending(tokens: 40, nanos: 990), on: "d1", to: [limited]) == nil)
            #expect(try await store.book(amount, on: "d2", to: [limited]) == nil, "another day")
            #expect(try await store.spending(on: "d3") == [:])
        }
    }

    @Test func spendingSurvivesARestart() async throws {
        let directory = try TemporaryDirectory()
        let store = try await directory.open()
        _ = try await store.book(Spending(tokens: 60, nanos: 10), on: "d", to: [limited])
        await store.close()
        let again = try await directory.open()
        #expect(try await again.book(Spending(tokens: 60, nanos: 10), on: "d", to: [limited]) == limited)
        await again.close()
    }

    @Test func correctionsStayAboveZeroAndBelowTheEndOfTheRange() async throws {
        try await withTemporaryStore { store, _ in
            _ = try await store.book(Spending(tokens: 60, nanos: 10), on: "d", to: [limited])
            try await store.correct(by: Spending(tokens: -50, nanos: 20), on: "d", accounts: ["a", "c"])
            #expect(
                try await store.spending(on: "d")
                    == ["a": Spending(tokens: 10, nanos: 30), "c": Spending(tokens: 0, nanos: 20)])
            try await store.correct(by: Spending(tokens: .max, nanos: .max), on: "d", accounts: ["a"])
            #expect(try await store.spending(on: "d")["a"] == Spending(tokens: .max, nanos: .max))
        }
    }

    @Test func twoProcessesDoNotOverdraw() async throws {
        let directory = try TemporaryDirectory()
        let stores = [try await directory.open(), try await directory.open()]
        let booked = try await withThrowingTaskGroup(of: Bool.self) { group in
            for number in 0..<40 {
                group.addTask {
                    let amount = Spending(tokens: 10, nanos: 0)
                    return try await stores[number % 2].book(amount, on: "d", to: [limited]) == nil
                }
            }
            return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(booked == 10)
        for store in stores { await store.close() }
    }

    @Test func callsAreKeptWithinTheirBounds() async throws {
        let time = Mutex(0.0)
        let directory = try TemporaryDirectory()
        let store = try await directory.open(clock: {
            Date(
                timeIntervalSince1970: 1_000_000
                    + time.withLock {
                        $0 += 1; return $0
                    })
        })
        func key(_ number: UInt8) -> Data { Data(repeating: number, count: 32) }
        func kept() async throws -> [Bool] {
            var kept: [Bool] = []
            for number in 1...4 { kept.append(try await store.modelCall(key(UInt8(number))) != nil) }
            return kept
        }
        let bounds = CacheBounds(entries: 3, bytes: 100)
        for number: UInt8 in 1...3 { try await store.keepModelCall(Data(count: 20), for: key(number), within: bounds) }
        #expect(try await kept() == [true, true, true, false])
        _ = try await store.modelCall(key(1))
        try await store.keepModelCall(Data(count: 20), for: key(4), within: bounds)
        #expect(try await kept() == [true, false, true, true], "the one that was not used for longest goes")
        try await store.keepModelCall(Data(count: 70), for: key(2), within: bounds)
        #expect(try await kept() == [false, true, false, true], "bytes are bounded too")
        try await store.keepModelCall(Data(count: 101), for: key(1), within: bounds)
        #expect(try await kept() == [false, true, false, true], "what is beyond the bounds is not kept")
        await store.close()

        let again = try await directory.open()
        #expect(try await again.modelCall(key(2))?.count == 70)
        try await again.keepModelCall(Data("new".utf8), for: key(2), within: bounds)
        #expect(try await again.modelCall(key(2)) == Data("new".utf8))
        try await again.forgetModelCalls()
        #expect(try await again.modelCall(key(2)) == nil)
        await again.close()
    }
}
