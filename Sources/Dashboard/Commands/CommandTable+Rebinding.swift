import Canvas
import Market

extension CommandTable {
    /// The table with other keys; a command that is named loses those it had.
    ///
    /// - Returns: the table, and a sentence for everything that is wrong; what is wrong is passed over.
    public func rebound(_ bindings: [KeyBinding]) -> (table: CommandTable, faults: [String]) {
        var table = self
        var faults: [String] = []
        var places: [Command: String] = [:]
        for binding in bindings {
            guard let position = table.position(of: binding.command) else {
                let hint = Suggestion.question(for: binding.command, among: rows.map(\.command.rawValue))
                faults.append(
                    "\(binding.location): there is no command “\(binding.command)”\(hint.map { "; \($0)" } ?? "")"
                )
                continue
            }
            let keys = binding.keys.map { (name: $0, key: Key(named: $0)) }
            for (name, key) in keys where key == nil {
                faults.append("\(binding.location): “\(name)” is no key; a key is q, Ctrl-C, Space, Enter, PgUp, Up, …")
            }
            table.rows[position].keys = keys.compactMap(\.key)
            places[table.rows[position].command] = binding.location
        }
        faults += table.conflicts(places)
        if table.row(of: .quit)?.keys.isEmpty ?? true {
            faults.append("\(places[.quit] ?? "keys"): quit needs a key")
        }
        guard faults.isEmpty else { return (self, faults) }
        table.index()
        return (table, [])
    }

    /// Keys that would do two things on one page, each with where both were said.
    private func conflicts(_ places: [Command: String]) -> [String] {
        var faults: [String] = []
        for (position, row) in rows.enumerated() {
            for other in rows[..<position] where Self.meet(row, other) {
                for key in row.keys where other.keys.contains(key) {
                    let (first, second) = (words(of: other, places), words(of: row, places))
                    faults.append("\(key.label) is bound twice: to \(first), and to \(second)")
                }
            }
        }
        return faults
    }

    private func words(of row: Row, _ places: [Command: String]) -> String {
        "\(row.command.rawValue) (\(places[row.command] ?? "as it is by default"))"
    }

    private static func meet(_ row: Row, _ other: Row) -> Bool {
        guard let pages = row.pages, let others = other.pages else { return true }
        return !pages.isDisjoint(with: others)
    }
}
