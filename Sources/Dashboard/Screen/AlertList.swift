import Alerts
import Canvas
import History
import Market

/// The latest alerts, newest first, and the alert rules.
struct AlertList {
    let history: AlertHistory
    /// The data that determines whether a rule can fire.
    let ledger: LedgerSnapshot
    let zone: TimeZoneTable
    let theme: Theme

    /// Returns the width of the box on a page of the given width.
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

    /// Returns the rows of the list, each no wider than `width` columns.
    func lines(width: Int) -> [[StyledText]] {
        let waiting = waitingLines(width: width)
        guard !history.alerts.isEmpty || !waiting.isEmpty else {
            let text = "no alerts yet; milestones aren't alerts, My launch lists them"
            return TextWrapping.lines(text, width: width).map { [StyledText($0, theme.text)] } + [[]]
                + rules(width: width)
        }
        return waiting + history.alerts.reversed().flatMap { lines(of: $0, width: width) } + [[]] + rules(width: width)
    }

    private func lines(of sent: SentAlert, width: Int) -> [[StyledText]] {
        let alert = sent.alert
        let time = "\(TimeFormat.instant(alert.confirmedAt, in: zone))  "
        // The default text repeats the title.
        let text = alert.text(in: zone)
        let details = text.hasPrefix(alert.title) ? String(text.dropFirst(alert.title.count)) : text
        let title = [StyledText(time, theme.faint), StyledText(alert.title, theme.milestone)]
        return TextWrapping.lines(title, width: width, margin: 2)
            + indented(details, theme.text, width: width)
            + sent.failures.flatMap { indented("not sent: \($0)", theme.stale, width: width) }
            + indented(sent.pendingText.map { "sending: \($0)" }, theme.faint, width: width)
            + indented(sent.sentText.map { "sent: \($0)" }, theme.faint, width: width)
    }

    func indented(_ text: String?, _ style: Style, width: Int, by indent: Int = 2) -> [[StyledText]] {
        let margin = String(repeating: " ", count: indent)
        return TextWrapping.lines(text ?? "", width: width - indent).map { [StyledText(margin + $0, style)] }
    }

    private func rules(width: Int) -> [[StyledText]] {
        guard !history.rules.isEmpty else {
            let hint =
                "No alert rules. Add an [[alert]] table with when = \"rank <= 10 in us top-free\" to the config file."
            return TextWrapping.lines(hint, width: width).map { [StyledText($0, theme.faint)] }
        }
        var heading: [StyledText] = [StyledText("rules", theme.heading)]
        if !history.isActive { heading.append(StyledText("  not evaluated: no process is recording", theme.stale)) }
        return [heading] + history.rules.flatMap { lines(of: $0, width: width) }
    }

    private func lines(of active: ActiveRule, width: Int) -> [[StyledText]] {
        let rule = active.rule
        let destinations = active.destinations.isEmpty ? "" : " → \(active.destinations.joined(separator: ", "))"
        let pieces = [
            StyledText("  \(rule.text)", theme.text), StyledText("  \(scope(of: rule))\(destinations)", theme.faint),
        ]
        guard let reach = RuleReach(of: rule, in: ledger) else {
            return TextWrapping.lines(pieces, width: width, margin: 4)
        }
        return TextWrapping.lines(pieces, width: width, margin: 4)
            + indented(reach.text, reach.isFinal ? theme.stale : theme.faint, width: width, by: 4)
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
