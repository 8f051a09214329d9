import Reasoning

/// What the service sends, by the names of the document's components.
enum ResponseSchemas {
    static let all = [answers, hits, corpora, articles, operations].reduce(into: [:]) { all, part in
        all.merge(part) { _, last in last }
    }

    private static let answers: [String: Schema] = [
        "Answer": .object(
            "An answer, or why there is none.",
            [
                .required("id", .string("Of this answer.")),
                .required("question", .string("As it was asked.")),
                .required("corpus", .string("Where the evidence is from.")),
                .required("status", .string("Whether there is an answer.", values: ["answered", "abstained"])),
                .required(
                    "form",
                    .string(
                        "direct: the first sentence answers. sides: the sentences show the sides, without a conclusion.",
                        values: ["direct", "sides"])),
                .required("text", .string("All sentences, each followed by its citations in brackets.")),
                .required("sentences", .array("In order.", of: .named("Sentence"))),
                .required("citations", .array("By number.", of: .named("Citation"))),
                .required(
                    "confidence",
                    .number(
                        "The chance that the answer is right, or, of an abstention, that the corpus does not say.",
                        0...1)
                ),
                .optional("choice", .named("Choice")),
                .optional("reason", .string("Why there is no answer, and what is missing.")),
                .required("notes", .array("What to know beside the sentences.", of: .string("A sentence."))),
                .required(
                    "contradictions",
                    .array("Where independent outlets contradict each other.", of: .named("Contradiction"))),
                .required("withheld", .array("Sentences that failed their gates.", of: .named("Withheld"))),
                .required("writer", .string("Who wrote it.")),
                .required("switches", .array("Writers that were tried before.", of: .named("WriterSwitch"))),
            ]),
        "Choice": .object(
            "Which of the offered choices the evidence speaks for.",
            [
                .required("index", .integer("Its place among them, from 0.")),
                .required("text", .string("As it was offered.")),
                .required("share", .number("The chance that it is the right one.", 0...1)),
            ]),
        "Contradiction": .object(
            "One matter of which independent outlets say different things.",
            [
                .required(
                    "kind", .string("In what they differ.", values: Contradiction.Kind.allCases.map(\.rawValue))),
                .required("summary", .string("One sentence for a reader.")),
                .required("matter", .string("What it is about.")),
                .required("sides", .array("At least two.", of: .named("ContradictionSide"))),
            ]),
        "ContradictionSide": .object(
            "What some outlets say.",
            [
                .required("statement", .string("The sentence that says it, word by word.")),
                .required("value", .string("What differs, as it is written; yes or no where it is a polarity.")),
                .required("outlets", .array("Those that say it.", of: .string("An outlet."))),
                .required("citations", .array("Numbers of citations, at least one.", of: .integer("A number."))),
            ]),
        "Withheld": .object(
            "A sentence that was written and is not shown.",
            [
                .required("gate", .string("That it failed.")),
                .required("reason", .string("Why, for a reader.")),
            ]),
        "WriterSwitch": .object(
            "One writer's place was taken by the next.",
            [
                .required("from", .string("The writer that failed.")),
                .required("to", .string("The one that took over.")),
                .required("reason", .string("Why.")),
            ]),
        "Sentence": .object(
            "A sentence of an answer; it always cites.",
            [
                .required("index", .integer("From 0.")),
                .required("text", .string("Without citations.")),
                .required("citations", .array("Numbers of citations, at least one.", of: .integer("A number."))),
                .required("publishers", .integer("Independent publishers behind what it cites.")),
            ]),
        "Citation": .object(
            "Where a sentence comes from.",
            [
                .required("number", .integer("From 1.")),
                .required("article", .string("Id of the article.")),
                .required("version", .string("Id of its version.")),
                .required("chunk", .string("Id of the passage.")),
                .required("source", .string("The outlet.")),
                .required("title", .string("The headline.")),
                .optional("url", .string("Where the article stands.", format: "uri")),
                .optional("published_at", .date("When it was published.")),
                .required("start", .integer("Where the quote begins in the version's text, in Unicode scalars.")),
                .required("end", .integer("Where it ends, exclusive.")),
                .required("quote", .string("The text from start to end, exactly.")),
            ]),
        "Plan": .object(
            "How a question was understood.",
            [
                .required("kind", .string("What is asked for.", values: QuestionPlan.Kind.allCases.map(\.rawValue))),
                .required("terms", .array("Words that carry the meaning.", of: .string("A word."))),
                .required("names", .array("Names that it mentions.", of: .string("A name."))),
                .required("parts", .array("Questions that it consists of.", of: .string("A question."))),
                .optional("description", .named("Description")),
            ]),
        "Description": .object(
            "What a question describes without naming it, and asks something further of.",
            [
                .required(
                    "kind", .string("What kind of thing it is.", values: Description.Kind.allCases.map(\.rawValue))),
                .required("text", .string("The description alone.")),
                .required("before", .string("What the question says before it.")),
                .required("after", .string("What the question says behind it.")),
            ]),
    ]

