package import Foundation

/// The pause that a server asks for, RFC 9110 section 10.2.3, and OpenAI's finer `retry-after-ms`.
package enum RetryAfter {
    /// The pause, never negative; nil where the headers name none that can be read.
    package static func pause(in headers: HTTPHeaders, now: Date) -> Duration? {
        if let pause = number(headers["retry-after-ms"]).map({ Duration.milliseconds($0) }) { return pause }
        guard let value = headers["Retry-After"] else { return nil }
        if let seconds = number(value) { return .seconds(seconds) }
        guard let date = HTTPDate.parse(value) else { return nil }
        return .seconds(max(0, date.timeIntervalSince(now)))
    }

    /// A number of at most a year's milliseconds, which keeps arithmetic on hostile values sound.
    private static func number(_ text: String?) -> Double? {
        guard let number = text.flatMap({ Double($0) }), number.isFinite, number >= 0 else { return nil }
        return min(number, 31_536_000_000)
    }
}

/// Dates as HTTP writes them, RFC 9110 section 5.6.7.
enum HTTPDate {
    /// Reads `Sun, 06 Nov 1994 08:49:37 GMT`; the two obsolete forms are not read.
    static func parse(_ text: String) -> Date? {
        let parts = text.split(separator: " ")
        guard parts.count == 6, parts[5] == "GMT", let day = Int(parts[1]), let year = Int(parts[3]),
            let month = months.firstIndex(of: String(parts[2]))
        else { return nil }
        let time = parts[4].split(separator: ":").compactMap { Int($0) }
        guard time.count == 3, (1...31).contains(day), (1970...9999).contains(year), (0...23).contains(time[0]),
            (0...59).contains(time[1]), (0...60).contains(time[2])
        else { return nil }
        let components = DateComponents(
            year: year, month: month + 1, day: day, hour: time[0], minute: time[1], second: time[2])
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        return calendar.date(from: components)
    }

    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
}
