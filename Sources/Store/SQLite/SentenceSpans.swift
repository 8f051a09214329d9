import Corpus
import Foundation

/// The sentence spans of a chunk as bytes: for each span, the gap from the end of the one before it (from the chunk's
/// start for the first) and its length, in bytes and in scalars, as zigzag LEB128: mostly 4 to 6 bytes a sentence.
enum SentenceSpans {
    static func encode(_ spans: [TextSpan], in chunk: TextSpan) -> Data {
        var data = Data(capacity: spans.count * 6)
        var (byte, scalar) = (chunk.bytes.lowerBound, chunk.scalars.lowerBound)
        for span in spans {
            append(span.bytes.lowerBound - byte, to: &data)
            append(span.bytes.count, to: &data)
            append(span.scalars.lowerBound - scalar, to: &data)
            append(span.scalars.count, to: &data)
            (byte, scalar) = (span.bytes.upperBound, span.scalars.upperBound)
        }
        return data
    }

    /// Nil where `data` is not what ``encode(_:in:)`` makes.
    static func decode(_ data: Data, in chunk: TextSpan) -> [TextSpan]? {
        var spans: [TextSpan] = []
        var (byte, scalar) = (chunk.bytes.lowerBound, chunk.scalars.lowerBound)
        var rest = data[...]
        while !rest.isEmpty {
            guard let bytes = range(after: byte, &rest), let scalars = range(after: scalar, &rest) else { return nil }
            spans.append(TextSpan(scalars: scalars, bytes: bytes))
            (byte, scalar) = (bytes.upperBound, scalars.upperBound)
        }
        return spans
    }

    private static func append(_ value: Int, to data: inout Data) {
        var rest = UInt64(bitPattern: Int64((value << 1) ^ (value >> (Int.bitWidth - 1))))
        while rest >= 0x80 {
            data.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        data.append(UInt8(rest))
    }

    private static func range(after position: Int, _ rest: inout Data.SubSequence) -> Range<Int>? {
        guard let gap = number(&rest), let length = number(&rest), length >= 0 else { return nil }
        let (start, overflow) = position.addingReportingOverflow(gap)
        let (end, endOverflow) = start.addingReportingOverflow(length)
        return overflow || endOverflow || start < 0 ? nil : start..<end
    }

    private static func number(_ rest: inout Data.SubSequence) -> Int? {
        var value: UInt64 = 0
        for shift in stride(from: UInt64(0), to: 64, by: 7) {
            guard let byte = rest.popFirst() else { return nil }
            value |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 { return Int(value >> 1) ^ -Int(value & 1) }
        }
        return nil
    }
}
