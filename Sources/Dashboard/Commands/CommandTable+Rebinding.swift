import Canvas
import Market

extension CommandTable {
    /// Returns the table with the given bindings, each of which replaces all keys of its command.
    ///
    /// - Returns: The new table, or the unchanged table and the error messages if any binding is invalid.
    public func rebound(_ bindings: [KeyBinding]) -> (table: CommandTable, errors: [String]) {
        var table = self
        var errors: [String] = []
        var locations: [Command: String] = [:]
        for binding in bindings {
            guard let position = table.position(of: binding.command) else {
                let suggestion = Suggestion.question(for: binding.command, among: rows.map(\.command.rawValue))
                errors.append(
                    "\(binding.location): unknown command \"\(binding.command)\"\(suggestion.map { "; \($0)" } ?? "")"
                )
                continue
            }
            let keys = binding.keys.map { (name: $0, key: Key(named: $0)) }
            for (name, key) in keys where key == nil {
                errors.append(
                    "\(binding.location): unknown key \"\(name)\"; use a key name such as q, Ctrl-C, Space, Enter, PgUp or Up"
                )
            }
            table.rows[position].keys = keys.compactMap(\.key)
            locations[table.rows[position].command] = binding.location
        }
        errors += table.conflicts(locations)
        if table.row(of: .quit)?.keys.isEmpty ?? true {
            errors.append("\(locations[.quit] ?? "[keys]"): quit must have at least one key")
        }
        guard errors.isEmpty else { return (self, errors) }
        table.index()
        return (table, [])
    }

    /// Returns an error message for each key bound to two commands on the same page.
    private func conflicts(_ locations: [Command: String]) -> [String] {
        var errors: [String] = []
        for (position, row) in rows.enumerated() {
            for other in rows[..<position] where Self.sharePage(row, other) {
                for key in row.keys where other.keys.contains(key) {
                    let (first, second) = (label(of: other, locations), label(of: row, locations))
                    errors.append("key \(key.label) is bound to both \(first) and \(second)")
                }
            }
        }
        return errors
    }

    private func label(of row: Row, _ locations: [Command: String]) -> String {
        "\(row.command.rawValue) (\(locations[row.command] ?? "default"))"
    }

    private static func sharePage(_ row: Row, _ other: Row) -> Bool {
        guard let pages = row.pages, let others = other.pages else { return true }
        return !pages.isDisjoint(with: others)
    }
}
