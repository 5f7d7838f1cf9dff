import Canvas

/// The help, made from the command table: the keys of the page one is on first.
enum HelpPage {
    struct Line: Hashable {
        var keys: String
        var title: String
    }

    static func lines(of commands: CommandTable, on page: Page) -> [Line] {
        var lines = [Line(keys: "", title: "Keys on this page (\(page.name))")]
        lines += commands.rows.filter { $0.pages?.contains(page) ?? false }.map(Self.line)
        for group in CommandTable.Group.allCases {
            lines += [Line(keys: "", title: ""), Line(keys: "", title: group.rawValue)]
            lines += commands.rows.filter { $0.group == group && $0.pages == nil }.map(Self.line)
        }
        let elsewhere = commands.rows.filter { $0.pages.map { !$0.contains(page) } ?? false }
        lines += [Line(keys: "", title: ""), Line(keys: "", title: "On other pages")] + elsewhere.map(Self.line)
        return lines + [Line(keys: "", title: "")] + signs
    }

    private static func line(_ row: CommandTable.Row) -> Line {
        let example = row.argument.map { "  (:\(row.command.rawValue) \($0.example))" } ?? ""
        let keys = row.keys.isEmpty ? ":\(row.command.rawValue)" : row.keys.map(\.label).joined(separator: " ")
        return Line(keys: keys, title: row.title + example)
    }

    private static let signs: [Line] = [
        Line(keys: "", title: "Signs"),
        Line(keys: "~", title: "an estimate somebody published"),
        Line(keys: "“", title: "a claim: somebody said so"),
        Line(keys: "=", title: "derived: our arithmetic on published figures"),
        Line(keys: "*", title: "an app that is watched"),
        Line(keys: "+", title: "marked for comparing"),
        Line(keys: "·", title: "not known, which is not zero"),
        Line(keys: "off –", title: "looked for, and not on the list"),
        Line(keys: "?", title: "missing in one list only; the next may have it"),
        Line(keys: "old", title: "of a feed from which nothing came for long"),
        Line(keys: "├╌ Σ ╌┤", title: "a sum over these days, of which no daily split is known"),
    ]

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
