import Alerts
import Canvas

/// The last alert over the page's foot: in a line, or several where it is longer.
struct AlertToast {
    let alert: Alert
    /// How many came with it, itself included.
    let count: Int
    let theme: Theme

    func draw(in body: Region, on frame: inout Frame) {
        let more = count > 1 ? "  and \(count - 1) more" : ""
        let width = body.width - 2 - displayWidth(more)
        // The first line begins with the sign, and those that follow are set in by as much.
        let lines = StatusMessage(text: alert.text, style: theme.milestone).lines(width: width - 2)
        let foot = body.splitBottom(lines.count).bottom
        frame.clear(foot)
        for (row, line) in lines.enumerated() {
            let words = foot.row(row).inset(left: 1, right: 1 + displayWidth(more))
            frame.write(
                [StyledText(row == 0 ? "! " : "  ", theme.stale), StyledText(line, theme.milestone)],
                in: words
            )
        }
        frame.write(more, in: foot.row(lines.count - 1).inset(right: 1), style: theme.faint, align: .right)
    }
}
