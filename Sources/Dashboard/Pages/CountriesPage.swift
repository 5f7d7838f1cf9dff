import Canvas
import History
import Market

/// One app in all storefronts, or the leaders of all storefronts, one row per country; on wide screens with a heat table.
struct CountriesPage {
    let state: DashboardState
    let theme: Theme

    func draw(in body: Region, on frame: inout Frame) {
        guard let report = state.countriesReport, !report.all.isEmpty else {
            return DashboardState.drawEmpty(
                ["No charts", "Poll one with launchtop watch SOURCE, or open saved ones with launchtop replay FOLDER"],
                in: body,
                theme: theme,
                on: &frame
            )
        }
        let (head, rest) = body.inset(left: 1, right: 1).splitTop(1)
        let (main, status) = rest.splitBottom(1)
        drawHead(report, in: head, on: &frame)
        // Rank lines below the table if there is room.
        let needed = max(3, report.rows.count) + 1
        let hasLines = main.height - needed >= Self.minimumLines
        let (table, below) = main.splitTop(hasLines ? needed : main.height)
        let isWide = body.width >= 120
        let listWidth = isWide ? (report.view == .app ? 50 : body.width < 160 ? 58 : 80) : table.width
        let (list, heat) = table.splitLeft(listWidth, gap: 2)
        let selection = state.selection(in: report)
        drawList(
            report,
            selection: selection,
            sparkColumns: isWide ? 0 : table.width >= 70 ? 21 : 14,
            in: list,
            on: &frame
        )
        let columns = isWide ? drawHeat(report, selection: selection, in: heat, on: &frame) : nil
        if hasLines { drawLines(report, selection: selection, in: below.inset(top: 1), on: &frame) }
        drawStatus(report, columns: columns, in: status, on: &frame)
    }

    /// Minimum rows for rank lines, including a blank row above.
    private static let minimumLines = 9

    private func drawList(
        _ report: CountriesReport,
        selection: Int,
        sparkColumns: Int,
        in list: Region,
        on frame: inout Frame
    ) {
        Table(
            columns: report.columns(sparkColumns: sparkColumns),
            count: report.rows.count,
            nameColumn: 0,
            titleStyle: theme.faint,
            selectionStyle: theme.selection
        )
        .draw(
            in: list,
            selection: selection,
            first: state.route.firstRow,
            on: &frame,
            row: report.rowText(sparkColumns: sparkColumns, theme: theme)
        )
        if report.rows.isEmpty {
            frame.write("no country matches \"\(state.route.filter)\"", in: list.row(1), style: theme.faint)
        }
    }

    /// Draws the rank lines of the selected row's app in its country and in others that ever ranked it.
    private func drawLines(_ report: CountriesReport, selection: Int, in region: Region, on frame: inout Frame) {
        guard let app = report.app(at: selection) else { return }
        let selected = report.rows[selection].chart
        // The lines need only one chart's report; reading all charts would be slow.
        guard
            let ranks = AppReport(
                of: app,
                in: report.ledger,
                asOf: report.instant,
                zone: state.zone,
                only: selected,
                launch: state.launch
            )
        else { return }
        let others = report.rows.lazy.map(\.chart).filter { chart in
            chart != selected && report.ledger.wasListed(app, in: chart, asOf: report.instant)
        }
        RankPanel(report: ranks, charts: [selected] + others.prefix(6), state: state, theme: theme)
            .draw(in: region, showsAxis: true, on: &frame)
    }

    /// Draws the subject, its chart, and the summary if it fits; otherwise the status line shows it.
    private func drawHead(_ report: CountriesReport, in head: Region, on frame: inout Frame) {
        let pieces = headPieces(report)
        let summary = StyledText("  \(report.summary)", theme.faint)
        frame.write(pieces.width + displayWidth(summary.text) <= head.width ? pieces + [summary] : pieces, in: head)
    }

