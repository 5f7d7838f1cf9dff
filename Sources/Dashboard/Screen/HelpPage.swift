import Canvas

/// An explanation of a term, shown in a page's help.
struct HelpNote: Hashable, Sendable {
    let term: String
    let text: String

    init(_ term: String, _ text: String) { (self.term, self.text) = (term, text) }
}

/// The help: the keys of the current page, then all other keys, notes on the page, and the legend of symbols.
enum HelpPage {
    struct Line: Hashable {
        /// The keys or the symbol; empty for headings.
        var keys: String
        var title: String
    }

    /// Returns the lines of the help by topic. Each group begins with its heading.
    static func groups(of commands: CommandTable, on page: PageID) -> [[Line]] {
        var groups = [
            [heading("Keys on this page (\(page.type.title))")]
                + commands.rows.filter { $0.isListedByPages && $0.works(on: page) }.map(Self.line)
        ]
        for group in CommandTable.Group.allCases {
            let rows = commands.rows.filter { $0.group == group && !$0.isListedByPages && $0.works(on: page) }
            if !rows.isEmpty { groups.append([heading(group.rawValue)] + rows.map(Self.line)) }
        }
        if !page.type.notes.isEmpty {
            groups.append([heading("About this page")] + page.type.notes.map { Line(keys: $0.term, title: $0.text) })
        }
        let elsewhere = commands.rows.filter { !$0.works(on: page) }
        groups.append([heading("On other pages")] + elsewhere.map(Self.line))
        groups += Symbol.legend.map { section in
            [heading("Symbols: \(section.title)")] + section.rows.map { Line(keys: $0.symbol, title: $0.meaning) }
        }
        return groups
    }

    private static func heading(_ title: String) -> Line { Line(keys: "", title: title) }

    private static func line(_ row: CommandTable.Row) -> Line {
        let example = row.argument.map { "  (:\(row.command.rawValue) \($0.example))" } ?? ""
        let keys = row.keys.isEmpty ? ":\(row.command.rawValue)" : row.keys.map(\.label).joined(separator: " ")
        return Line(keys: keys, title: row.title + example)
    }
}
