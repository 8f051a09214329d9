import Foundation

/// Unicode normalisation form C (UAX #15), for text that is nearly always composed already.
///
/// Only runs that hold a scalar which could change, with the scalar before them, go through Foundation; everything else is
/// copied. That is sound since a *stable* scalar is a starter that is its own composition and never composes with what
/// stands before it.
enum CanonicalComposition {
    /// Starters that are composed and cannot be the second half of a composition; UAX #15 calls them quick-check `Yes` with
    /// combining class 0. Not all of them: the ranges that news is written in.
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

    /// At most so many scalars that are not starters may follow one another, as in UAX #15's stream-safe format: no language
    /// needs more, and sorting a megabyte of accents would cost minutes.
    static let maximumMarks = 30

    /// `text` in form C, without the marks beyond ``maximumMarks``.
    static func compose(_ text: String) -> String {
        let scalars = text.unicodeScalars
        var result = String.UnicodeScalarView()
        result.reserveCapacity(text.utf8.count)
        var copied = scalars.startIndex
        var previous = scalars.startIndex
        var isInRun = false
        for index in scalars.indices {
            let isStable = isStable(scalars[index].value)
            if !isStable, !isInRun {
                result.append(contentsOf: scalars[copied..<previous])
                (copied, isInRun) = (previous, true)
            } else if isStable, isInRun {
                result.append(contentsOf: composeRun(scalars[copied..<index]))
                (copied, isInRun) = (index, false)
            }
            previous = index
        }
        result.append(contentsOf: isInRun ? composeRun(scalars[copied...]) : .init(scalars[copied...]))
        return String(result)
    }

    /// The marks are limited before, for speed, and after, since decomposing can give more of them than came in.
    private static func composeRun(_ run: Substring.UnicodeScalarView) -> String.UnicodeScalarView {
        let limited = String(limitMarks(run))
        return limitMarks(limited.precomposedStringWithCanonicalMapping.unicodeScalars)
    }

    private static func limitMarks(_ scalars: some Sequence<Unicode.Scalar>) -> String.UnicodeScalarView {
        var result = String.UnicodeScalarView()
        var marks = 0
        for scalar in scalars {
            marks = scalar.properties.canonicalCombiningClass == .notReordered ? 0 : marks + 1
            if marks <= maximumMarks { result.append(scalar) }
        }
        return result
    }
}
