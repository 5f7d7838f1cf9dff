import Canvas
import History
import Market

/// A sentence in place of the keys, or at the page's foot where it is longer than one row.
struct StatusMessage {
    /// Most rows that it takes; what is longer still ends in `…`.
    static let rowLimit = 3

    let text: String
    let style: Style

    func fits(_ width: Int) -> Bool { displayWidth(text) <= width }

    /// - Returns: at most ``rowLimit`` lines, the last of which holds all the rest.
    func lines(width: Int) -> [String] {
        let lines = TextWrapping.lines(text, width: width)
        guard lines.count > Self.rowLimit else { return lines }
        let rest = lines[(Self.rowLimit - 1)...].map { $0.drop { $0 == " " } }
        return Array(lines.prefix(Self.rowLimit - 1)) + ["  " + rest.joined(separator: " ")]
    }
}

extension DashboardState {
    /// What there is to say: an answer to a key, else what a source cannot give, else that older history is being read.
    func announcement(theme: Theme) -> StatusMessage? {
        switch mode {
        case .line, .picker: return nil
        case .overlay: return message.map { StatusMessage(text: $0, style: theme.milestone) }
        case .page: break
        }
        if let message { return StatusMessage(text: message, style: theme.milestone) }
        if let problem { return StatusMessage(text: "✗ \(problem)", style: theme.stale) }
        guard let pending = data.pendingBefore, !route.isOfLibrary else { return nil }
        let words = "reading what was before \(TimeFormat.long(pending.day)); until then that is missing"
        return StatusMessage(text: words, style: theme.faint)
    }

    /// What a source cannot give, until a key says that it was read.
    var problem: String? {
        guard isLive else { return nil }
        return data.sources.lazy.compactMap { $0.error ?? $0.firstUnreadable }.first { !readProblems.contains($0) }
    }

    /// Draws what does not fit into the bottom line at the foot of the page.
    ///
    /// - Returns: the room that is left for the page, so that none of it is hidden.
    func drawLongAnnouncement(in body: Region, theme: Theme, on frame: inout Frame) -> Region {
        let width = body.width - 2
        guard let said = announcement(theme: theme), !said.fits(width) else { return body }
        let lines = said.lines(width: width)
        let (rest, foot) = body.splitBottom(lines.count)
        for (row, line) in lines.enumerated() {
            frame.write(line, in: foot.row(row).inset(left: 1, right: 1), style: said.style)
        }
        return rest
    }
}
