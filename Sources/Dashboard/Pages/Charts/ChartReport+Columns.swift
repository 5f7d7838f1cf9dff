import Canvas
import Growth
import History
import Market
import TimeSeries

extension ChartReport {
    /// The table's columns, with the wide sparkline.
    var columns: [Column<Row>] { columns(sparkColumns: Self.fineSparkline) }

    /// Returns the table's columns. They are dropped in this order if space is short: estimates, days, best rank,
    /// developer, rank sparkline, downloads. Rank, change and name are never dropped.
    ///
    /// - Parameters:
    ///   - sparkColumns: The width of the sparkline; 0 for none.
    ///   - hasDetail: Whether the selected app's ranks over time are shown next to the list. In that case, the order is
    ///     days, best rank, estimates, developer, rank sparkline, downloads.
    func columns(sparkColumns: Int, hasDetail: Bool = false) -> [Column<Row>] {
        nameColumns(minimum: hasDetail ? 24 : 15) + [changeColumn]
            + historyColumns(sparkColumns: sparkColumns, hasDetail: hasDetail)
            + demandColumns(priority: hasDetail ? 4 : 6) + [downloadsColumn]
    }

    static let fineSparkline = 21

    private func nameColumns(minimum: Int) -> [Column<Row>] {
        let widest = rows.reduce(minimum) { max($0, displayWidth($1.name ?? $1.app.text)) }
        // An export of some rows must not be imported as the whole chart.
        let isWhole = table.ranking.coverage == .full && !isFiltered
        return [
            Column("#", 3...3, isRightAligned: true) { row in
                let text: RoleText =
                    switch row {
                    case .ranked(let app): .rank(app.rank.value, .heading)
                    case .dropped(let app): RoleText(app.isConfirmed ? Symbol.dropped : Symbol.unconfirmed, .loss)
                    }
                return text.highlighted(flash.role(of: row.app, in: chart))
            }
            .field("time", .csv) { _ in .of(table.ranking.observedAt) }
            .field("store", .csv) { _ in .text(chart.store.rawValue) }
            .field("storefront", .csv) { _ in .text(chart.storefront.code) }
            .field("chart", .csv) { _ in .text(chart.kind.slug) }
            .field("genre", .csv) { _ in .of(chart.genre?.id) }
            .field("rank") { .of($0.ranked?.rank.value) }
            .sorted("rank", isDefault: true) { $0.ranked?.rank.value },
            Column("app", minimum...min(48, widest)) { row in
                RoleText(row.name ?? row.app.text, symbols(of: row)?.isEmpty == false ? .accent : .text)
            }
            .field("app") { .text($0.app.text) }
            .field("name") { .of($0.name) }
            .sorted("name") { $0.name?.lowercased() },
            Column("developer", 12...34, priority: 3) { RoleText(developer(of: $0) ?? "", .faint) }
                .field("developer") { .of($0.ranked?.developer) }
                .field("edition", .csv) { _ in .text(chart.edition.rawValue) }
                .field("coverage", .csv) { _ in .text(isWhole ? "full" : "partial") }
                .sorted("developer") { $0.ranked?.developer?.lowercased() },
        ]
    }

    private var changeColumn: Column<Row> {
        Column(changeTitle, changeWidth...changeWidth, isRightAligned: true, at: 1) { row in
            switch row {
            case .ranked(let app): changeText(app)
            case .dropped(let app): RoleText("#\(app.lastRank.value)", .loss)
            }
        }
        .field("previousRank") { .of($0.ranked?.previousRank?.value) }
        .field("change") { .of($0.ranked?.change) }
        .field("state") { .of($0.ranked?.state?.rawValue) }
        .field("moved", .json) { .bool(moved.contains($0.app)) }
        // Sort the largest gain first.
        .sorted("move", "move: change, ranks gained") { $0.ranked?.change.map { -$0 } }
    }

    private func historyColumns(sparkColumns: Int, hasDetail: Bool) -> [Column<Row>] {
        let week = RankHistory.weekTitle(to: weekEnd, asOf: instant, columns: sparkColumns, in: zone)
        let spark = Column<Row>(week, sparkColumns...sparkColumns, priority: 2) { row in
            sparkline(of: row.app, columns: sparkColumns)
        }
        return (sparkColumns > 0 ? [spark] : []) + [
            Column("best", 4...4, priority: hasDetail ? 5 : 4, isRightAligned: true) { row in
                best(of: row.app).map { .rank(Int($0), .text) } ?? RoleText("")
            }
            .sorted("best") { best(of: $0.app) },
            Column("days", 4...4, priority: hasDetail ? 6 : 5, isRightAligned: true) { row in
                RoleText(NumberFormat.grouped(days(of: row.app)), .faint)
            }
            .sorted("days", "days on chart") { -days(of: $0.app) },
            .hidden.sorted("growth", "growth: change of estimated downloads") { row in
                row.ranked.flatMap { app in app.previousRank.map { -Double($0.value) / Double(app.rank.value) } }
            },
        ]
    }

