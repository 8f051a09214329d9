import Testing

@testable import Service

@Suite struct JSONDocumentTests {
    @Test(arguments: [
        (#""""#, ""), (#""a\"\\\/\b\f\n\r\tz""#, "a\"\\/\u{8}\u{C}\n\r\tz"), (#""é😀€""#, "é😀€"),
        (#""\u0000""#, "\0"), ("\u{FEFF}\"x\"", "x"),
    ])
    func readsStrings(text: String, expected: String) throws {
        guard case .string(let value) = try JSONDocument.parse(Array(text.utf8)).value else {
            Issue.record("not a string")
            return
        }
        #expect(value == expected)
    }

    @Test(arguments: ["0", "-0", "10", "1.5", "-1e10", "1E+2", "1e-400", "123456789012345678901234567890"])
    func keepsNumbersAsWritten(text: String) throws {
        guard case .number(let digits) = try JSONDocument.parse(Array(" \(text)\n".utf8)).value else {
            Issue.record("not a number")
            return
        }
        #expect(digits == text)
    }

    @Test func keepsPlacesAndRepeatedNames() throws {
        let text = #" {"a": [1, {"b": null}], "a": true} "#
        let node = try JSONDocument.parse(Array(text.utf8))
        guard case .object(let members) = node.value, case .array(let elements) = members[0].node.value else {
            Issue.record("not an object of an array")
            return
        }
        #expect(members.map(\.name) == ["a", "a"])
        #expect(Array(text.utf8)[elements[1].range] == Array(#"{"b": null}"#.utf8)[...])
    }

    @Test(arguments: [
        ("", 0, 1, 1), (" \n ", 3, 2, 2), ("{", 1, 1, 2), ("{\"a\"}", 4, 1, 5), ("{\"a\":1,}", 7, 1, 8),
        ("[1,]", 3, 1, 4), ("[1 2]", 3, 1, 4), ("01", 1, 1, 2), ("1.", 2, 1, 3), ("+1", 0, 1, 1), (".5", 0, 1, 1),
        ("NaN", 0, 1, 1), ("tru", 0, 1, 1), ("'a'", 0, 1, 1), ("\"a", 2, 1, 3), ("\"\\x\"", 2, 1, 3),
        ("\"\\u12g4\"", 5, 1, 6), ("\"\n\"", 1, 1, 2), ("{\n  \"a\": nul\n}", 9, 2, 8), ("1 1", 2, 1, 3),
        ("{a:1}", 1, 1, 2), ("// x\n1", 0, 1, 1), ("\u{FEFF}", 3, 1, 4),
    ])
    func saysWhereTheMistakeStands(text: String, offset: Int, line: Int, column: Int) throws {
        let error = try #require(throws: JSONSyntaxError.self) { try JSONDocument.parse(Array(text.utf8)) }
        #expect([error.offset, error.line, error.column] == [offset, line, column])
    }

    @Test(arguments: [#""\ud800""#, #""\udc00""#, #""\ud800x""#, #""\ud800\n""#, #""\ud800\ud800""#])
    func refusesLoneSurrogates(text: String) throws {
        let error = try #require(throws: JSONSyntaxError.self) { try JSONDocument.parse(Array(text.utf8)) }
        #expect(error.message == "a surrogate stands alone, which is no character")
    }

    @Test(arguments: [
        [0x22, 0xFF, 0x22], [0x22, 0xC0, 0x80, 0x22], [0x22, 0xED, 0xA0, 0x80, 0x22], [0x22, 0xE2, 0x22],
    ])
    func refusesWhatIsNotUTF8(bytes: [UInt8]) throws {
        let error = try #require(throws: JSONSyntaxError.self) { try JSONDocument.parse(bytes) }
        #expect(error.message == "the string before this place is not UTF-8")
    }

    @Test func boundsTheDepth() throws {
        func nested(_ depth: Int) -> [UInt8] {
            Array((String(repeating: "[", count: depth) + String(repeating: "]", count: depth)).utf8)
        }
        _ = try JSONDocument.parse(nested(JSONDocument.maximumDepth))
        for depth in [JSONDocument.maximumDepth + 2, 1_000_000] {
            let error = try #require(throws: JSONSyntaxError.self) { try JSONDocument.parse(nested(depth)) }
            #expect(error.message == "arrays and objects are nested deeper than 32 levels")
        }
    }
}
