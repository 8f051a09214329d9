/// Cuts text into sentences by rules: for news, in English first, sound for other scripts.
///
/// A line end is always a boundary. Elsewhere a sentence ends at a mark (`.`, `!`, `?`, `…` and those of other scripts), with
/// the quotes and brackets that close after it, unless the mark belongs to an abbreviation, an initial, a number, an
/// address, a list's numbering, or the sentence visibly goes on. What is ambiguous ("in the U.S. …") is decided by the
/// next word. In doubt two sentences stay one: half a sentence cannot be quoted, two can.
///
/// Linear in the length of the text, whatever it holds: every look back or ahead is bounded.
public struct SentenceSplitter: Sendable {
    /// A splitter; it has no settings.
    public init() {}

    /// The sentences of `text`, in order, without the white space around them.
    ///
    /// Every scalar that is not white space is in exactly one.
    public func sentences(of text: String) -> [TextSpan] {
        let scalars = Array(text.unicodeScalars)
        var spans = SentenceSpans(scalars: scalars)
        scalars.withUnsafeBufferPointer { scalars in
            var boundaries = SentenceBoundaries(scalars: scalars)
            var position = 0
            while position < scalars.count {
                let scalar = scalars[position]
                if SentenceScalars.isNewline(scalar) {
                    spans.close(at: position)
                    boundaries.quotationIsOpen = false
                    position += 1
                } else if SentenceScalars.isMark(scalar) {
                    let stop = boundaries.stop(at: position)
                    if boundaries.endsSentence(stop, begunAt: spans.start) { spans.close(at: stop.end) }
                    position = stop.end
                } else {
                    if scalar == "\"" { boundaries.quotationIsOpen.toggle() }
                    position += 1
                }
            }
            spans.close(at: scalars.count)
        }
        return spans.closed
    }
}

/// Collects spans and counts their bytes along the way.
private struct SentenceSpans {
    let scalars: [Unicode.Scalar]
    private(set) var closed: [TextSpan] = []
    /// Where the sentence that is being read begins, white space included.
    private(set) var start = 0
    /// Bytes before `start`.
    private var startByte = 0

    init(scalars: [Unicode.Scalar]) { self.scalars = scalars }

    /// Ends the sentence before the scalar at `end`; white space alone is none.
    mutating func close(at end: Int) {
        var first = start
        var firstByte = startByte
        while first < end, SentenceScalars.isSpace(scalars[first]) {
            firstByte += UTF8.width(scalars[first])
            first += 1
        }
        var last = first
        var lastByte = firstByte
        var byte = firstByte
        for index in first..<end {
            byte += UTF8.width(scalars[index])
            if !SentenceScalars.isSpace(scalars[index]) { (last, lastByte) = (index + 1, byte) }
        }
        if last > first { closed.append(TextSpan(scalars: first..<last, bytes: firstByte..<lastByte)) }
        (start, startByte) = (end, byte)
    }
}