    /// Returns the column of estimated downloads, or only its export fields if it isn't shown or no anchor applies. A
    /// cell is "~58k–520k", or `·` if the app isn't ranked.
    private func demandColumns(priority: Int) -> [Column<Row>] {
        func range(_ row: Row) -> ClosedRange<Double>? { row.ranked.flatMap { demand(at: $0.rank) } }
        let fields = Column<Row>.hidden.field("demand", .json) { row in
            range(row).map { range in
                .object([
                    ("low", .of(range.lowerBound)), ("high", .of(range.upperBound)),
                    ("kind", .text(FigureKind.estimate.rawValue)),
                ])
            } ?? .null
        }
        .field("demandLow", .csv) { .of(range($0)?.lowerBound) }
        .field("demandHigh", .csv) { .of(range($0)?.upperBound) }
        .field("demandKind", .csv) { range($0).map { _ in .text(FigureKind.estimate.rawValue) } }
        guard demand != nil, showsEstimates else { return [fields] }
        return [
            fields,
            Column("est./day", 11...11, priority: priority, isRightAligned: true) { row in
                RoleText(orNoData: range(row).map { FigureKind.estimate.mark + NumberFormat.shortRange($0) }, .faint)
            },
        ]
    }

    /// The column of daily downloads in the last week; hidden if no app in the chart has counts.
    private var downloadsColumn: Column<Row> {
        func daily(_ row: Row) -> DailySparkline? {
            counted.contains(row.app) ? ledger.dailyDownloads(of: row.app, asOf: instant) : nil
        }
        let column: Column<Row> =
            counted.isEmpty
            ? .hidden
            // The cell is wider than its title, so that the next title isn't read as part of it.
            : Column("downloads", 10...10, priority: 1, at: 4) { RoleText(daily($0)?.text ?? "", .bar) }
        return column.field("downloads", .json) { daily($0)?.json }
    }

    /// Returns the width of the weekly sparkline: the wide one if there is enough room, otherwise the narrow one; 0 if
    /// the chart has been followed for less than a day.
    func sparkColumns(width: Int, hasDetail: Bool) -> Int {
        guard RankHistory.hasWeek(of: ledger.rankings[table.ranking.chart], upTo: weekEnd) else { return 0 }
        guard hasDetail else { return width >= 70 ? Self.fineSparkline : 14 }
        let all = columns(sparkColumns: Self.fineSparkline, hasDetail: true).compactMap(\.heading)
        return width >= all.map(\.minimum).reduce(0, +) + all.count - 1 ? Self.fineSparkline : 14
    }

    // MARK: Cells

    private var changeWidth: Int { max(4, displayWidth(changeTitle)) }

    /// Returns an app's change. If the newest snapshot moved the app, the change is bold, with a leading `•` if the
    /// column has room for it.
    private func changeText(_ app: RankedApp) -> RoleText {
        var change = RoleText.change(app.state, app.change)
        guard moved.contains(app.app) else { return change }
        if displayWidth(change.text) < changeWidth { change.text = Symbol.changed + change.text }
        change.isBold = true
        return change
    }

    private func developer(of row: Row) -> String? {
        switch row {
        case .ranked(let app): app.developer
        case .dropped(let app): ledger.registry.appName(of: app.app, in: chart.storefront, asOf: instant)?.developer
        }
    }

    private func best(of app: AppID) -> UInt16? {
        bestRanks.value(for: app) { ledger.rankRecord(of: app, in: chart, asOf: instant)?.best }
    }

    private func days(of app: AppID) -> Int {
        listedDays.value(for: app) { ledger.listedDays(of: app, in: chart, asOf: instant) }
    }

    private func sparkline(of app: AppID, columns: Int) -> RoleText {
        sparklines.value(for: SparklineKey(app: app, columns: columns)) {
            RankHistory(
                of: app,
                in: chart,
                ledger: ledger,
                asOf: instant,
                from: weekEnd - 7 * 86_400,
                longestHold: longestHold
            )
            .sparkline(columns: columns, upTo: weekEnd)
        }
    }
}
