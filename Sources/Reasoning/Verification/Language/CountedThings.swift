import Corpus

/// What news counts, in classes: a figure of homes is none of people.
enum CountedThings {
    /// Whether both words are known, and of no common class.
    static func differ(_ one: String, _ other: String) -> Bool {
        guard let first = classes[one], let second = classes[other] else { return false }
        return first.isDisjoint(with: second)
    }

    /// Whether both words are known.
    static func isKnown(_ one: String, _ other: String) -> Bool { classes[one] != nil && classes[other] != nil }

    private static let classes: [String: Set<Int>] = {
        var classes: [String: Set<Int>] = [:]
        for (number, line) in lines.split(separator: "\n").enumerated() {
            for word in line.split(separator: " ") { classes[Stemmer.stem(String(word)), default: []].insert(number) }
        }
        return classes
    }()

    private static let lines = """
        people persons residents inhabitants men women children adults voters workers nurses doctors patients members students pupils passengers visitors swimmers volunteers councillors employees staff guests fans spectators witnesses evacuees refugees victims tenants traders dockers customers users subscribers
        homes houses properties dwellings households buildings flats apartments families
        streets roads lanes routes
        wards districts areas regions counties
        seats places
        beds cots
        rooms classrooms studios offices
        floors storeys stories
        posts jobs positions vacancies
        votes ballots
        ships vessels boats ferries
        cars vehicles buses lorries trucks
        trees limes oaks
        plots allotments gardens
        visits trips journeys visitors
        meals dishes portions
        tickets passes
        schools colleges classes
        shops stores businesses firms companies outlets
        pages articles sheets
        goals games matches
        cases infections incidents
        hours minutes days weeks months years nights
        crowns dollars pounds euros cents pence
        tonnes tons kilograms kilos grams pounds
        metres kilometres miles feet yards millimetres centimetres
        hectares acres square
        litres gallons
        deaths dead fatalities victims
        injuries injured wounded victims
        sirens alarms
        gates doors
        """
}
