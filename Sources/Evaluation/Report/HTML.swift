import Foundation

/// A piece of a page. Text that is put into it is escaped by its type, so that no text of others can become markup: only
/// what stands literally in this module's code does.
struct HTML: Sendable, Hashable, ExpressibleByStringInterpolation {
    let markup: String

    /// For what stands literally in code; never to be called with text of others.
    init(stringLiteral markup: String) { self.markup = markup }
    init(stringInterpolation: StringInterpolation) { markup = stringInterpolation.markup }

    /// Text of others, escaped. Control characters and those that reverse the direction of writing go.
    init(escaping text: String) {
        var markup = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": markup += "&amp;"
            case "<": markup += "&lt;"
            case ">": markup += "&gt;"
            case "\"": markup += "&quot;"
            case "'": markup += "&#39;"
            case "\n", "\t", "\r": markup += " "
            default: if !Self.isHazard(scalar) { markup.unicodeScalars.append(scalar) }
            }
        }
        self.markup = markup
    }

    init(joining pieces: some Sequence<HTML>) { markup = pieces.map(\.markup).joined() }

    private static func isHazard(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x202A...0x202E, 0x2066...0x2069: true
        default: scalar.properties.generalCategory == .control
        }
    }

    struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var markup = ""

        init(literalCapacity: Int, interpolationCount: Int) { markup.reserveCapacity(literalCapacity) }

        mutating func appendLiteral(_ literal: String) { markup += literal }
        mutating func appendInterpolation(_ text: some StringProtocol) {
            markup += HTML(escaping: String(text)).markup
        }
        mutating func appendInterpolation(_ number: Int) { markup += "\(number)" }
        /// With so many digits after the point.
        mutating func appendInterpolation(_ number: Double, digits: Int = 1) {
            markup += String(format: "%.\(digits)f", number)
        }
        mutating func appendInterpolation(_ piece: HTML) { markup += piece.markup }
        mutating func appendInterpolation(_ pieces: some Sequence<HTML>) { markup += HTML(joining: pieces).markup }
        mutating func appendInterpolation(_ piece: HTML?) { markup += piece?.markup ?? "" }
    }
}
