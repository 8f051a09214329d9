/// Units by their written forms.
enum Units {
    struct Unit: Sendable {
        let dimension: Quantity.Dimension
        /// Base units in one.
        let factor: Double
    }

    static func unit(_ word: String) -> Unit? { units[word] }

    static let currencyMarks: [Character: String] = ["£": "pound", "$": "dollar", "€": "euro", "¥": "yen"]

    /// Letters written onto a figure: `274.5m`, `1.2bn`.
    static let scaleSuffixes: [String: Double] = [
        "k": 1e3, "m": 1e6, "mn": 1e6, "bn": 1e9, "b": 1e9, "tn": 1e12, "trn": 1e12,
    ]

    private static let units: [String: Unit] = {
        var units: [String: Unit] = [:]
        func add(_ dimension: Quantity.Dimension, _ factor: Double, _ words: String) {
            for word in words.split(separator: " ") { units[String(word)] = Unit(dimension: dimension, factor: factor) }
        }
        add(.share, 1, "percent pct")
        add(.points, 1, "pp")
        add(.money("crown"), 1, "crown crowns")
        add(.money("dollar"), 1, "dollar dollars usd bucks")
        add(.money("dollar"), 0.01, "cent cents")
        add(.money("pound"), 1, "pound pounds gbp quid sterling")
        add(.money("pound"), 0.01, "pence")
        add(.money("euro"), 1, "euro euros eur")
        add(.money("yen"), 1, "yen")
        add(.measure("time"), 1.0 / 60, "second seconds")
        add(.measure("time"), 1, "minute minutes min mins")
        add(.measure("time"), 60, "hour hours hr hrs h")
        add(.measure("time"), 1_440, "day days")
        add(.measure("time"), 1_440, "night nights")
        add(.measure("time"), 10_080, "week weeks")
        add(.measure("time"), 20_160, "fortnight fortnights")
        add(.measure("time"), 43_830, "month months")
        add(.measure("time"), 131_490, "quarters")
        add(.measure("time"), 525_960, "year years")
        add(.measure("time"), 5_259_600, "decade decades")
        add(.measure("time"), 52_596_000, "century centuries")
        add(.measure("length"), 0.001, "mm millimetre millimetres millimeter millimeters")
        add(.measure("length"), 0.01, "cm centimetre centimetres centimeter centimeters")
        add(.measure("length"), 1, "metre metres meter meters")
        add(.measure("length"), 1_000, "km kilometre kilometres kilometer kilometers")
        add(.measure("length"), 1_609.344, "mile miles")
        add(.measure("length"), 0.3048, "foot feet ft")
        add(.measure("length"), 0.0254, "inch inches")
        add(.measure("length"), 0.9144, "yard yards")
        add(.measure("mass"), 0.001, "gram grams")
        add(.measure("mass"), 1, "kg kilogram kilograms kilo kilos")
        add(.measure("mass"), 1_000, "tonne tonnes")
        add(.measure("mass"), 1_016, "ton tons")
        add(.measure("mass"), 0.4536, "lb lbs")
        add(.measure("area"), 1, "hectare hectares ha")
        add(.measure("area"), 0.4047, "acre acres")
        add(.measure("volume"), 1, "litre litres liter liters")
        add(.measure("volume"), 4.546, "gallon gallons")
        add(.measure("temperature"), 1, "degrees degree celsius")
        add(.measure("speed"), 1.609, "mph")
        add(.measure("speed"), 1, "kph")
        add(.measure("speed"), 1.852, "knots")
        add(.measure("power"), 1, "kw kilowatts kilowatt")
        add(.measure("power"), 1_000, "mw megawatts megawatt")
        add(.measure("power"), 1_000_000, "gw gigawatts gigawatt")
        return units
    }()
}
