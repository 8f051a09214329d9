import Corpus
import Testing

@Suite struct SentenceSplitterTests {
    private let splitter = SentenceSplitter()

    private func sentences(_ text: String) -> [String] {
        let scalars = Array(text.unicodeScalars)
        return splitter.sentences(of: text).map { span in
            var view = String.UnicodeScalarView()
            view.append(contentsOf: scalars[span.scalars])
            return String(view)
        }
    }

    /// `|` stands where a boundary is expected; white space beside it is in no sentence.
    @Test("Finds the sentences of news", arguments: english + quotations + numbers + otherScripts + layout)
    func table(marked: String) {
        let expected = marked.split(separator: "|").map { trimmed($0) }.filter { !$0.isEmpty }
        #expect(sentences(marked.replacing("|", with: "")) == expected)
    }

    static let english = [
        "The port closed.| It opened on Monday.", "Mr. Smith met Mrs. Jones.| They spoke.",
        "Dr. A. Osei resigned.| No reason was given.", "Gov. Lee and Sen. Paul Ray disagreed.| Both left.",
        "He lives in the U.S. and works there.", "He lives in the U.S.| The family moved in May.",
        "U.S. Army engineers came.", "The U.K. Parliament voted.| It passed.",
        "She studied at the U.N.| “It was cold,” she said.",
        "J. K. Rowling wrote it.", "George W. Bush and J.F. Kennedy were presidents.",
        "We chose plan B.| The mayor did not.", "Acme Inc. said it would pay.",
        "It was sold to Acme Inc.| The price was low.",
        "Harbour Co. Ltd. won.| Others lost.", "Use a tool, e.g. a saw.| Be careful.", "Ports, i.e. Harbours, count.",
        "Apples, pears, etc. were sold.", "Apples, pears, etc.| The market closed.", "City vs. County is on.",
        "See Smith et al. 2020 for details.", "The match ended at 5 p.m. Monday.",
        "It begins at 8:15 p.m. ET on Friday.",
        "Doors open at 7 p.m.| Tickets cost ten euros.", "It rained at 3 a.m. and stopped.",
        "On Nov. 27 the strike began.| It lasted.", "It began in Nov.| The council met.", "They met in Sept. 2023.",
        "Is he in?| She asked.", "What?!| No way!!!| Yes.", "Why now?| Because.", "He paused... and went on.",
        "He paused...| Then he left.", "He paused… and went on.| Then he left.", "Loading . . . please wait.",
        "St. Mary's was flooded.| Water stood high.", "She earned a Ph.D. in law.", "Ward Nos. 3 and 4 agreed.",
        "The No. 1 pick went home.", "Did he agree?| He said no.| She left.",
        "The iPhone sold well.| iPhone prices rose.", "i went home.| then i slept.", "The art.| The craft.",
        "Write to a.b@example.org or visit www.Example.Com today.",
        "See https://example.org/a.Html?Q=1.Two for more.| Thanks.",
        "That was the end.|Next came the flood.", "They used Node.Js and ASP.Net there.",
        "It took six years.|“It is done,” he said.", "He won!|Then he cried.", "Gen. Staff met.| A gen. of sorts.",
    ]

    static let quotations = [
        "“It is over.”| He left.", "\"It is over.\"| He left.", "“Is it over?” he asked.",
        "\"Go!\" she said.| He went.",
        "“Why?” Mayor Ann Lee asked.| Nobody knew.", "He said “No.”| “Yes,” she said.",
        "He left (at last.)| She stayed.",
        "(He left.)| (She stayed.)", "He asked ‘Why?’| She shrugged.", "It was “great.” and so on.",
        "« C’est fini. »| Il partit.", "„Es ist aus.“| Er ging.", "**Bold.**| Plain.",
        "He cited it [see p. 5].| Then he left.",
        "\"Plan A.\"| He said \"Go.\"| She came.", "“Oui. ”| Then he left.",
    ]

