import Foundation
import GRDB

extension Row {
    /// A column's value, where a damaged file may hold anything.
    ///
    /// - Throws: as SQLite does for a damaged page.
    func value<Value: DatabaseValueConvertible>(_ column: String, as type: Value.Type = Value.self) throws -> Value {
        guard let value = optional(column, as: type) else {
            throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "a row's “\(column)” is not what was written")
        }
        return value
    }

    /// A column's value; `nil` where it has none, or not of that type.
    func optional<Value: DatabaseValueConvertible>(_ column: String, as type: Value.Type = Value.self) -> Value? {
        Value.fromDatabaseValue(self[column] as DatabaseValue)
    }

    /// The value of the column at a position, which is found without comparing names.
    func optional<Value: DatabaseValueConvertible>(_ position: Int, as type: Value.Type = Value.self) -> Value? {
        Value.fromDatabaseValue(self[position] as DatabaseValue)
    }

    func bytes(_ column: String) throws -> [UInt8] { Array(try value(column, as: Data.self)) }
}

extension [UInt8] {
    /// As SQLite takes it.
    var blob: DatabaseValue { Data(self).databaseValue }
}
