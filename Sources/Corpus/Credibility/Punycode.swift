/// Punycode, the letters of ASCII that stand for a label of a domain name with others in it (RFC 3492), one way.
enum Punycode {
    private static let (base, minimum, maximum): (UInt32, UInt32, UInt32) = (36, 1, 26)

    /// A label as domain names carry it: itself where it is ASCII, else `xn--` and its encoding. Nil for one that no
    /// domain name can hold: more than 63 bytes.
    static func label(_ label: Substring) -> String? {
        let isPlain = label.utf8.allSatisfy { $0 < 0x80 }
        let encoded = isPlain ? String(label) : encode(label.unicodeScalars.map(\.value)).map { "xn--" + $0 }
        return encoded.flatMap { (1...63).contains($0.utf8.count) ? $0 : nil }
    }

    /// RFC 3492, section 6.3. Nil for more scalars than a label can come from: the algorithm is quadratic.
    private static func encode(_ scalars: [UInt32]) -> String? {
        guard scalars.count <= 63 else { return nil }
        var output = scalars.filter { $0 < 0x80 }.map { UInt8($0) }
        let basic = UInt32(output.count)
        if basic > 0 { output.append(UInt8(ascii: "-")) }
        var (next, delta, bias, handled): (UInt32, UInt32, UInt32, UInt32) = (0x80, 0, 72, basic)
        while handled < UInt32(scalars.count) {
            guard let smallest = scalars.lazy.filter({ $0 >= next }).min() else { return nil }
            delta += (smallest - next) * (handled + 1)
            next = smallest
            for scalar in scalars {
                if scalar < next { delta += 1 }
                guard scalar == next else { continue }
                append(delta, bias: bias, to: &output)
                bias = adapt(delta, points: handled + 1, isFirst: handled == basic)
                (delta, handled) = (0, handled + 1)
            }
            (delta, next) = (delta + 1, next + 1)
        }
        return String(decoding: output, as: UTF8.self)
    }

    /// A number as digits of varying base.
    private static func append(_ number: UInt32, bias: UInt32, to output: inout [UInt8]) {
        func digit(_ value: UInt32) -> UInt8 {
            UInt8(value < 26 ? value + UInt32(UInt8(ascii: "a")) : value - 26 + UInt32(UInt8(ascii: "0")))
        }
        var (rest, position) = (number, base)
        while true {
            let threshold = position <= bias ? minimum : min(position - bias, maximum)
            if rest < threshold { break }
            output.append(digit(threshold + (rest - threshold) % (base - threshold)))
            rest = (rest - threshold) / (base - threshold)
            position += base
        }
        output.append(digit(rest))
    }

    /// RFC 3492, section 6.1.
    private static func adapt(_ delta: UInt32, points: UInt32, isFirst: Bool) -> UInt32 {
        var delta = isFirst ? delta / 700 : delta / 2
        delta += delta / points
        var steps: UInt32 = 0
        while delta > (base - minimum) * maximum / 2 {
            delta /= base - minimum
            steps += base
        }
        return steps + (base - minimum + 1) * delta / (delta + 38)
    }
}