    private func headPieces(_ report: CountriesReport) -> [StyledText] {
        let subject = report.app.map { report.ledger.name(of: $0, asOf: report.instant) } ?? "leaders"
        return [StyledText(subject, theme.heading), StyledText("  \(report.chartTitle)", theme.text)]
    }

    /// Draws the status line: filter, order, summary and the meaning of the heat table.
    private func drawStatus(_ report: CountriesReport, columns: HeatColumns?, in line: Region, on frame: inout Frame) {
        let filter = state.route.filter
        let sort = state.route.sort
        let fits = headPieces(report).width + 2 + displayWidth(report.summary) <= line.width
        let facts = [
            filter.isEmpty ? nil : "\(report.rows.count) match \"\(filter)\"",
            sort.map { "by \($0.column.rawValue)\($0.isReversed ? ", reversed" : "")" },
            fits ? nil : report.summary,
            columns.map { columns in
                let title = report.view == .leaders ? "current leader's rank" : "rank"
                return "\(title) at the end of each \(columns.length): – not ranked, · no data"
            },
            report.otherCharts.map { "\($0) (:chart)" },
        ]
        frame.write(facts.compactMap { $0 }.joined(separator: "  "), in: line, style: theme.faint)
    }

    // MARK: Ranks over time

    private var ramp: HeatRamp { theme.hasColor ? .blueToYellow : .shades }

    /// Three digits and a space; one more column for the shade without colors.
    private var cellWidth: Int { theme.hasColor ? 4 : 5 }

    /// Draws the heat table for the visible rows of the list.
    ///
    /// - Returns: The table's columns; `nil` if it's empty.
    private func drawHeat(
        _ report: CountriesReport,
        selection: Int,
        in region: Region,
        on frame: inout Frame
    ) -> HeatColumns? {
        let columns = HeatColumns(
            window: state.chartWindow,
            upTo: report.instant,
            most: region.width / cellWidth,
            least: RankHistory.usualInterval(of: report.ledger.rankings[report.chart], asOf: report.instant)
        )
        let height = region.height - 1
        let window = RowWindow(
            selection: selection,
            count: report.rows.count,
            height: height,
            first: state.route.firstRow
        )
        guard !columns.intervals.isEmpty, !window.rows.isEmpty else { return nil }
        HeatTable(
            titles: columns.intervals.map { _ in "" },
            rows: report.rows[window.rows].map {
                HeatTable.Row(label: "", cells: report.heatCells(of: $0, in: columns))
            },
            cellWidth: cellWidth,
            ramp: ramp,
            faintStyle: theme.faint
        )
        .draw(in: region, gutter: 0, on: &frame)
        drawDates(of: columns, in: region.row(0), on: &frame)
        for (offset, row) in window.rows.enumerated() {
            frame.clickTargets.append(ClickTarget(region.row(offset + 1), .row(row)))
        }
        return columns
    }

    /// Draws the column titles: days first, and clock times if there is room between them.
    private func drawDates(of columns: HeatColumns, in line: Region, on frame: inout Frame) {
        let starts = columns.intervals.map { columns.start($0) }
        let hasWholeDays = columns.step >= Day.secondsPerDay
        let days = starts.map { hasWholeDays ? $0.day : state.zone.local($0).day }
        var free = Array(repeating: true, count: line.width)
        func write(_ label: String, at index: Int) {
            let x = index * cellWidth
            let end = x + displayWidth(label)
            guard end <= line.width, free[max(0, x - 1)..<min(line.width, end + 1)].allSatisfy({ $0 }) else { return }
            for position in x..<end { free[position] = false }
            frame.write(label, in: line.splitLeft(x).rest, style: theme.faint)
        }
        for index in starts.indices where hasWholeDays || index == 0 || days[index] != days[index - 1] {
            write(
                columns.step >= 28 * Day.secondsPerDay ? TimeFormat.month(days[index]) : TimeFormat.short(days[index]),
                at: index
            )
        }
        guard !hasWholeDays else { return }
        for index in starts.indices { write(TimeFormat.clock(starts[index], in: state.zone), at: index) }
    }
}
