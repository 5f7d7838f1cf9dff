import GRDB
import Market

/// A row of the `app` table: an app's number, id and store.
struct AppRow {
    var number: UInt32
    var app: AppID
    var store: Store

    /// The result of reading a row.
    enum Reading {
        case row(AppRow)
        /// The row has invalid values or doesn't match its checksum. The associated value is the row's number; `nil` if
        /// the number is invalid too.
        case damaged(Int64?)
        /// The row has an id or store that was written by a newer version.
        case unknown
    }

    /// Returns the SQL query for apps.
    ///
    /// - Parameters:
    ///   - hasChecksum: Whether rows have a checksum, as they do since archive version 2.
    ///   - condition: The SQL condition that selects the apps (default: all apps).
    static func query(hasChecksum: Bool, where condition: String = "1") -> String {
        "SELECT number, id, store\(hasChecksum ? ", checksum" : "") FROM app WHERE \(condition) ORDER BY number"
    }

    static func read(_ row: Row, hasChecksum: Bool) -> Reading {
        let number = row.optional(0, as: Int64.self)
        guard let number, let id = row.optional(1, as: String.self), let store = row.optional(2, as: String.self),
            let short = UInt32(exactly: number),
            !hasChecksum || row.optional(3) == checksum(number: number, id: id, store: store)
        else { return .damaged(number) }
        guard let app = AppID(stored: id), let store = Store(rawValue: store) else { return .unknown }
        return .row(AppRow(number: short, app: app, store: store))
    }

    /// Inserts the row. Throws an error if a row with the same number exists.
    func insert(_ database: Database) throws {
        let checksum = Self.checksum(number: Int64(number), id: app.text, store: store.rawValue)
        try database.cachedStatement(sql: "INSERT INTO app (number, id, store, checksum) VALUES (?, ?, ?, ?)")
            .execute(arguments: [number, app.text, store.rawValue, checksum])
    }

    static func checksum(number: Int64, id: String, store: String) -> Int64 {
        var sum = RowChecksum()
        sum.add(number)
        sum.add(id)
        sum.add(store)
        return sum.value
    }
}
