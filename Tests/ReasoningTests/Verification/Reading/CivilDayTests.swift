import Testing

@testable import Reasoning

@Suite("Civil day")
struct CivilDayTests {
    @Test("counts days as the calendar does, both ways")
    func calendar() {
        #expect(CivilDay.number(year: 1970, month: 1, day: 1) == 0)
        #expect(CivilDay.number(year: 2000, month: 3, day: 1) == 11_017)
        #expect(CivilDay.weekday(0) == 3)
        for number in stride(from: -200_000, to: 200_000, by: 37) {
            let parts = CivilDay.parts(number)
            #expect(CivilDay.number(year: parts.year, month: parts.month, day: parts.day) == number)
        }
        #expect(CivilDay.month(2024, 2).count == 29 && CivilDay.year(2023).count == 365)
    }
}
