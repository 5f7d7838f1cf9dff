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
        /// The keys or the symbol; empty for headings and blank lines.
        var keys: String
        var title: String
    }

    static func lines(of commands: CommandTable, on page: PageID) -> [Line] {
        var lines = [heading("Keys on this page (\(page.type.title))")]
        lines += commands.rows.filter { $0.isListedByPages && $0.works(on: page) }.map(Self.line)
        for group in CommandTable.Group.allCases {
            let rows = commands.rows.filter { $0.group == group && !$0.isListedByPages && $0.works(on: page) }
            if !rows.isEmpty { lines += [blank, heading(group.rawValue)] + rows.map(Self.line) }
        }
        if !page.type.notes.isEmpty {
            lines += [blank, heading("About this page")] + page.type.notes.map { Line(keys: $0.term, title: $0.text) }
        }
        let elsewhere = commands.rows.filter { !$0.works(on: page) }
        lines += [blank, heading("On other pages")] + elsewhere.map(Self.line)
        for section in Symbol.legend {
            lines += [blank, heading("Symbols: \(section.title)")]
            lines += section.rows.map { Line(keys: $0.symbol, title: $0.meaning) }
        }
        return lines
    }

    private static let blank = Line(keys: "", title: "")

    private static func heading(_ title: String) -> Line { Line(keys: "", title: title) }

    private static func line(_ row: CommandTable.Row) -> Line {
        let example = row.argument.map { "  (:\(row.command.rawValue) \($0.example))" } ?? ""
        let keys = row.keys.isEmpty ? ":\(row.command.rawValue)" : row.keys.map(\.label).joined(separator: " ")
        return Line(keys: keys, title: row.title + example)
    }

    static func draw(_ lines: [Line], scroll: Int, in body: Region, theme: Theme, on frame: inout Frame) {
        let column = 24
        for (row, line) in lines.dropFirst(scroll).prefix(body.height).enumerated() {
            let region = body.inset(left: 2, right: 1).row(row)
            if line.keys.isEmpty {
                frame.write(line.title, in: region, style: theme.heading)
            } else {
                let (left, right) = region.splitLeft(column, gap: 1)
                frame.write(line.keys, in: left, style: theme.accent)
                frame.write(line.title, in: right, style: theme.text)
            }
        }
    }
}
