/// How many letters of a text belong to which script, with the letters that tell languages of one script apart.
struct ScriptCensus {
    private var letters = [Int](repeating: 0, count: Script.allCases.count)
    private var marks: [Unicode.Scalar: Int] = [:]

    mutating func count(_ scalar: Unicode.Scalar) {
        guard let script = Script(scalar) else { return }
        letters[script.rawValue] += 1
        if script == .cyrillic || script == .arabic { marks[scalar, default: 0] += 1 }
    }

    /// The script with most letters; nil where there is no letter. Han with a share of kana counts as kana.
    var dominant: Script? {
        var letters = letters
        let (kana, han) = (letters[Script.kana.rawValue], letters[Script.han.rawValue])
        if kana > 0, kana * 20 >= han {
            letters[Script.kana.rawValue] = kana + han
            letters[Script.han.rawValue] = 0
        }
        guard let most = letters.max(), most > 0 else { return nil }
        return letters.firstIndex(of: most).flatMap(Script.init(rawValue:))
    }

    func count(of letters: String) -> Int {
        letters.unicodeScalars.reduce(0) { $0 + (marks[$1] ?? 0) }
    }
}

/// Scripts that news is written in.
enum Script: Int, CaseIterable {
    case latin, greek, cyrillic, armenian, hebrew, arabic, devanagari, bengali, gurmukhi, gujarati, tamil, telugu
    case kannada, malayalam, sinhala, thai, lao, burmese, georgian, ethiopic, khmer, kana, han, hangul

    /// Nil for what is no letter of any of these. By the blocks of Unicode, which is exact enough for counting.
    init?(_ scalar: Unicode.Scalar) {
        switch scalar.value {
        case 0x41...0x5A, 0x61...0x7A, 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x24F, 0x1E00...0x1EFF: self = .latin
        case ..<0x370: return nil
        case 0x370...0x3FF, 0x1F00...0x1FFF: self = .greek
        case 0x400...0x52F: self = .cyrillic
        case 0x531...0x58A: self = .armenian
        case 0x5D0...0x5EA: self = .hebrew
        case 0x620...0x64A, 0x66E...0x6D3, 0x750...0x77F: self = .arabic
        case 0x900...0x97F: self = .devanagari
        case 0x980...0x9FF: self = .bengali
        case 0xA00...0xA7F: self = .gurmukhi
        case 0xA80...0xAFF: self = .gujarati
        case 0xB80...0xBFF: self = .tamil
        case 0xC00...0xC7F: self = .telugu
        case 0xC80...0xCFF: self = .kannada
        case 0xD00...0xD7F: self = .malayalam
        case 0xD80...0xDFF: self = .sinhala
        case 0xE00...0xE7F: self = .thai
        case 0xE80...0xEFF: self = .lao
        case 0x1000...0x109F: self = .burmese
        case 0x10A0...0x10FF: self = .georgian
        case 0x1200...0x137F: self = .ethiopic
        case 0x1780...0x17FF: self = .khmer
        case 0x3041...0x3096, 0x30A1...0x30FA: self = .kana
        case 0x3400...0x4DBF, 0x4E00...0x9FFF, 0x20000...0x2FA1F: self = .han
        case 0xAC00...0xD7A3: self = .hangul
        default: return nil
        }
    }

    /// The language that is most written in this script; for Cyrillic and Arabic by the letters that only some have.
    func language(letters census: ScriptCensus) -> String {
        switch self {
        case .latin: LanguageDetector.undetermined
        case .cyrillic: Self.cyrillicLanguage(census)
        case .arabic: Self.arabicLanguage(census)
        case .greek: "el"
        case .armenian: "hy"
        case .hebrew: "he"
        case .devanagari: "hi"
        case .bengali: "bn"
        case .gurmukhi: "pa"
        case .gujarati: "gu"
        case .tamil: "ta"
        case .telugu: "te"
        case .kannada: "kn"
        case .malayalam: "ml"
        case .sinhala: "si"
        case .thai: "th"
        case .lao: "lo"
        case .burmese: "my"
        case .georgian: "ka"
        case .ethiopic: "am"
        case .khmer: "km"
        case .kana: "ja"
        case .han: "zh"
        case .hangul: "ko"
        }
    }

    private static func cyrillicLanguage(_ census: ScriptCensus) -> String {
        if census.count(of: "ўЎ") > 0 { return "be" }
        if census.count(of: "ѓќѕЃЌЅ") > 0 { return "mk" }
        if census.count(of: "јњљђћџЈЊЉЂЋЏ") > 0 { return "sr" }
        let russian = census.count(of: "ыэёЫЭЁ")
        if census.count(of: "іїєґІЇЄҐ") > russian { return "uk" }
        if russian > 0 { return "ru" }
        return census.count(of: "ъЪ") > 0 ? "bg" : LanguageDetector.undetermined
    }

    private static func arabicLanguage(_ census: ScriptCensus) -> String {
        if census.count(of: "ٹڈڑںےھ") > 0 { return "ur" }
        return census.count(of: "پچژگیک") > 0 ? "fa" : "ar"
    }
}
