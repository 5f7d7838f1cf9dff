import Canvas
import Growth

/// The summary of a comparison: the comparisons with the first launch, shown above the curves, and caveats and other
/// facts, shown below the table as space allows. The remaining lines can be scrolled into view.
struct CompareSummary {
    private typealias Line = (text: String, style: Style)

    private let leads: [Line]
    /// The comparison of totals in brief.
    private let headline: (share: String, rest: String)?
    private let theme: Theme
    private let others: [Line]

    init(_ report: CompareReport, _ curves: CompareCurves, theme: Theme) {
        let all = report.launches.indices.map { $0 > 0 ? report.leadLines(against: $0) : [] }
        let focus = report.shownComparison(focus: curves.focus)
        let texts = focus.map { all[$0] } ?? []
        // The view of ranks shows the comparison of ranks, which is the last line.
        let isOfRanks = curves.view == .rank && focus.flatMap(report.rankLine) != nil
        leads = (isOfRanks ? texts.reversed() : texts).map { ($0, theme.heading) }
        headline = isOfRanks ? nil : focus.flatMap { report.headline(against: $0) }
        let showsAll = report.launches.count <= 3
        let explained = all.indices.filter { ($0 == focus || showsAll) && report.missingLeads[$0] != nil }
        var lines: [Line] = report.laterNotes.map { ($0, theme.stale) }
        lines += curves.absenceNotes(except: Set(explained)).map { ($0, theme.stale) }
        lines += report.caveats.map { ($0, theme.stale) }
        if showsAll {
            // Several launches may have the same reason for no comparison.
            var seen = Set(texts)
            lines += all.indices.filter { $0 != focus }.flatMap { all[$0] }.filter { seen.insert($0).inserted }
                .map { ($0, theme.heading) }
        }
        lines += report.differences(except: Set(explained)).map { ("\(Symbol.conflict) \($0)", theme.stale) }
        lines += report.claimLines.map { ($0, theme.claim) }
        lines += curves.legend.map { ($0, theme.faint) }
        if let cohort = curves.band.flatMap(CompareReport.text(_:)) { lines.append((cohort, theme.faint)) }
        others = lines
        self.theme = theme
    }

    /// The index of the last line that can be scrolled to the top.
    var lastFirst: Int { max(0, others.count - 1) }

    // MARK: The comparison

    /// The size of the smallest page that shows the ratio in large digits.
    private static let largeSize = Size(columns: 100, rows: 32)

    /// Returns the number of rows that the comparison needs above the curves on a page.
    func leadHeight(on page: Region) -> Int {
        guard showsLarge(on: page), let headline else { return rows(leads, page.width) }
        let width = page.width - BigDigits.width(of: headline.share) - Self.gap
        return max(BigDigits.height, 1 + rows(leads, width)) + 1
    }

    /// The number of columns between the large digits and the lines next to them.
    private static let gap = 3

    private func showsLarge(on page: Region) -> Bool {
        headline != nil && theme.marks != .ascii && page.width >= Self.largeSize.columns
            && page.height >= Self.largeSize.rows
    }

    /// Draws the comparison as lines, or as the ratio in large digits with the lines next to it if there is room.
    func drawLeads(on page: Region, in region: Region, frame: inout Frame) {
        guard showsLarge(on: page), let headline else {
            var row = 0
            for lead in leads { write(lead, at: &row, limit: region.height, in: region, on: &frame) }
            return
        }
        let used = BigDigits.draw(headline.share, in: region, style: theme.bar, on: &frame)
        let side = region.splitLeft(used, gap: Self.gap).rest
        frame.write(headline.rest, in: side.row(0), style: theme.heading)
        let lines = leads.flatMap { TextWrapping.lines($0.text, width: side.width) }
        for (row, line) in lines.prefix(max(0, region.height - 1)).enumerated() {
            frame.write(line, in: side.row(row + 1), style: theme.text)
        }
    }

    // MARK: Other facts

    /// Returns the number of rows that all lines below the table need.
    func height(width: Int) -> Int { rows(others, width) }

    /// Returns the number of rows that the "more" hint needs: one, or zero if there are no lines below the table.
    func minimumHeight(width: Int) -> Int { others.isEmpty ? 0 : 1 }

    /// Returns the number of rows that the "more" hint and the first line below the table need.
    func usualHeight(width: Int) -> Int { minimumHeight(width: width) + rows(Array(others.prefix(1)), width) }

    /// Returns the number of rows that the "more" hint and the longest line below the table need, so that each line can
    /// be scrolled into view.
    func fullHeight(width: Int) -> Int {
        minimumHeight(width: width) + (others.map { rows([$0], width) }.max() ?? 0)
    }

    private func rows(_ lines: [Line], _ width: Int) -> Int {
        lines.reduce(0) { $0 + TextWrapping.lines($1.text, width: width).count }
    }

    /// Draws the lines below the table, starting with the one at index `first`. Lines that don't fit completely are
    /// omitted, since a truncated line could be misleading.
    func draw(from first: Int, in region: Region, commands: CommandTable, on frame: inout Frame) {
        let all = height(width: region.width)
        var row = region.height > all ? 1 : 0
        let isWhole = row + rows(others, region.width) <= region.height
        let start = isWhole ? 0 : min(max(0, first), lastFirst)
        let limit = isWhole ? region.height : region.height - 1
        var next = start
        while next < others.count, write(others[next], at: &row, limit: limit, in: region, on: &frame) { next += 1 }
        guard !isWhole, region.height > 0 else { return }
        let more = others.count - next
        let hint =
            if next == start {
                // The first press zooms the curves, the second one the table and the summary.
                "… \(more) more: \(commands.label(.zoomPanel)) \(commands.label(.zoomPanel)) shows all"
            } else if more > 0 {
                "… \(more) more: \(commands.label(.pageDown))"
            } else {
                "… \(commands.label(.pageUp)): previous"
            }
        frame.write(hint, in: region.row(min(row, region.height - 1)), style: theme.faint)
    }

    /// Writes a line, wrapped to the region's width, and moves `row` below it.
    ///
    /// - Returns: Whether there was room for the line.
    @discardableResult
    private func write(
        _ line: Line,
        at row: inout Int,
        limit: Int,
        in region: Region,
        on frame: inout Frame
    ) -> Bool {
        let parts = TextWrapping.lines(line.text, width: region.width)
        guard row + parts.count <= limit else { return false }
        for part in parts {
            frame.write(part, in: region.row(row), style: line.style)
            row += 1
        }
        return true
    }
}
