import Foundation
import Testing

@testable import Corpus

@Suite struct TextFileReaderTests {
    private func read(_ text: String, as name: String = "a.md") throws -> Outcomes {
        try Input(Data(text.utf8), named: name).outcomes()
    }

    @Test func readsFrontMatter() throws {
        let outcomes = try read(
            """
            ---
            # a comment
            title: "Budget: 62.4m \\"crowns\\" \\u2014 more"
            source: 'The Mayor''s Ledger'   # the outlet
            url: https://ledger.example/a#b
            published_at: 2025-05-16T07:30:00Z
            updated_at:
            author: ~
            tags:
              - one
            - two
            summary: |
              title: not this
            retracted: true
            ---

            First paragraph.

            Second paragraph.
            """)
        let expected = RawArticle(
            url: "https://ledger.example/a#b", source: "The Mayor's Ledger", title: "Budget: 62.4m \"crowns\" — more",
            text: "First paragraph.\n\nSecond paragraph.", publishedAt: Date(timeIntervalSince1970: 1_747_380_600),
            retracted: true)
        #expect(outcomes.faults.isEmpty)
        let article = try #require(outcomes.articles.first)
        #expect(TextCleaner.clean(article.text) == expected.text)
        var compared = article
        compared.text = expected.text
        #expect(compared == expected)
    }

    @Test(arguments: [
        ("a.md", "# A heading\n\nText.", "A heading", "Text."),
        ("a.md", "\n\n## Second level\nText.", "Second level", "Text."),
        ("a.md", "First line\nText.", "First line", "Text."),
        ("a.md", "#hashtag leads\n\nText.", "#hashtag leads", "Text."),
        ("a.txt", "# First line\n\nText.", "# First line", "Text."),
        ("a.txt", "Only line", "Only line", "Only line"),
        ("a.md", "# Only heading", "Only heading", ""),
        ("a.txt", "\u{FEFF}First\r\n\r\nText.\r\n", "First", "Text."),
        ("a.md", "---\nsource: x\n---\n# Heading\nText.", "Heading", "Text."),
        ("a.md", "---\ntitle: T\n---\n# Heading\n\nText.", "T", "# Heading\n\nText."),
    ])
    func findsTheTitle(_ name: String, _ file: String, _ title: String, _ text: String) throws {
        let article = try #require(try read(file, as: name).articles.first)
        #expect(article.title == title)
        #expect(TextCleaner.clean(article.text) == text)
    }

    @Test func takesALongFirstLineAsProse() throws {
        let prose = String(repeating: "A long sentence. ", count: 20)
        let article = try #require(try read(prose + "\nNext.", as: "a.txt").articles.first)
        #expect(article.title.isEmpty)
        #expect(article.text.hasPrefix("A long sentence."))
    }

    @Test func joinsTheLinesOfMarkdownParagraphs() throws {
        let text = """
            # T
            One sentence that
            was wrapped.

            - a list
            - of two
            1. numbered
            > quoted
            hard break  
            here

            Last.
            """
        let article = try #require(try read(text).articles.first)
        #expect(
            TextCleaner.clean(article.text)
                == "One sentence that was wrapped.\n\n- a list\n- of two\n1. numbered\n"
                + "> quoted hard break\nhere\n\nLast."
        )
        let plain = try #require(try read("T\n\na\nb", as: "a.txt").articles.first)
        #expect(TextCleaner.clean(plain.text) == "a\nb")
    }

    @Test(arguments: [
        ("---\ntitle: T\n", 1, "The front matter that begins here is not closed."),
        ("---\ntitle: T\njust words\n---\nx", 3, "This line of the front matter is not `key: value`."),
        ("---\n  indented\n---\nx", 2, "This line of the front matter belongs to no key."),
        ("---\ntitle:\n  - a\n---\nx", 3, "`title` has a value over several lines."),
        ("---\ntitle: |\n  a\n---\nx", 2, "The value of `title` is no one-line text."),
        ("---\ntitle: \"a\n---\nx", 2, "The value of `title` is no one-line text."),
        ("---\ntitle: \"\\q\"\n---\nx", 2, "The value of `title` is no one-line text."),
        ("---\ntitle: \"\\ud800\"\n---\nx", 2, "The value of `title` is no one-line text."),
        ("---\ntitle: a\ntitle: b\n---\nx", 3, "`title` is given twice."),
        ("---\npublished_at: soon\n---\nx", 2, "`published_at` is no date: 'soon'."),
        ("---\nretracted: yes\n---\nx", 2, "`retracted` is not true or false."),
        ("---\nsource: x\n---\n\n", 1, "The file has neither a title nor a text."),
        ("", 1, "The file has neither a title nor a text."),
    ])
    func reportsTheLine(_ file: String, _ line: Int, _ message: String) throws {
        let outcomes = try read(file)
        #expect(outcomes.articles.isEmpty)
        #expect(outcomes.faults.map(\.location.line) == [line])
        #expect(outcomes.faults.map(\.message) == [message])
        #expect(outcomes.faults.allSatisfy { $0.remedy.hasSuffix(".") })
    }

    @Test func refusesOtherEncodingsAndSizes() throws {
        let latin1 = try Input(Data([0x63, 0x61, 0x66, 0xE9]), named: "a.txt").outcomes()
        #expect(latin1.faults.map(\.message) == ["The file is not valid UTF-8."])
        let large = try Input(Data(repeating: 0x61, count: 3_000), named: "a.txt").outcomes(recordBytes: 1_000)
        #expect(large.faults.map(\.message) == ["The file is larger than 1000 bytes and was passed over."])
    }

    @Test(arguments: 0..<100)
    func endsOnHostileText(seed: Int) throws {
        let outcomes = try read(
            "---\n" + HostileText.random(seed: UInt64(seed)) + "\n---\n" + HostileText.random(seed: UInt64(seed + 1)))
        #expect(outcomes.articles.count + outcomes.faults.count == 1)
    }
}