    static let numbers = [
        "It rose 3.5 percent.| It fell 2.1.", "It lost 3 per cent.| Amazon rose.", "It runs on a PC.| Macs wait.",
        "Version 2.0.1 is out.| Get it.", "It cost $4.| Cheap.",
        "In 2023. the end.",
        "It ended in 2023.| The new year came.", "It grew 5%.| Good.",
        "1. Apples are red.| 2. Pears are green.",
        "a. First point.", "IV. The flood", "12 of 15 agreed.| 3 did not.", "Am 3. Oktober regnete es.| Dann nicht.",
        "p. 12 and pp. 13 are missing.", "It was 10.30.| The train left.",
    ]

    static let otherScripts = [
        "洪水来了。|人们走了！|为什么？|不知道。", "「行く。」と言った。|彼は去った。", "他说：“走吧。”|她走了。", "ＧＤＰは３．５倍。|終わり。",
        "क्या हुआ?| बाढ़ आई।| लोग गए।", "ماذا حدث؟| لا أحد يعرف.| انتهى.", "سیلاب آیا۔| لوگ گئے۔", "ሰላም ነው።|ደህና።",
        "Բարեւ։| Այո։", "Прошёл дождь.| Г. Иванов ушёл.", "Ο δήμος έκλεισε.| Άνοιξε ξανά.", "¿Qué pasó?| ¡Nada!| Fin.",
    ]

    static let layout = [
        "Harbour floods|\nThe water rose.|\n\nIt fell.", "No stop at all",
        "One line|\nanother line|\n- a list item|\n- another",
        "Tail space.|   \n", "…|\n.", "?", "🌊 Flood!| 🚢 Ships.",
    ]

    @Test("White space alone has no sentence", arguments: ["", " ", "\n\n", "\u{A0}\t\r\n\u{2028}"])
    func nothing(text: String) {
        #expect(splitter.sentences(of: text).isEmpty)
    }

    @Test("Spans are exact in both units, in order, and leave out white space only")
    func spans() {
        var random = SeededGenerator(seed: 7)
        for _ in 0..<4000 {
            let text = hostileText(&random, parts: 60)
            let utf8 = Array(text.utf8)
            let scalars = Array(text.unicodeScalars)
            var (scalar, byte) = (0, 0)
            for span in splitter.sentences(of: text) {
                #expect(span.scalars.lowerBound >= scalar && span.bytes.lowerBound >= byte && !span.scalars.isEmpty)
                #expect(isWhiteSpace(scalars[scalar..<span.scalars.lowerBound]))
                #expect(
                    Array(String(decoding: utf8[span.bytes], as: UTF8.self).unicodeScalars)
                        == Array(scalars[span.scalars]))
                #expect(!isWhiteSpace(scalars[span.scalars].prefix(1)))
                #expect(!isWhiteSpace(scalars[span.scalars].suffix(1)))
                (scalar, byte) = (span.scalars.upperBound, span.bytes.upperBound)
            }
            #expect(isWhiteSpace(scalars[scalar...]))
        }
    }

    @Test(
        "Long hostile runs keep their sentences few and their spans whole",
        arguments: [".", "\"", "a.A", ".\"", "(", "U.S. ", "a.Aa", "。", "…", ".(", "a. ((((((", ". . ", "'", "!“"])
    func hostileRuns(unit: String) {
        let text = String(repeating: unit, count: 100_000 / unit.utf8.count)
        let found = splitter.sentences(of: text)
        #expect(found.first?.bytes.lowerBound == 0)
        #expect(found.map(\.scalars.count).reduce(0, +) <= text.unicodeScalars.count)
        #expect(zip(found, found.dropFirst()).allSatisfy { $0.bytes.upperBound <= $1.bytes.lowerBound })
    }

    private func trimmed(_ text: Substring) -> String {
        var scalars = text.unicodeScalars
        while scalars.first?.properties.isWhitespace == true { scalars.removeFirst() }
        while scalars.last?.properties.isWhitespace == true { scalars.removeLast() }
        return String(scalars)
    }
}
