import Canvas
import Market

/// The apps on the watchlist in one line above the panels of the My launch page, each with its best rank and the change
/// over a day; the selected app is in brackets.
struct WatchlistTabs {
    let page: MyLaunchScreen
    private let entries: [MyLaunchReport.Entry]

    /// Creates the tabs; returns `nil` if there are fewer than two apps or the tabs don't fit in `width` columns.
    init?(page: MyLaunchScreen, width: Int) {
        self.page = page
        let report = page.report
        guard report.watched.count > 1 else { return nil }
        // Ranks aren't computed if the names alone don't fit.
        let names = report.watched.map { displayWidth(report.inputs.name(of: $0)) }
        guard names.reduce(0, +) < width else { return nil }
        entries = report.watched.indices.map(report.entry)
        guard self.width <= width else { return nil }
    }

    private var report: MyLaunchReport { page.report }
    private var theme: Theme { page.theme }

    /// The number of columns that the tabs of all apps and the keys need.
    private var width: Int { entries.indices.reduce(displayWidth(page.switchKeys) + 2) { $0 + tab($1).width } }

    func draw(in line: Region, on frame: inout Frame) {
        frame.write(entries.indices.flatMap(tab), in: line)
        frame.write(page.switchKeys, in: line.inset(right: 1), style: theme.faint, align: .right)
    }

    private func tab(_ index: Int) -> [StyledText] {
        let entry = entries[index]
        let isSelected = index == report.selection
        let symbols = RowSymbols(isMarked: page.marks.symbols(of: entry.watched.app).isMarked)
        let style = entry.best == nil ? theme.faint : entry.best?.isStale == true ? theme.stale : theme.heading
        let rank = StyledText(" \(entry.best == nil ? "" : "#")\(entry.rankText)", style)
        let change = page.change(of: entry)
        let name = StyledText(symbols.before(entry.name), isSelected ? theme.accent : theme.text)
        let changed = change.text == "–" ? [] : [StyledText(" "), change]
        return [StyledText(isSelected ? "[" : " ", theme.accent), name, rank] + changed + [
            StyledText(isSelected ? "] " : "  ", theme.accent)
        ]
    }
}
