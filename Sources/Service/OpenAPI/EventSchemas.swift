import Reasoning

/// The events of an answer's stream, by the names of the document's components. OpenAPI has no word for event streams:
/// each schema describes the `data` of the events of one name.
enum EventSchemas {
    static let all: [String: Schema] = Dictionary(
        uniqueKeysWithValues: events.map { event in
            (
                componentName(event.name),
                .object("Data of the event \(event.name).", common(event.name) + event.properties)
            )
        })

    /// `answer.created` is described by `EventAnswerCreated`.
    static func componentName(_ event: String) -> String {
        "Event" + event.split(separator: ".").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
    }

    static var anyEvent: Schema { .any(of: events.map { .named(componentName($0.name)) }) }

    private static func common(_ name: String) -> [Schema.Property] {
        [
            .required("sequence", .integer("From 0, rising by one; also the event's id.")),
            .required("type", .string("The event's name.", values: [name])),
        ]
    }

    private static let events: [(name: String, properties: [Schema.Property])] = [
        (
            "answer.created",
            [
                .required("id", .string("Of the answer.")),
                .required("question", .string("As it was asked.")),
                .required("corpus", .string("Where the evidence is looked for.")),
            ]
        ),
        (
            "stage",
            [.required("stage", .string("It begins.", values: Stage.Name.allCases.map(\.rawValue)))]
        ),
        ("plan", [.required("plan", .named("Plan"))]),
        ("evidence", [.required("hits", .array("Best first.", of: .named("Hit")))]),
        (
            "gate",
            [
                .required("gate", .string("Its name, as `byline gates` lists it.")),
                .required("stage", .string("Behind which it stands.", values: Stage.Name.allCases.map(\.rawValue))),
                .required("outcome", .string("What it found.", values: ["passed", "noted", "failed"])),
                .required(
                    "recovery", .string("What happens where it fails.", values: Recovery.allCases.map(\.rawValue))),
                .optional("reason", .string("Why, for a reader.")),
                .optional("sentence", .integer("Of the sentence that was offered, from 0.")),
            ]
        ),
        (
            "answer.delta",
            [
                .required("sentence", .integer("Index of the sentence.")),
                .required("text", .string("The sentence, or its next part.")),
            ]
        ),
        (
            "citation",
            [
                .required("sentence", .integer("Index of the sentence that cites.")),
                .required("citation", .named("Citation")),
            ]
        ),
        (
            "withheld",
            [
                .required("gate", .string("That the sentence failed.")),
                .required("reason", .string("Why it does not reach the reader.")),
            ]
        ),
        (
            "model.switched",
            [
                .required("from", .string("The writer that failed.")),
                .required("to", .string("The one that took over.")),
                .required("reason", .string("Why.")),
            ]
        ),
        (
            "usage",
            [
                .required("model", .string("As configured.")),
                .required("prompt", .string("Name of the template.")),
                .required("input_tokens", .integer("Of the prompt.")),
                .required("output_tokens", .integer("Of the reply.")),
                .required("cost", .number("In the currency of the price table; 0 without prices.")),
                .required("from_cache", .boolean("Whether an earlier reply was taken.")),
                .required("attempts", .integer("Requests that were sent.")),
                .optional("error", .string("The code of the error that it ended with.")),
            ]
        ),
        ("answer.completed", [.required("answer", .named("Answer"))]),
        ("answer.abstained", [.required("answer", .named("Answer"))]),
        (
            "answer.failed",
            [
                .required("code", .string("The last part of a problem's type.")),
                .required("message", .string("What went wrong.")),
                .required("remedy", .string("What to do about it.")),
                .required("correlation_id", .string("The X-Request-Id of the request.")),
            ]
        ),
    ]
}
