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
            [.required("stage", .string("It begins.", values: AnswerEvent.Stage.allCases.map(\.rawValue)))]
        ),
        ("plan", [.required("plan", .named("Plan"))]),
        ("evidence", [.required("hits", .array("Best first.", of: .named("Hit")))]),
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
