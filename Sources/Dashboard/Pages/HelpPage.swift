import Canvas

/// The help page, made from the command table.
enum HelpPage {
    private static let lines: [(keys: String, title: String)] =
        CommandTable.Group.allCases.flatMap { group in
            [("", group.rawValue)]
                + CommandTable.rows.filter { $0.group == group }.map { row in
                    (row.keys.map(\.label).joined(separator: " "), row.title)
                } + [("", "")]
        } + signs

    private static let signs: [(keys: String, title: String)] = [
        ("", "Signs"),
        ("~", "an estimate somebody published"),
        ("“", "a claim: somebody said so"),
        ("=", "derived: our arithmetic on published figures"),
        ("*", "an app that the settings name as watched"),
        ("·", "not known, which is not zero"),
        ("├╌ Σ ╌┤", "a sum over these days, of which no daily split is known"),
    ]

    static var height: Int { lines.count }

    static func draw(page: Page, scroll: Int, in body: Region, theme: Theme, on frame: inout Frame) {
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
