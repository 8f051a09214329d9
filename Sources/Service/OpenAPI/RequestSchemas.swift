import Corpus
import Reasoning
import Retrieval

/// What is sent to the service, by the names of the document's components.
enum RequestSchemas {
    static let all: [String: Schema] = [
        "AnswerRequest": .object(
            "A question to be answered.", isClosed: true,
            [
                .required("question", question),
                .optional("corpus", corpus),
                .optional("filter", .named("Filter")),
                .optional("minimum_credibility", credibility),
                .optional(
                    "maximum_sentences",
                    .integer("Sentences of the answer at most.", Answers.sentenceRange, standard: 5)),
                .optional(
                    "choices",
                    .array(
                        "What to choose from, \(OfferedChoices.count.lowerBound) or more different ones; none leaves the "
                            + "answer free.",
                        of: .string("A choice.").limited(toLength: OfferedChoices.maximumLength),
                        maximum: OfferedChoices.count.upperBound)),
                .optional(
                    "stream",
                    .boolean("Whether the answer is sent as events while it is made; outranks the Accept header.")),
            ]),
        "SearchRequest": .object(
            "A question whose passages are wanted.", isClosed: true,
            [
                .required("question", question),
                .optional("corpus", corpus),
                .optional("filter", .named("Filter")),
                .optional("minimum_credibility", credibility),
                .optional("limit", .integer("Hits wanted.", Search.limitRange, standard: 10)),
            ]),
        "Filter": .object(
            "Which articles may be seen at all; applied before any ranking.", isClosed: true,
            [
                .optional(
                    "sources",
                    .array(
                        "Names of outlets, compared without case; none admits all.", of: .string("A name."),
                        maximum: RequestFilter.sourceLimit)),
                .optional(
                    "categories",
                    .array(
                        "Categories, compared without case and accents; none admits all.", of: .string("A category."),
                        maximum: RequestFilter.sourceLimit)),
                .optional(
                    "languages",
                    .array(
                        "Languages by their first subtag: 'en' admits 'en-GB'; none admits all.", of: .string("A tag."),
                        maximum: RequestFilter.sourceLimit)),
                .optional(
                    "places",
                    .array(
                        "Places, one of which the article must name; none admits all.", of: .string("A name."),
                        maximum: RequestFilter.sourceLimit)),
                .optional("published_from", .date("Published at this instant or later.")),
                .optional("published_before", .date("Published before this instant.")),
                .optional("as_of", .date("Sees the corpus as it stood at this instant.")),
                .optional(
                    "include_undated",
                    .boolean("Admits articles without a date where dates are asked for.", standard: false)),
                .optional(
                    "include_retracted",
                    .boolean("Admits articles that their outlet withdrew.", standard: false)),
            ]),
        "CorpusRequest": .object(
            "A corpus to be made.", isClosed: true,
            [.required("name", .string("1 to 64 of a-z, 0-9, '.', '_' and '-'.").limited(toLength: 64))]),
        "Articles": .object(
            "Several articles.", isClosed: true,
            [
                .required(
                    "articles",
                    .array(
                        "Written in this order.", of: .named("ArticleRecord"),
                        maximum: ArticleRecords.maximumRecords))
            ]),
        "ArticleRecord": .object(
            "An article as its outlet published it, with at least a title or a text. The URL, else the id, else the content "
                + "decides which article it is. Other fields are passed over.",
            [
                .optional("id", .string("The outlet's own id; names the article where there is no URL.")),
                .optional("url", .string("Where the article stands.", format: "uri")),
                .optional("source", .string("The outlet.")),
                .optional("title", .string("The headline.")),
                .optional("text", .string("The text.")),
                .optional("body", .string("The text, under another name.")),
                .optional("author", .string("Who wrote it.")),
                .optional("category", .string("The desk or section.")),
                .optional("language", .string("A BCP 47 code.")),
                .optional("published_at", .date("When it was first published.")),
                .optional("updated_at", .date("When this version replaced the one before it.")),
                .optional("retracted", .boolean("Whether the outlet withdrew it.", standard: false)),
            ]),
    ]

    private static let credibility = Schema.number(
        "Only outlets that are believed to be right this often; one of which nothing is known has 0.5.", 0...1)
    static let question = Schema.string("A question in plain words.").limited(
        toLength: SearchRequest.maximumQuestionLength)
    static let corpus = Schema.string("The corpus to look in; 'default' where none is named.")
}
