import GRDB

/// One step of the schema, in both directions.
struct Migration: Sendable {
    let number: Int
    let name: String
    /// From the schema before to this one; keeps all data.
    let up: @Sendable (Database) throws -> Void
    /// Back to the schema before; what only this one can hold is lost.
    let down: @Sendable (Database) throws -> Void
}
