/// A language tag of BCP 47 (RFC 5646), well-formed and in its usual spelling: `en`, `pt-BR`, `zh-Hant`.
///
/// Only the form is checked, not whether the language is registered.
struct LanguageCode: Sendable, Hashable {
    let rawValue: String

    /// Nil where `text` is not a well-formed tag, such as `English`, or says only that the language is undetermined.
    init?(_ text: String) {
        let tag = TextCleaner.clean(text, lineBreaks: .joined).replacing("_", with: "-")
        guard tag.utf8.count <= 35 else { return nil }
        let subtags = tag.split(separator: "-", omittingEmptySubsequences: false)
        guard let primary = subtags.first, (2...3).contains(primary.utf8.count), primary.utf8.allSatisfy(Self.isLetter),
            subtags.dropFirst().allSatisfy({ subtag in
                (1...8).contains(subtag.utf8.count)
                    && subtag.utf8.allSatisfy { Self.isLetter($0) || (0x30...0x39).contains($0) }
            }), primary.lowercased() != "und"
        else { return nil }
        rawValue = ([primary.lowercased()] + subtags.dropFirst().map(Self.spelled)).joined(separator: "-")
    }

    /// Regions in capitals, scripts capitalised, the rest in lower case (RFC 5646, section 2.1.1).
    private static func spelled(_ subtag: Substring) -> String {
        let isWord = subtag.utf8.allSatisfy(isLetter)
        return switch subtag.utf8.count {
        case 2 where isWord: subtag.uppercased()
        case 4 where isWord: subtag.prefix(1).uppercased() + subtag.dropFirst().lowercased()
        default: subtag.lowercased()
        }
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }
}
