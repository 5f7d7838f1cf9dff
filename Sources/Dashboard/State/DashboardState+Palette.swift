import Market

extension DashboardState {
    /// Does what a line of the palette says.
    mutating func run(_ text: String) -> [Effect] {
        let words = text.split(separator: " ", maxSplits: 1).map(String.init)
        guard let name = words.first else { return [] }
        let argument = words.count > 1 ? Self.trimmed(words[1]) : ""
        memory.note(line: text)
        guard let row = row(called: name) else { return [] }
        guard row.works(on: route.page) || !argument.isEmpty else {
            message = "\(row.command.rawValue) does nothing on this page"
            return []
        }
        guard argument.isEmpty || row.argument != nil else {
            message = "\(row.command.rawValue) takes nothing after it"
            return []
        }
        return perform(row.command, argument)
    }

    /// The command of that name, or the only one that begins so.
    private mutating func row(called name: String) -> CommandTable.Row? {
        let lowered = name.lowercased()
        if let row = commands.row(named: lowered) { return row }
        let begun = commands.rows.filter { $0.command.rawValue.hasPrefix(lowered) }
        if begun.count == 1 { return begun[0] }
        let names = begun.isEmpty ? commands.rows.map(\.command.rawValue) : begun.map(\.command.rawValue)
        let question = Suggestion.question(for: name, among: names)
        message = "there is no command “\(name)”; \(question ?? "\(commands.label(.help)) lists them")"
        return nil
    }

    static func trimmed(_ text: String) -> String {
        String(text.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
}
