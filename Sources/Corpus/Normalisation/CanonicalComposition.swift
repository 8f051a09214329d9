import Foundation

/// Unicode normalisation form C (UAX #15), for text that is nearly always composed already.
///
/// Only runs that hold a scalar which could change, with the scalar before them, go through Foundation; everything
/// else is copied. That is sound since a *stable* scalar is a starter that is its own composition and never composes
/// with what stands before it.
enum CanonicalComposition {
    /// Starters that are composed and cannot be the second half of a composition; UAX #15 calls them quick-check
    /// `Yes` with combining class 0. Not all of them: the ranges that news is written in.
    static let stableRanges: [ClosedRange<UInt32>] = [
        0x00...0x2FF, 0x370...0x373, 0x375...0x37D, 0x388...0x482, 0x48A...0x590, 0x5BE...0x5BE, 0x5D0...0x5EA,
        0x61B...0x64A, 0x660...0x66F, 0x671...0x6D3, 0x1E00...0x1F70, 0x200C...0x200D, 0x2010...0x2027, 0x2030...0x205E,
        0x20A0...0x20CF, 0x2100...0x2125, 0x212C...0x2328, 0x232B...0x2ADB, 0x3001...0x3029, 0x3030...0x3098,
        0x309B...0xA66E, 0xAC00...0xD7A3, 0xFE00...0xFE0F, 0xFF01...0xFFEF, 0xFFFD...0xFFFD, 0x1F000...0x1FAFF,
        0x20000...0x2F7FF,
    ]

    static func isStable(_ scalar: UInt32) -> Bool {
        if scalar < 0x300 || (0x2010...0x2027).contains(scalar) || (0x4E00...0xA66E).contains(scalar) { return true }
        return stableRanges.contains { $0.contains(scalar) }
    }

    /// At most so many scalars that are not starters may follow one another, as in UAX #15's stream-safe format: no
    /// language needs more, and sorting a megabyte of accents would cost minutes.
    static let maximumMarks = 30

    /// `text` in form C, without the marks beyond ``maximumMarks``. Linear in time, whatever the text.
    static func compose(_ text: String) -> String {
        let scalars = text.unicodeScalars
        var result = ""
        result.reserveCapacity(text.utf8.count)
        // Up to `start` all is in `result`; from there on follows a run of `length` scalars, or text that only needs
        // copying.
        var start = scalars.startIndex
        var previous = start
        var length = 0
        for index in scalars.indices {
            let scalar = scalars[index]
            let isStable = isStable(scalar.value)
            if length > 0, isStable || length >= longestRun && isBoundary(scalar) {
                result += composeRun(text[start..<index], length: length)
                (start, length) = (index, 0)
            }
            if !isStable {
                if length == 0, start < previous {
                    result += text[start..<previous]
                    start = previous
                }
                length += 1
            }
            previous = index
        }
        result += length > 0 ? composeRun(text[start...], length: length) : String(text[start...])
        return result
    }

    /// Foundation takes quadratic time for a long text with many compositions, so runs are cut where that changes
    /// nothing.
    private static let longestRun = 64

    /// Whether a scalar begins something new: it is a starter and composes with nothing before it.
    static func isBoundary(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.canonicalCombiningClass == .notReordered
            && !composingStarters.contains { $0.contains(scalar.value) }
    }

    /// Starters that can be the second half of a composition: vowel signs of Indic scripts, vowels and finals of
    /// Hangul. The ends are rounded up to leave room for later versions of Unicode.
    private static let composingStarters: [ClosedRange<UInt32>] = [
        0x9BE...0x9BE, 0x9D7...0x9D7, 0xB3E...0xB57, 0xBBE...0xBD7, 0xCC2...0xCD6, 0xD3E...0xD57, 0xDCF...0xDDF,
        0xFB5...0xFB7, 0x102E...0x102E, 0x1160...0x11FF, 0x1B35...0x1B35, 0x11000...0x119FF, 0x16100...0x16DFF,
    ]

    /// The marks are limited before, for speed, and after, since decomposing can give more of them than came in.
    private static func composeRun(_ run: Substring, length: Int) -> String {
        if length <= maximumMarks / 4 { return run.precomposedStringWithCanonicalMapping }
        return limitMarks(limitMarks(String(run)).precomposedStringWithCanonicalMapping)
    }

    private static func limitMarks(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        var marks = 0
        for scalar in text.unicodeScalars {
            marks = scalar.properties.canonicalCombiningClass == .notReordered ? 0 : marks + 1
            if marks <= maximumMarks { result.append(scalar) }
        }
        return String(result)
    }
}