    private static let hits: [String: Schema] = [
        "SearchResult": .object(
            "The passages for a question.",
            [
                .required("hits", .array("Best first.", of: .named("Hit"))),
                .required("candidates", .integer("Passages that were ranked.")),
            ]),
        "Hit": .object(
            "A passage with the reasons for its rank.",
            [
                .required("rank", .integer("From 1.")),
                .required("score", .number("The sum of the signals' contributions.")),
                .required("signals", .array("Why it stands there.", of: .named("Signal"))),
                .required("explanation", .string("The same in a sentence.")),
                .required("passage", .named("Passage")),
                .required("article", .named("ArticleHead")),
                .required("credibility", .named("Credibility")),
                .optional("story", .named("Story")),
            ]),
        "Credibility": .object(
            "How far a source is trusted: the probability that one of its claims is right, as far as is known.",
            [
                .required("mean", .number("From 0 to 1; 0.5 where nothing is known.")),
                .required("spread", .number("One standard deviation; 0.29 where nothing is known.")),
            ]),
        "Story": .object(
            "Articles that carry one text, of which this passage's is one.",
            [
                .required("id", .string("The same as long as the original is.")),
                .required("original", .named("Carrier")),
                .required("carriers", .array("The original first, then by time.", of: .named("Carrier"))),
            ]),
        "Carrier": .object(
            "An article that carries the text.",
            [
                .required("id", .string("Of the article.")),
                .required("version", .string("Of the version that stands.")),
                .required("source", .string("The outlet.")),
                .required("title", .string("The headline.")),
                .optional("url", .string("Where it stands.", format: "uri")),
                .optional("published_at", .date("When it was published.")),
            ]),
        "Signal": .object(
            "One reason for a rank.",
            [
                .required("name", .string("For example similarity.")),
                .required("value", .number("What was measured.")),
                .required("weight", .number("What one unit counts.")),
                .required("contribution", .number("value × weight.")),
            ]),
        "Passage": .object(
            "Whole sentences of an article.",
            [
                .required("id", .string("Of the passage.")),
                .required("ordinal", .integer("Among the article's passages, from 0.")),
                .required("text", .string("The version's text from start to end.")),
                .required("start", .integer("In Unicode scalars of the version's text.")),
                .required("end", .integer("Exclusive.")),
                .required("start_byte", .integer("In bytes of its UTF-8.")),
                .required("end_byte", .integer("Exclusive.")),
            ]),
        "ArticleHead": .object("All of a version but its text.", head),
    ]

    /// What a version is known by, wherever it is shown.
    private static let head: [Schema.Property] = [
        .required("id", .string("Of the article, in all its versions.")),
        .required("version", .string("Of this version.")),
        .required("source", .string("The outlet; empty where unknown.")),
        .optional("url", .string("Where it stands.", format: "uri")),
        .required("title", .string("The headline.")),
        .optional("author", .string("Who wrote it.")),
        .optional("category", .string("The desk or section.")),
        .required("language", .string("A BCP 47 code; und where unknown.")),
        .optional("published_at", .date("When it was first published.")),
        .optional("updated_at", .date("When this version replaced the one before it.")),
        .required("retracted", .boolean("Whether the outlet withdrew it.")),
        .required("known_from", .date("From when on this version stood.")),
        .optional("known_to", .date("Until when; absent while it stands.")),
    ]

