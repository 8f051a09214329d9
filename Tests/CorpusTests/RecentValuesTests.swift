import Corpus
import Testing

@Suite struct RecentValuesTests {
    @Test("What is kept again stays, what is not is forgotten, and there are never more than two generations")
    func generations() {
        var recent = RecentValues<Int, String>(capacity: 2)
        for number in 0..<100 {
            recent.keep("first", for: -1)
            recent.keep("\(number)", for: number)
            #expect(recent[number] == "\(number)")
            #expect(recent[-1] == "first")
            #expect((0..<100).count { recent[$0] != nil } <= 4)
        }
        #expect(recent[0] == nil && recent[100] == nil)
    }

    @Test("A value takes the place of an older one under its key, of either generation")
    func replacing() {
        var recent = RecentValues<Int, Int>(capacity: 1)
        recent.keep(1, for: 7)
        recent.keep(2, for: 8)
        recent.keep(3, for: 7)
        #expect(recent[7] == 3)
    }
}
