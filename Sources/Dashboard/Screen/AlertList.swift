import Alerts
import Canvas
import Market

/// The alerts of this run, newest first, and the alert rules.
struct AlertList {
    /// The alerts of this run, newest last.
    let alerts: [Alert]
    let rules: [AlertRule]
    let zone: TimeZoneTable
    let theme: Theme

    /// Returns the width of the box in a page of the given width.
    static func width(of room: Int) -> Int { min(room - 2, 110) }

    /// Draws the list in a box.
    ///
    /// - Parameter scroll: The number of rows scrolled past.
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

    /// Returns rows no wider than `width` columns.
    func lines(width: Int) -> [[StyledText]] {
        var lines: [[StyledText]] = []
        for alert in alerts.reversed() {
            lines.append([
                StyledText("\(TimeFormat.instant(alert.confirmedAt, in: zone))  ", theme.faint),
                StyledText(alert.title, theme.milestone),
            ])
            lines += TextWrapping.lines(alert.text, width: width - 2).map { [StyledText("  " + $0, theme.text)] }
        }
        if alerts.isEmpty { lines.append([StyledText("no alerts yet", theme.text)]) }
        return lines + [[]] + rules(width: width)
    }

    private func rules(width: Int) -> [[StyledText]] {
        guard !rules.isEmpty else {
            let hint =
                "No alert rules. Add an [[alert]] table with when = \"rank <= 10 in us top-free\" to the config file."
            return TextWrapping.lines(hint, width: width).map { [StyledText($0, theme.faint)] }
        }
        let heading: [StyledText] = [StyledText("rules", theme.heading)]
        return [heading]
            + rules.map { rule in
                [StyledText("  \(rule.text)", theme.text), StyledText("  \(scope(of: rule))", theme.faint)]
            }
    }

    private func scope(of rule: AlertRule) -> String {
        guard rule.needsApps else { return "" }
        switch rule.apps {
        case .watchlist: return "watchlist"
        case .any: return "any app"
        case .one(let app): return app.text
        }
    }
}
