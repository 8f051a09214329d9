/// A JSON value to be written, for documents whose shape no type has.
indirect enum JSONTree: Encodable, Sendable, Equatable {
    case boolean(Bool)
    case integer(Int)
    case string(String)
    case array([JSONTree])
    case object([String: JSONTree])

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .boolean(let value): try container.encode(value)
        case .integer(let value): try container.encode(value)
        case .string(let value): try container.encode(value)
        case .array(let values): try container.encode(values)
        case .object(let members): try container.encode(members)
        }
    }
}

extension JSONTree: ExpressibleByStringLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral {
    init(stringLiteral value: String) { self = .string(value) }
    init(arrayLiteral elements: JSONTree...) { self = .array(elements) }
    init(dictionaryLiteral elements: (String, JSONTree)...) {
        self = .object(Dictionary(elements) { _, last in last })
    }
}

/// A JSON Schema (draft 2020-12), as OpenAPI 3.1 uses it.
struct Schema: Sendable {
    private(set) var members: [String: JSONTree]

    var tree: JSONTree { .object(members) }

    private init(_ members: [String: JSONTree]) { self.members = members }

    /// A property of an object.
    struct Property {
        let name: String
        let schema: Schema
        let isRequired: Bool

        static func required(_ name: String, _ schema: Schema) -> Property {
            Property(name: name, schema: schema, isRequired: true)
        }

        static func optional(_ name: String, _ schema: Schema) -> Property {
            Property(name: name, schema: schema, isRequired: false)
        }
    }

    /// An object; a closed one refuses other properties, which holds for all that is sent to Byline.
    static func object(_ description: String, isClosed: Bool = false, _ properties: [Property]) -> Schema {
        var schema = Schema(["type": "object", "description": .string(description)])
        schema.members["properties"] = .object(
            Dictionary(properties.map { ($0.name, $0.schema.tree) }) { _, last in last })
        let required = properties.filter(\.isRequired).map { JSONTree.string($0.name) }
        if !required.isEmpty { schema.members["required"] = .array(required) }
        if isClosed { schema.members["additionalProperties"] = .boolean(false) }
        return schema
    }

    static func string(_ description: String, format: String? = nil, values: [String]? = nil) -> Schema {
        var schema = Schema(["type": "string", "description": .string(description)])
        schema.members["format"] = format.map { .string($0) }
        schema.members["enum"] = values.map { .array($0.map { .string($0) }) }
        return schema
    }

    static func date(_ description: String) -> Schema { .string(description, format: "date-time") }

    static func integer(_ description: String, _ range: ClosedRange<Int>? = nil, standard: Int? = nil) -> Schema {
        var schema = Schema(["type": "integer", "description": .string(description)])
        schema.members["minimum"] = range.map { .integer($0.lowerBound) }
        schema.members["maximum"] = range.map { .integer($0.upperBound) }
        schema.members["default"] = standard.map { .integer($0) }
        return schema
    }

    static func number(_ description: String, _ range: ClosedRange<Int>? = nil) -> Schema {
        var schema = Schema(["type": "number", "description": .string(description)])
        schema.members["minimum"] = range.map { .integer($0.lowerBound) }
        schema.members["maximum"] = range.map { .integer($0.upperBound) }
        return schema
    }

    static func boolean(_ description: String, standard: Bool? = nil) -> Schema {
        var schema = Schema(["type": "boolean", "description": .string(description)])
        schema.members["default"] = standard.map { .boolean($0) }
        return schema
    }

    static func array(_ description: String, of element: Schema, maximum: Int? = nil) -> Schema {
        var schema = Schema(["type": "array", "description": .string(description), "items": element.tree])
        schema.members["maxItems"] = maximum.map { .integer($0) }
        return schema
    }

    /// A schema among the document's components.
    static func named(_ name: String) -> Schema { Schema(["$ref": .string("#/components/schemas/\(name)")]) }

    static func any(of schemas: [Schema]) -> Schema { Schema(["anyOf": .array(schemas.map(\.tree))]) }

    func limited(toLength length: Int) -> Schema {
        var schema = self
        schema.members["maxLength"] = .integer(length)
        schema.members["minLength"] = .integer(1)
        return schema
    }
}
