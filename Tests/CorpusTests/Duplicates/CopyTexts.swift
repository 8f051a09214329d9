/// Texts of words that mean nothing, made from a number: two numbers, two texts without a shingle in common.
enum CopyTexts {
    static func words(_ count: Int, story: Int) -> [String] {
        (0..<count).map { "w\(story)x\(($0 &* 7919 &+ story &* 104_729) % 100_003)" }
    }

    static func text(_ count: Int, story: Int) -> String { words(count, story: story).joined(separator: " ") }
}
