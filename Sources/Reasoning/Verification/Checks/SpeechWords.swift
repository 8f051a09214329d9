/// Words that name a speaker or a source.
enum SpeechWords {
    static func contains(_ word: String) -> Bool { words.contains(word) }

    private static let words: Set<String> = Set(
        """
        said says say saying told tells tell asked asks wrote writes write added adds replied replies announced announces
        announced according reported reports report reporting claimed claims claim argued argues warned warns explained
        explains stated states noted notes insisted insists believes believed thinks thought predicted predicts retorted
        called calls declared declares suggested suggests insinuates alleges alleged alleging described describes
        maintained maintains recalled recalls admitted admits acknowledged confirmed confirms denied denies promised promises
        responded responds advised advises quoted quotes via per found finds learned learns published publishes asserts
        asserted contends contended expects expected feels felt complained complains objected praised criticised
        """.split(whereSeparator: \.isWhitespace).map(String.init))
}
