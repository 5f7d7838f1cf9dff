/// The damaged rows of a table. Only a limited number of rows are reported individually.
struct RowDamage {
    let path: String
    let table: String
    /// The effect of the damage on the data, as a clause such as "this name is omitted".
    let consequence: String
    private var rows: [String] = []
    private var count = 0

    private static let limit = 20

    init(path: String, table: String, consequence: String) {
        (self.path, self.table, self.consequence) = (path, table, consequence)
    }

    /// Adds a damaged row.
    ///
    /// - Parameter row: Text that identifies the row.
    mutating func add(_ row: String) {
        count += 1
        if rows.count < Self.limit { rows.append(row) }
    }

    var problems: [ArchiveError] {
        var problems = rows.map { row in
            ArchiveError(
                .damaged,
                path,
                "damaged row in table \(table) (\(row)): checksum mismatch; \(consequence)"
            )
        }
        if count > rows.count {
            let rest = "\(count - rows.count) more damaged rows in table \(table); \(consequence)"
            problems.append(ArchiveError(.damaged, path, rest))
        }
        return problems
    }
}
