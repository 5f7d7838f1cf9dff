import Canvas
import History
import Market

/// A message shown in place of the key hints, or above the bottom line if it needs more than one row.
struct StatusMessage {
    /// The maximum number of rows; longer text is cut with `…`.
    static let rowLimit = 3

    let text: String
    let style: Style

    func fits(_ width: Int) -> Bool { displayWidth(text) <= width }

    /// Returns at most ``rowLimit`` lines; the last one holds the rest of the text.
    func lines(width: Int) -> [String] {
        let lines = TextWrapping.lines(text, width: width)
        guard lines.count > Self.rowLimit else { return lines }
        let rest = lines[(Self.rowLimit - 1)...].map { $0.drop { $0 == " " } }
        return Array(lines.prefix(Self.rowLimit - 1)) + ["  " + rest.joined(separator: " ")]
    }
}

extension DashboardState {
    /// Returns the message to show: the response to the last key press, otherwise a source's problem, otherwise that
    /// a source works again, otherwise the progress of loading older history; `nil` if there is none.
    func statusMessage(theme: Theme) -> StatusMessage? {
        switch mode {
        case .line, .picker: return nil
        case .overlay: return message.map { StatusMessage(text: $0, style: theme.milestone) }
        case .page: break
        }
        if let message { return StatusMessage(text: message, style: theme.milestone) }
        if let searchText { return StatusMessage(text: searchText, style: theme.faint) }
        if let problem { return StatusMessage(text: "\(Symbol.failed) \(problem)", style: theme.stale) }
        if let recovery { return StatusMessage(text: "\(Symbol.ok) \(recovery.text)", style: theme.accent) }
        guard let pending = data.pending, !route.isOfLibrary else { return nil }
        return StatusMessage(text: pending.text, style: theme.faint)
    }

    /// The first source error that hasn't been dismissed with a key press; `nil` if there is none. Only a live dashboard
    /// shows errors of polls; a replay shows errors of its archive.
    var problem: String? {
        data.sources.lazy.filter { [isLive] in isLive || !$0.isPolled }.compactMap { $0.error ?? $0.firstUnreadable }
            .first { !dismissedProblems.contains($0) }
    }

    /// The region of the page: the screen without header, footer and long status message.
    var body: Region {
        let main = Region(x: 0, y: 2, width: size.columns, height: max(0, size.rows - 2 - footerHeight))
        let width = main.width - 2
        guard let message = statusMessage(theme: .mono), !message.fits(width) else { return main }
        return main.splitBottom(message.lines(width: width).count).rest
    }

    /// Draws a status message that doesn't fit in the bottom line, above that line.
    ///
    /// - Returns: The region left for the page.
    func drawLongStatusMessage(in body: Region, theme: Theme, on frame: inout Frame) -> Region {
        let width = body.width - 2
        guard let message = statusMessage(theme: theme), !message.fits(width) else { return body }
        let lines = message.lines(width: width)
        let (rest, bottom) = body.splitBottom(lines.count)
        for (row, line) in lines.enumerated() {
            frame.write(line, in: bottom.row(row).inset(left: 1, right: 1), style: message.style)
        }
        return rest
    }
}

extension PendingHistory {
    /// The progress of loading, such as "loading charts: 12 of 525".
    fileprivate var text: String {
        let total = NumberFormat.grouped(charts)
        if unloadedCharts > 0 { return "loading charts: \(NumberFormat.grouped(charts - unloadedCharts)) of \(total)" }
        return "loading older snapshots: \(NumberFormat.grouped(charts - incompleteCharts)) of \(total) charts"
    }
}
