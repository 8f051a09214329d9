public import Generation
import Corpus
import Foundation
import Synchronization
import Testing

/// How a server should behave in a test of ``LanguageModelConformance``.
public enum ModelBehaviour: Sendable, Hashable {
    /// Sends these pieces and ends properly.
    case says([String])
    /// Sends this text and says that the limit of tokens was reached.
    case reachesTheLimit(String)
    /// Sends this text and says that a filter stopped it.
    case isFiltered(String)
    /// Ends properly without text.
    case saysNothing
    /// Sends this text and closes the stream without an end.
    case breaksOff(String)
    /// Sends this text and then nothing, with the connection open.
    case hangsAfter(String)
    /// Sends words without end.
    case neverEnds
    /// Refuses the key.
    case refusesTheKey
}

/// What every language model promises, as functions over any of them. Call ``all()`` from a test of each implementation.
public struct LanguageModelConformance: Sendable {
    /// Makes a model whose server behaves so, with deadlines of seconds, and a way to tell whether all of its connections have
    /// ended.
    public typealias Making =
        @Sendable (ModelBehaviour) async throws -> (
            model: any LanguageModel, hasLetGo: @Sendable () async -> Bool
        )

    private let make: Making

    /// Tests the models that `make` makes.
    public init(_ make: @escaping Making) { self.make = make }

    /// Every promise of the protocol.
    public func all() async throws {
        try await textComesInOrderAndWhole()
        try await theEndSaysWhy()
        try await halfAnswersAreErrors()
        try await errorsSayWhatToDo()
        try await cancellationReachesTheServer()
        try await whatTheReaderThrowsEndsTheCall()
        try await aSlowReaderLosesNothing()
        try await theCallersDeadlineHolds()
        try await unsoundRequestsAreNotSent()
        try await callsMayRunAtOnce()
        try await namesAndFingerprintsAreStable()
    }

    private static let request = ModelRequest(
        messages: [ModelMessage(.system, "Answer from the evidence."), ModelMessage(.user, "What broke?")],
        maximumTokens: 100, seed: 1)

    /// Pieces arrive in order, none of them empty, and their sum is the text, whatever its characters.
    public func textComesInOrderAndWhole() async throws {
        let pieces = ["The ", "quay wall", " 🚢", " of the Brücke\n", "\"broke\"", " \\ at 4.", " 東京", " e\u{301}"]
        let (model, _) = try await make(.says(pieces))
        var received: [String] = []
        let completion = try await model.complete(Self.request, by: nil) { received.append($0) }
        #expect(received.joined() == pieces.joined())
        #expect(received.allSatisfy { !$0.isEmpty })
        #expect(completion.finish == .stop)
        if let usage = completion.usage { #expect(usage.answerTokens > 0 && usage.promptTokens > 0) }
    }

    /// The limit of tokens is a completion that says so.
    public func theEndSaysWhy() async throws {
        let (model, _) = try await make(.reachesTheLimit("The quay"))
        var text = ""
        let completion = try await model.complete(Self.request, by: nil) { text += $0 }
        #expect(completion.finish == .length)
        #expect(text == "The quay")
    }

    /// What is no whole answer is an error, whatever was handed over before.
    public func halfAnswersAreErrors() async throws {
        let cases: [(ModelBehaviour, BylineError.Code)] = [
            (.isFiltered("The quay"), .modelRefused), (.saysNothing, .modelAnswerEmpty),
            (.breaksOff("The quay"), .modelTruncated), (.refusesTheKey, .modelKeyRejected),
        ]
        for (behaviour, code) in cases {
            let (model, _) = try await make(behaviour)
            let error = await #expect(throws: BylineError.self) {
                try await model.complete(Self.request, by: nil) { _ in }
            }
            #expect(error?.code == code, "\(behaviour)")
        }
    }

