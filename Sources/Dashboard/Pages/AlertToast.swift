import Alerts
import Canvas

/// The last alert in a line over the page's foot.
struct AlertToast {
    let alert: Alert
    /// How many came with it, itself included.
    let count: Int
    let theme: Theme

    func draw(in body: Region, on frame: inout Frame) {
        let line = body.row(body.height - 1)
        frame.clear(line)
        let more = count > 1 ? "  and \(count - 1) more" : ""
        let inner = line.inset(left: 1, right: 1)
        let (words, rest) = (inner.inset(right: displayWidth(more)), inner)
        frame.write([Piece("! ", theme.stale), Piece(alert.text, theme.milestone)], in: words)
        frame.write(more, in: rest, style: theme.faint, align: .right)
    }
}
