import Foundation
import GRDB

extension Row {
    /// Returns the value of a column.
    ///
    /// - Throws: A `SQLITE_CORRUPT` error if the value isn't of this type, which may happen in a damaged file.
    func value<Value: DatabaseValueConvertible>(_ column: String, as type: Value.Type = Value.self) throws -> Value {
        guard let value = optional(column, as: type) else {
            throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "invalid value in column \"\(column)\"")
        }
        return value
    }

    /// Returns the value of the column at a position. Access by position is faster than by name.
    ///
    /// - Throws: A `SQLITE_CORRUPT` error if the value isn't of this type.
    func value<Value: DatabaseValueConvertible>(_ position: Int, as type: Value.Type = Value.self) throws -> Value {
        guard let value = optional(position, as: type) else {
            throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "invalid value in column \(position + 1)")
        }
        return value
    }

    /// Returns the value of a column; `nil` if it is NULL or isn't of this type.
    func optional<Value: DatabaseValueConvertible>(_ column: String, as type: Value.Type = Value.self) -> Value? {
        Value.fromDatabaseValue(self[column] as DatabaseValue)
    }

    /// Returns the value of the column at a position; `nil` if it is NULL or isn't of this type.
    func optional<Value: DatabaseValueConvertible>(_ position: Int, as type: Value.Type = Value.self) -> Value? {
        Value.fromDatabaseValue(self[position] as DatabaseValue)
    }

    func bytes(_ column: String) throws -> [UInt8] { Array(try value(column, as: Data.self)) }

    /// Returns the bytes of the column at a position; `nil` if its value is NULL or a number.
    func bytes(_ position: Int) -> [UInt8]? {
        // The data isn't copied before it is copied to the array.
        (try? withUnsafeData(atIndex: position) { $0.map { [UInt8]($0) } }) ?? nil
    }
}

extension [UInt8] {
    /// The bytes as a database value.
    var blob: DatabaseValue { Data(self).databaseValue }
}
