/// Finds phone numbers, e-mail addresses, card, account and personal numbers, and street addresses by their form.
enum PersonalDataScanner {
    struct Datum: Sendable, Hashable {
        let kind: PersonalDataPolicy.Kind
        /// Digits or folded words: equal for two spellings.
        let key: String
    }

    static func data(in text: String) -> [Datum] {
        guard hasDigit(text) else { return emails(text) }
        return emails(text) + numbers(text) + accounts(text) + streets(text)
    }

    /// Without a digit there are e-mail addresses alone.
    private static func hasDigit(_ text: String) -> Bool {
        text.unicodeScalars.contains { scalar in
            scalar.isASCII ? ("0"..."9").contains(scalar) : scalar.properties.numericType != nil
        }
    }

    private static func emails(_ text: String) -> [Datum] {
        AddressScanner.addresses(in: text).filter { $0.kind == .email }.map { Datum(kind: .email, key: $0.key) }
    }

    // MARK: Numbers

    /// Runs of digits with the marks that group them: not commas, which group thousands.
    private static func numbers(_ text: String) -> [Datum] {
        guard text.utf8.count(where: { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) >= fewestDigits else {
            return []
        }
        var data: [Datum] = []
        var run = ""
        func flush() {
            if let datum = datum(run) { data.append(datum) }
            run = ""
        }
        for character in text {
            if character.isASCII, character.isNumber {
                run.append(character)
            } else if " -./()+\u{2011}\u{A0}".contains(character), !run.isEmpty || "+(".contains(character) {
                run.append(character)
            } else {
                flush()
            }
        }
        flush()
        return data
    }

    private static let fewestDigits = 7

    private static func datum(_ run: String) -> Datum? {
        let groups = run.split { !$0.isNumber }
        let digits = groups.joined()
        guard digits.count >= fewestDigits else { return nil }
        if (13...19).contains(digits.count), passesLuhn(digits) { return Datum(kind: .card, key: digits) }
        if groups.map(\.count) == [3, 2, 4], run.contains("-") { return Datum(kind: .identity, key: digits) }
        guard (7...15).contains(digits.count), looksLikePhone(run, groups) else { return nil }
        return Datum(kind: .phone, key: digits)
    }

    /// Begins as phone numbers do, and is neither a date, a time span nor a plain figure.
    private static func looksLikePhone(_ run: String, _ groups: [Substring]) -> Bool {
        let start = run.drop { $0 == " " }
        if start.hasPrefix("+") { return true }
        if groups.allSatisfy({ $0.count == 4 && ($0.hasPrefix("19") || $0.hasPrefix("20")) }) { return false }
        if groups.count == 3, groups[0].count == 4, groups[1].count <= 2, groups[2].count <= 2 { return false }
        if groups.count == 3, groups[2].count == 4, groups[0].count <= 2, groups[1].count <= 2 { return false }
        if start.hasPrefix("0") || start.hasPrefix("(") { return groups[0].count >= 2 }
        return groups.map(\.count) == [3, 3, 4] || groups.map(\.count) == [3, 4] && run.contains("-")
    }

    /// Luhn's sum (ISO/IEC 7812-1, annex B).
    private static func passesLuhn(_ digits: String) -> Bool {
        var sum = 0
        for (index, digit) in digits.reversed().compactMap(\.wholeNumberValue).enumerated() {
            let value = index % 2 == 1 ? digit * 2 : digit
            sum += value > 9 ? value - 9 : value
        }
        return sum % 10 == 0 && digits.contains { $0 != "0" }
    }

    // MARK: Accounts

    /// International bank account numbers (ISO 13616), in groups or in one.
    private static func accounts(_ text: String) -> [Datum] {
        let words = text.split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }.map { $0.uppercased() }
        return words.indices.compactMap { index in
            guard isCountry(words[index]) else { return nil }
            var account = ""
            for word in words[index...].prefix(9) {
                account += word
                if (15...34).contains(account.count), passesMod97(account) {
                    return Datum(kind: .identity, key: account)
                }
            }
            return nil
        }
    }

    private static func isCountry(_ word: String) -> Bool {
        word.count >= 4 && word.prefix(2).allSatisfy(\.isLetter) && word.dropFirst(2).prefix(2).allSatisfy(\.isNumber)
    }

    private static func passesMod97(_ account: String) -> Bool {
        var rest = 0
        for character in account.dropFirst(4) + account.prefix(4) {
            guard let value = character.wholeNumberValue ?? character.asciiValue.map({ Int($0) - 55 }) else {
                return false
            }
            rest = (rest * (value > 9 ? 100 : 10) + value) % 97
        }
        return rest == 1
    }

    // MARK: Streets

    /// "12 Mill Lane", "14b High Street".
    private static func streets(_ text: String) -> [Datum] {
        let words = ReadWord.words(in: text)
        return words.indices.compactMap { index in
            guard endings.contains(words[index].folded), words[index].isCapitalised else { return nil }
            var first = index
            while first > 0, index - first < 3, words[first - 1].isCapitalised, !words[first - 1].isNumeric,
                words[first].before == " "
            {
                first -= 1
            }
            guard first < index, first > 0, isHouseNumber(words[first - 1].folded), words[first].before == " " else {
                return nil
            }
            return Datum(kind: .address, key: words[(first - 1)...index].map(\.folded).joined(separator: " "))
        }
    }

    private static func isHouseNumber(_ word: String) -> Bool {
        let digits = word.prefix(while: \.isNumber)
        return (1...4).contains(digits.count) && word.count - digits.count <= 1
    }

    private static let endings: Set<String> = [
        "street", "st", "road", "rd", "lane", "avenue", "ave", "drive", "close", "crescent", "terrace", "court",
        "place", "row",
        "way", "square", "boulevard", "blvd", "gardens", "grove", "mews", "alley",
    ]
}
