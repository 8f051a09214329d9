import Hummingbird
import HummingbirdTesting
import Testing

@testable import Service

/// What a request may not be, and what its sender is told.
@Suite struct HostileRequestTests {
    @Test(arguments: [
        (#"[]"#, ["#: an object is expected, not an array", "#/question: the field is required"]),
        (#"{}"#, ["#/question: the field is required"]),
        (#"{"question":null}"#, ["#/question: the field is required"]),
        (#"{"question":7}"#, ["#/question: a string is expected, not a number"]),
        (#"{"question":""}"#, ["#/question: the question is empty"]),
        (#"{"question":" \n\u00a0\t"}"#, ["#/question: the question is empty"]),
        (#"{"question":"a\u0000b"}"#, ["#/question: the text contains the character NUL, which no text needs"]),
        (#"{"question":"a","question":"b"}"#, ["#/question: the field occurs more than once"]),
        (
            #"{"question":"a","limit":5}"#,
            [
                "#/limit: there is no such field; the fields are question, corpus, filter, minimum_credibility, maximum_sentences, choices, stream"
            ]
        ),
        (
            #"{"question":"a","maximum_sentences":99999999999999999999999}"#,
            ["#/maximum_sentences: a whole number from 1 to 20 is expected, not 99999999999999999999"]
        ),
        (
            #"{"question":"a","maximum_sentences":2.5}"#,
            ["#/maximum_sentences: a whole number from 1 to 20 is expected, not 2.5"]
        ),
        (
            #"{"question":"a","maximum_sentences":"5"}"#,
            ["#/maximum_sentences: a whole number from 1 to 20 is expected, not a string"]
        ),
        (#"{"question":"a","choices":["x"]}"#, ["#/choices: 2 to 20 choices can be offered, not 1"]),
        (#"{"question":"a","choices":["x","x"]}"#, ["#/choices: a choice is offered twice"]),
        (#"{"question":"a","choices":["x","y",2]}"#, ["#/choices/2: a string is expected, not a number"]),
        (#"{"question":"a","stream":1}"#, ["#/stream: true or false is expected, not a number"]),
        (
            #"{"question":"a","corpus":"../x"}"#,
            [
                "#/corpus: a corpus has a name of 1 to 64 of a-z, 0-9, '.', '_' and '-', that begins with a letter or digit"
            ]
        ),
        (#"{"question":"a","filter":[]}"#, ["#/filter: an object is expected, not an array"]),
        (
            #"{"question":"a","filter":{"sources":"x"}}"#,
            ["#/filter/sources: an array of strings is expected, not a string"]
        ),
        (
            #"{"question":"a","filter":{"categories":"x","languages":[1]}}"#,
            [
                "#/filter/categories: an array of strings is expected, not a string",
                "#/filter/languages/0: a string is expected, not a number",
            ]
        ),
        (#"{"question":"a","filter":{"sources":["x",3]}}"#, ["#/filter/sources/1: a string is expected, not a number"]),
        (
            #"{"question":"a","filter":{"as_of":"2025-02-30"}}"#,
            ["#/filter/as_of: \(ObjectFields.dateExpectation)"]
        ),
        (
            #"{"question":"a","filter":{"published_from":"2025-02-02","published_before":"2025-02-02"}}"#,
            ["#/filter/published_before: it must be later than published_from"]
        ),
        (
            #"{"question":"","stream":"no","filter":{"a/b~":1}}"#,
            [
                "#/question: the question is empty",
                "#/filter/a~1b~0: there is no such field; the fields are \(RequestFilter.fields.joined(separator: ", "))",
                "#/stream: true or false is expected, not a string",
            ]
        ),
    ])
    func answersReportAllMistakes(body: String, mistakes: [String]) async throws {
        try await TestNewsroom.with { newsroom in
            try await newsroom.test { client in
                let response = try await client.post("/v1/answers", body)
                #expect(response.status.code == 422)
                #expect(response.problem.type == "/problems/invalid-request")
                #expect(Set(response.problem.mistakes) == Set(mistakes))
            }
        }
    }

    @Test func questionsHaveALimitInCharacters() async throws {
        try await TestNewsroom.with { newsroom in
            try await newsroom.fill()
            try await newsroom.test { client in
                let fits = String(repeating: "é ", count: 2_000)
                #expect(try await client.post("/v1/search", #"{"question":"\#(fits)"}"#).status == .ok)
                let response = try await client.post("/v1/search", #"{"question":"\#(fits)x"}"#)
                #expect(
                    response.problem.mistakes == [
                        "#/question: the question has 4001 characters, more than the 4000 allowed"
                    ])
            }
        }
    }

    @Test func aQuestionWithoutWordsIsRefusedInTheSentenceOfTheSearch() async throws {
        try await TestNewsroom.with { newsroom in
            try await newsroom.fill()
            try await newsroom.test { client in
                for path in ["/v1/search", "/v1/answers"] {
                    let problem = try await client.post(path, #"{"question":"?!"}"#).problem
                    #expect(problem.status == 422)
                    #expect(problem.detail == "The question has no words.")
                    #expect(problem.remedy == "Ask with at least one word or number.")
                }
            }
        }
    }

    @Test(arguments: [
        (
            "{\"question\":\n \"a\",}",
            "The body is not JSON: at line 2, column 6 (byte 18), a name in double quotes is expected."
        ),
        ("", "The body is not JSON: at line 1, column 1 (byte 0), a value is missing at the end of the text."),
        (
            #"{"question":"\ud83d"}"#,
            "The body is not JSON: at line 1, column 14 (byte 13), a surrogate stands alone, which is no character."
        ),
        (
            String(repeating: "[", count: 100_000),
            "The body is not JSON: at line 1, column 34 (byte 33), arrays and objects are nested deeper than 32 levels."
        ),
    ])
    func malformedJSONIsAProblemWithAPlace(body: String, detail: String) async throws {
        try await TestNewsroom.with { newsroom in
            try await newsroom.test { client in
                let response = try await client.post("/v1/answers", body)
                #expect(response.status == .badRequest)
                #expect(response.problem.type == "/problems/malformed-json")
                #expect(response.problem.detail == detail)
            }
        }
    }

    @Test(arguments: [
        (nil, nil, "The body has no Content-Type."),
        ("text/plain", nil, "The body's type is text/plain."),
        ("application/json; charset=iso-8859-1", nil, "The body's charset is iso-8859-1."),
        ("application/json", "gzip", "The body's content coding is gzip."),
        ("nonsense", nil, "The body's type is nonsense."),
    ])
    func otherContentIsNotTaken(type: String?, coding: String?, detail: String) async throws {
        try await TestNewsroom.with { newsroom in
            try await newsroom.test { client in
                var headers: HTTPFields = [:]
                headers[.contentType] = type
                headers[.contentEncoding] = coding
                let response = try await client.execute(
                    uri: "/v1/search", method: .post, headers: headers, body: ByteBuffer(string: "{}"))
                #expect(response.status == .unsupportedMediaType)
                #expect(response.problem.detail == detail)
                #expect(response.headers[.accept] == "application/json")
            }
        }
    }

    @Test func contentTypesAreReadAsTheStandardSays() async throws {
        try await TestNewsroom.with { newsroom in
            try await newsroom.fill()
            try await newsroom.test { client in
                for type in [
                    "Application/JSON", "application/json;charset=\"UTF-8\"", "application/json ; charset=utf-8",
                ] {
                    let response = try await client.post(
                        "/v1/search", #"{"question":"flood"}"#, headers: [.contentType: type])
                    #expect(response.status == .ok, "\(type)")
                }
            }
        }
    }

    @Test func tooLargeABodyIsRefused() async throws {
        try await TestNewsroom.with(configuration: .init(maximumBodyBytes: 100)) { newsroom in
            try await newsroom.test { client in
                let response = try await client.post("/v1/answers", String(repeating: " ", count: 101))
                #expect(response.status == .contentTooLarge)
                #expect(response.problem.detail == "The body has more than the 100 bytes that this server takes.")
                #expect(try await client.post("/v1/answers", String(repeating: " ", count: 100)).status == .badRequest)
            }
        }
    }

    @Test(.timeLimit(.minutes(1)))
    func tooLargeABodyOfUnknownLengthIsRefusedWhenItGetsThere() async throws {
        try await TestNewsroom.with(configuration: .init(port: 0, maximumBodyBytes: 100)) { newsroom in
            try await LiveService.run(newsroom.service) { live in
                try await live.connect { connection in
                    try await connection.send(
                        "POST /v1/answers HTTP/1.1\r\nHost: test\r\nContent-Type: application/json\r\n"
                            + "Transfer-Encoding: chunked\r\n\r\n")
                    let chunk = String(repeating: " ", count: 60)
                    try await connection.send("3c\r\n\(chunk)\r\n3c\r\n\(chunk)\r\n0\r\n\r\n")
                    #expect(try await connection.read(until: "/problems/body-too-large"))
                    #expect(connection.received.hasPrefix("HTTP/1.1 413 "))
                }
            }
        }
    }

    @Test func unknownParametersAreRefused() async throws {
        try await TestNewsroom.with { newsroom in
            try await newsroom.fill()
            try await newsroom.test { client in
                let response = try await client.get(
                    "/v1/corpora/default/articles?limit=0&limt=3&as_of=now&include_undated=1&cursor=a&cursor=b&x%ZZ")
                #expect(response.status.code == 422)
                #expect(response.problem.mistakes.count == 6)
                #expect(
                    response.problem.mistakes.contains("?limit: a whole number from 1 to 1000 is expected"))
                #expect(try await client.get("/v1/corpora?x=1").status.code == 422)
            }
        }
    }
}
