import Market

extension DashboardState {
    /// Runs a line of the command palette.
    mutating func run(_ text: String) -> [Effect] {
        let parts = text.split(separator: " ", maxSplits: 1).map(String.init)
        guard let name = parts.first else { return [] }
        let argument = parts.count > 1 ? Self.trimmed(parts[1]) : ""
        userState.add(line: text)
        guard let row = row(called: name) else { return [] }
        guard row.works(on: route.page) || !argument.isEmpty else {
            message = "\(row.command.rawValue) isn't available on this page"
            return []
        }
        guard argument.isEmpty || row.argument != nil else {
            message = "\(row.command.rawValue) takes no argument"
            return []
        }
        return perform(row.command, argument)
    }

    /// Returns the command with this name or unique prefix. If there is none, shows a message and returns `nil`.
    private mutating func row(called name: String) -> CommandTable.Row? {
        let lowered = name.lowercased()
        let synonym = TimeEntry.isEnd(lowered) ? .toEnd : Command.synonyms[lowered]
        if let row = commands.row(named: synonym?.rawValue ?? lowered) { return row }
        let matches = commands.rows.filter { $0.command.rawValue.hasPrefix(lowered) }
        if matches.count == 1 { return matches[0] }
        let names = matches.isEmpty ? commands.rows.map(\.command.rawValue) : matches.map(\.command.rawValue)
        let suggestion = Suggestion.question(for: name, among: names)
        message = "unknown command \"\(name)\"; \(suggestion ?? "press \(commands.label(.help)) for a list")"
        return nil
    }

    static func trimmed(_ text: String) -> String {
        String(text.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
}
