import Alerts
import Canvas
import Market

/// All alerts of the run, the newest first, and what is watched for.
struct AlertList {
    /// The newest last.
    let alerts: [Alert]
    let rules: [AlertRule]
    let zone: TimeZoneTable
    let theme: Theme

    /// Columns that a box of that room takes.
    static func width(of room: Int) -> Int { min(room - 2, 110) }

    /// - Parameter scroll: rows that are scrolled away.
    func draw(scroll: Int, in body: Region, on frame: inout Frame) {
        let width = Self.width(of: body.width)
        let lines = lines(width: width - 4)
        let box = Box(title: "alerts", width: width, height: lines.count + 2)
        let inner = box.draw(in: body, theme: theme, on: &frame)
        for (row, line) in lines.dropFirst(scroll).prefix(inner.height).enumerated() {
            frame.write(line, in: inner.row(row))
        }
        frame.cursor = Point(x: inner.x, y: inner.y)
    }

    /// Rows of at most `width` columns.
    func lines(width: Int) -> [[StyledText]] {
        var lines: [[StyledText]] = []
        for alert in alerts.reversed() {
            lines.append([
                StyledText("\(TimeFormat.instant(alert.confirmedAt, in: zone))  ", theme.faint),
                StyledText(alert.title, theme.milestone),
            ])
            lines += TextWrapping.lines(alert.text, width: width - 2).map { [StyledText("  " + $0, theme.text)] }
        }
        if alerts.isEmpty { lines.append([StyledText("nothing was told in this run", theme.text)]) }
        return lines + [[]] + rules(width: width)
    }

    private func rules(width: Int) -> [[StyledText]] {
        guard !rules.isEmpty else {
            let words =
                "No rule is set. [[alert]] in the settings says what to wait for, such as rank <= 10 in us top-free."
            return TextWrapping.lines(words, width: width).map { [StyledText($0, theme.faint)] }
        }
        let heading: [StyledText] = [StyledText("watched for", theme.heading)]
        return [heading]
            + rules.map { rule in
                [StyledText("  \(rule.text)", theme.text), StyledText("  \(whose(rule))", theme.faint)]
            }
    }

    private func whose(_ rule: AlertRule) -> String {
        guard rule.needsApps else { return "" }
        switch rule.apps {
        case .watchlist: return "of watched apps"
        case .any: return "of any app"
        case .one(let app): return "of \(app.text)"
        }
    }
}
