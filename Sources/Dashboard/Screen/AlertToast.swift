import Alerts
import Canvas

/// The latest alert, drawn over the bottom of the page.
struct AlertToast {
    let alert: Alert
    /// The number of alerts since the last key press, including this one.
    let count: Int
    let theme: Theme

    func draw(in body: Region, on frame: inout Frame) {
        let more = count > 1 ? "  +\(count - 1) more" : ""
        let width = body.width - 2 - displayWidth(more)
        // Continuation lines are indented by the width of the sign.
        let lines = StatusMessage(text: alert.text, style: theme.milestone).lines(width: width - 2)
        let area = body.splitBottom(lines.count).bottom
        frame.clear(area)
        for (row, line) in lines.enumerated() {
            let textArea = area.row(row).inset(left: 1, right: 1 + displayWidth(more))
            frame.write(
                [StyledText(row == 0 ? "! " : "  ", theme.stale), StyledText(line, theme.milestone)],
                in: textArea
            )
        }
        frame.write(more, in: area.row(lines.count - 1).inset(right: 1), style: theme.faint, align: .right)
    }
}