    /// Every error names the model and a remedy, and carries what a caller decides by.
    public func errorsSayWhatToDo() async throws {
        for behaviour: ModelBehaviour in [.saysNothing, .breaksOff("A"), .refusesTheKey] {
            let (model, _) = try await make(behaviour)
            let error = await #expect(throws: BylineError.self) {
                try await model.complete(Self.request, by: nil) { _ in }
            }
            #expect(error?.message.contains(model.name.description) == true)
            #expect(error?.remedy.isEmpty == false)
            #expect(error?.modelFault != nil)
        }
    }

    /// A cancelled task ends with `CancellationError`, and the server sees it go within a second.
    public func cancellationReachesTheServer() async throws {
        for behaviour: ModelBehaviour in [.hangsAfter("The quay"), .neverEnds] {
            let (model, hasLetGo) = try await make(behaviour)
            let hasBegun = Mutex(false)
            let task = Task {
                try await model.complete(Self.request, by: nil) { _ in hasBegun.withLock { $0 = true } }
            }
            while !hasBegun.withLock({ $0 }) { try await Task.sleep(for: .milliseconds(2)) }
            let start = ContinuousClock.now
            task.cancel()
            await #expect(throws: CancellationError.self) { try await task.value }
            while await !hasLetGo(), ContinuousClock.now < start + .seconds(10) {
                try await Task.sleep(for: .milliseconds(5))
            }
            #expect(start.duration(to: .now) < .seconds(1), "\(behaviour)")
        }
        let (model, _) = try await make(.says(["A"]))
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return try await model.complete(Self.request, by: nil) { _ in }
        }
        await #expect(throws: CancellationError.self) { try await task.value }
    }

    /// Errors of the reader come out as they are, even those that look like the model's.
    public func whatTheReaderThrowsEndsTheCall() async throws {
        struct Enough: Error {}
        let (model, hasLetGo) = try await make(.neverEnds)
        await #expect(throws: Enough.self) { try await model.complete(Self.request, by: nil) { _ in throw Enough() } }
        let own = BylineError("timeout-idle", "Mine.", remedy: "None.")
        let error = await #expect(throws: BylineError.self) {
            try await model.complete(Self.request, by: nil) { _ in throw own }
        }
        #expect(error?.message == "Mine.")
        let deadline = ContinuousClock.now + .seconds(10)
        while await !hasLetGo(), ContinuousClock.now < deadline { try await Task.sleep(for: .milliseconds(5)) }
        #expect(await hasLetGo())
    }

    /// A reader who takes its time gets the same text, one piece after the other.
    public func aSlowReaderLosesNothing() async throws {
        let pieces = (0..<20).map { " word\($0)" }
        let (model, _) = try await make(.says(pieces))
        var text = ""
        _ = try await model.complete(Self.request, by: nil) {
            try await Task.sleep(for: .milliseconds(10))
            text += $0
        }
        #expect(text == pieces.joined())
    }

    /// An earlier deadline of the caller's ends the call.
    public func theCallersDeadlineHolds() async throws {
        let (model, _) = try await make(.neverEnds)
        let error = await #expect(throws: BylineError.self) {
            try await model.complete(Self.request, by: .now + .milliseconds(150)) { _ in }
        }
        #expect(error?.code == .modelTooSlowWhole)
    }

    /// Requests that no server would take are refused, with a fault that says to give up.
    public func unsoundRequestsAreNotSent() async throws {
        let (model, _) = try await make(.says(["A"]))
        var requests = [ModelRequest](repeating: Self.request, count: 6)
        requests[0].messages = [ModelMessage(.system, "Only rules.")]
        requests[1].messages.append(ModelMessage(.user, ""))
        requests[2].maximumTokens = 0
        requests[3].stop = ["a", "b", "c", "d", "e"]
        requests[4].temperature = -1
        requests[5].schema = ModelSchema(name: "a b", json: "{}")
        for request in requests {
            let error = await #expect(throws: BylineError.self) { try await model.complete(request, by: nil) { _ in } }
            #expect(error?.code == .modelRequestInvalid)
            #expect(error?.modelFault?.recovery != .retry)
        }
    }

    /// Several calls do not disturb each other.
    public func callsMayRunAtOnce() async throws {
        let pieces = (0..<50).map { " \($0)" }
        let (model, _) = try await make(.says(pieces))
        try await withThrowingTaskGroup(of: String.self) { group in
            for _ in 0..<8 {
                group.addTask {
                    var text = ""
                    _ = try await model.complete(Self.request, by: nil) { text += $0 }
                    return text
                }
            }
            for try await text in group { #expect(text == pieces.joined()) }
        }
    }

    /// What caches, budgets and traces go by does not change.
    public func namesAndFingerprintsAreStable() async throws {
        let (model, _) = try await make(.says(["A"]))
        #expect(model.name == model.name && model.fingerprint == model.fingerprint)
        #expect(model.name.description == "\(model.name.provider):\(model.name.model)")
        #expect(!model.fingerprint.isEmpty)
    }
}
