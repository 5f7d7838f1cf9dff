import Alerts
import Canvas
import Market

/// A toast about the alerts since the last key press, drawn over the bottom of the page.
struct AlertToast {
    /// The alerts, newest last. Nothing is drawn if there are none.
    let alerts: ArraySlice<SentAlert>
    let zone: TimeZoneTable
    let theme: Theme

    func draw(in body: Region, on frame: inout Frame) {
        guard !alerts.isEmpty else { return }
        let width = body.width - 2
        // Continuation lines are indented by the width of the symbol.
        let lines = StatusMessage(text: text, style: theme.milestone).lines(width: width - 2)
        let area = body.splitBottom(lines.count).bottom
        frame.clear(area)
        for (row, line) in lines.enumerated() {
            frame.write(
                [StyledText(row == 0 ? "! " : "  ", theme.stale), StyledText(line, theme.milestone)],
                in: area.row(row).inset(left: 1, right: 1)
            )
        }
    }

    /// The first delivery failure, if any, followed by the text of the only alert or the titles of several, newest
    /// first.
    private var text: String {
        let failed = alerts.filter { !$0.failures.isEmpty }
        let text =
            alerts.count == 1
            ? alerts[alerts.startIndex].alert.text(in: zone) : AlertMessage(alerts.reversed().map(\.alert)).title
        guard let failure = failed.first?.failures.first else { return text }
        let count = alerts.count == failed.count ? "" : "\(failed.count) of \(alerts.count) "
        return "\(count)not sent: \(failure); \(text)"
    }
}