    private static let corpora: [String: Schema] = [
        "CorpusList": .object("All corpora.", [.required("corpora", .array("By name.", of: .named("Corpus")))]),
        "Corpus": .object(
            "A corpus as it stands.",
            [
                .required("name", .string("Its name.")),
                .required("articles", .integer("Articles with a standing version.")),
                .required("versions", .integer("Their versions, old ones included.")),
                .required("chunks", .integer("Passages of standing versions.")),
                .required("sequence", .integer("Number of the last change.")),
                .required("chunking", .string("How its articles are cut.")),
                .required("spaces", .array("Its embedding spaces.", of: .named("Space"))),
            ]),
        "Space": .object(
            "An embedding space of a corpus.",
            [
                .required("id", .string("Names the space in full.")),
                .required("model", .string("The model that fills it.")),
                .required("dimension", .integer("Components of a vector.")),
                .required("is_active", .boolean("Whether searches use it.")),
                .required("vectors", .integer("Passages with a vector in it.")),
            ]),
    ]

    private static let articles: [String: Schema] = [
        "ArticleList": .object(
            "Some articles of a corpus.",
            [
                .required("articles", .array("In a stable order, without text.", of: .named("Version"))),
                .optional("next", .string("The cursor of the next page; absent at the end.")),
            ]),
        "VersionList": .object(
            "All versions of an article.", [.required("versions", .array("Oldest first.", of: .named("Version")))]),
        "Version": .object(
            "A version of an article.",
            head + [
                .required("corpus", .string("Where it is kept.")),
                .optional("text", .string("The normalised text; absent in listings.")),
            ]),
        "IngestionResult": .object(
            "What became of the records of a request.",
            [
                .required("corpus", .string("Where they went.")),
                .required("read", .integer("Records taken.")),
                .required("inserted", .integer("New articles.")),
                .required("updated", .integer("New versions of known articles.")),
                .required("unchanged", .integer("Versions that were there already.")),
                .required("refused", .integer("Records that were not taken.")),
                .required("faults", .array("Why not.", of: .named("RecordFault"))),
                .required("warnings", .array("What a person should know.", of: .string("A sentence."))),
            ]),
        "RecordFault": .object(
            "A record that was not taken.",
            [
                .optional("record", .integer("In the order of the request, from 0.")),
                .required("message", .string("What is wrong.")),
                .required("remedy", .string("What to do about it.")),
            ]),
    ]

    private static let operations: [String: Schema] = [
        "Health": .object("The process lives.", [.required("status", .string("Always alive.", values: ["alive"]))]),
        "Readiness": .object(
            "Whether a question asked now would be answered.",
            [
                .required("status", .string("The sum of the checks.", values: ["ready", "not-ready"])),
                .required("checks", .array("One for each part.", of: .named("ReadinessCheck"))),
            ]),
        "ReadinessCheck": .object(
            "One part of the service.",
            [
                .required("name", .string("store, embedder, index or drain.")),
                .required("is_ready", .boolean("Whether it is.")),
                .optional("detail", .string("What is missing.")),
            ]),
        "Problem": .object(
            "A fault: problem details, RFC 9457.",
            [
                .required("type", .string("A stable name.", values: ProblemKind.allCases.map(\.type))),
                .required("title", .string("The same for every problem of the type.")),
                .required("status", .integer("The response's status.")),
                .required("detail", .string("What went wrong this time.")),
                .required("remedy", .string("What to do about it.")),
                .optional("instance", .string("The path of the request.")),
                .optional("correlation_id", .string("The X-Request-Id of the request.")),
                .optional("errors", .array("All mistakes of the request.", of: .named("Mistake"))),
            ]),
        "Mistake": .object(
            "A mistake at a place of the request.",
            [
                .optional("pointer", .string("A JSON Pointer into the body, for example #/filter/as_of.")),
                .optional("parameter", .string("A parameter of the path or query.")),
                .required("detail", .string("What is wrong, and what is expected.")),
            ]),
    ]
}
