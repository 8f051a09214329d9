extension Workload {
    /// Passages of about 120 words, sentences of about 20, and questions one at a time; always the same.
    static let standard: [Workload] = {
        let words = """
            the harbour council said on monday that repairs to the quay wall would cost more than twice the sum which \
            engineers had named after last year's flood while residents of ward seven asked why pumps that were \
            bought with public money never ran and who had signed for them
            """.split(separator: " ").map(String.init)
        var state: UInt64 = 7
        func text(_ count: Int) -> String {
            (0..<count).map { _ in
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                return words[Int(state >> 33) % words.count]
            }.joined(separator: " ") + "."
        }
        return [
            Workload(name: "120 words", texts: (0..<64).map { text(110 + $0 % 21) }),
            Workload(name: "20 words", texts: (0..<128).map { text(15 + $0 % 11) }),
            Workload(name: "question", texts: (0..<32).map { text(8 + $0 % 7) }),
        ]
    }()
}
