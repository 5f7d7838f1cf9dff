/// The damaged rows of a table, of which a limited number is reported one by one.
struct RowDamage {
    let path: String
    let table: String
    /// What follows for the apps or names of these rows.
    let consequence: String
    private var rows: [String] = []
    private var count = 0

    private static let limit = 20

    init(path: String, table: String, consequence: String) {
        (self.path, self.table, self.consequence) = (path, table, consequence)
    }

    /// - Parameter row: what identifies it.
    mutating func add(_ row: String) {
        count += 1
        if rows.count < Self.limit { rows.append(row) }
    }

    var problems: [ArchiveError] {
        var problems = rows.map { row in
            ArchiveError(
                .damaged,
                path,
                "has a damaged row in its table \(table) (\(row)): the checksum doesn't match; \(consequence)"
            )
        }
        if count > rows.count {
            let rest = "has \(count - rows.count) more damaged rows in its table \(table); \(consequence)"
            problems.append(ArchiveError(.damaged, path, rest))
        }
        return problems
    }
}
