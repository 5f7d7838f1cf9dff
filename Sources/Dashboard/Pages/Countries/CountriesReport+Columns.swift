import Canvas
import History
import Market
import TimeSeries

extension CountriesReport {
    /// All columns, with a full-width sparkline.
    var columns: [Column<Row>] { columns(sparkColumns: 21) }

    /// Returns the table's columns. They are dropped in this order if space is short: developer, time since last seen,
    /// best rank or time in the lead, sparkline. Country, rank, leader and change are never dropped.
    ///
    /// - Parameter sparkColumns: The width of the sparkline; 0 for none.
    func columns(sparkColumns: Int) -> [Column<Row>] {
        chartColumns + (view == .leaders ? leaderColumns : rankColumns) + changeColumns
            + historyColumns(sparkColumns: sparkColumns)
    }

    private var chartColumns: [Column<Row>] {
        [
            Column("country", view == .leaders ? 14...24 : 14...26) { row in
                let (code, name) = (row.chart.storefront.label, row.chart.storefront.name)
                return RoleText(name == code ? code : "\(code) \(name)")
            }
            .field("asOf", .csv) { _ in .of(instant) }
            .field("store", .csv) { .text($0.chart.store.rawValue) }
            .field("storefront") { .text($0.chart.storefront.code) }
            .field("country", .json) { .text($0.chart.storefront.name) }
            .field("chart", .csv) { .text($0.chart.kind.slug) }
            .field("genre", .csv) { .of($0.chart.genre?.id) }
            .field("edition", .csv) { .text($0.chart.edition.rawValue) }
            .field("app") { .of($0.app?.text) }
            .field("name") { .of($0.name) }
            .sorted("country") { $0.chart.storefront.name },
            .hidden.field("rank") { .of($0.rankStatus?.rank?.value) }
                .field("listed") { .of($0.rankStatus.map { $0.rank != nil }) }
                .field("confirmed", .json) { .of($0.rankStatus.map(\.isConfirmed)) },
        ]
    }

    /// The column of one app's ranks. It sorts rows by rank, followed by rows that aren't current, rows without a rank and
    /// rows without data.
    private var rankColumns: [Column<Row>] {
        [
            Column("#", 3...3, isRightAligned: true) { rankText($0).highlighted(role(of: $0)) }
                .sorted("rank", isDefault: true) { row in
                    row.rankStatus?.rank.map { $0.value + (isOutdated(row) ? Int(UInt16.max) : 0) }
                }
        ]
    }

    /// The columns of the leaders, sorted by the number of storefronts that they lead, largest first.
    private var leaderColumns: [Column<Row>] {
        let positions = Dictionary(uniqueKeysWithValues: leaders.enumerated().map { ($1.app, $0) })
        return [
            Column("#1", 14...34) { row in
                let hasSymbols = symbols(of: row)?.isEmpty == false
                let role: Theme.Role = hasSymbols ? .accent : isStale(row) ? .stale : .heading
                return RoleText(row.name ?? Symbol.noData, role).highlighted(self.role(of: row))
            }
            .sorted("rank", isDefault: true) { row in
                row.app.flatMap { positions[$0] }.map { $0 + (isOutdated(row) ? positions.count : 0) }
            },
            Column("developer", 10...26, priority: 5) { RoleText($0.developer ?? "", .faint) },
        ]
    }

    private var changeColumns: [Column<Row>] {
        [
            Column("Δ\(changeTitle)", changeWidth...changeWidth, isRightAligned: true, cell: changeCell)
                .field("observedAt") { .of($0.rankStatus?.since) }
                .field("confirmedUntil") { .of($0.rankStatus?.seen) }
                .field("comparedTo", .json) { .of($0.rankStatus?.comparedTo) }
                .field("previousRank") { .of($0.rankStatus?.previousRank?.value) }
                .field("change") { .of($0.rankStatus?.change) }
                .field("entryRank", .json) { .of($0.climb?.first.value) }
                .field("state") { .of($0.rankStatus?.state?.rawValue) }
                .sorted("move", "move: change, ranks gained") { $0.move.map { -$0 } }
        ]
    }

    private func historyColumns(sparkColumns: Int) -> [Column<Row>] {
        let best: Column<Row> =
            view == .leaders
            // Sort the longest time in the lead first.
            ? Column("#1 for", 7...7, priority: 2, isRightAligned: true, cell: lead)
                .sorted("best") { ledger.lead(of: $0.chart, asOf: instant)?.since }
            : Column("best", 4...4, priority: 2, isRightAligned: true) { row in
                record(of: row).map { .rank(Int($0.best), .text) } ?? RoleText(Symbol.noData, .faint)
            }
            .sorted("best") { record(of: $0)?.best }
        let week = RankHistory.weekTitle(to: weekEnd, asOf: instant, columns: sparkColumns, in: zone)
        let spark = Column<Row>(week, sparkColumns...max(1, sparkColumns), priority: 1) { row in
            sparkline(of: row, columns: sparkColumns, upTo: weekEnd)
        }
        return [
            best.field("best") { .of(record(of: $0).map { Int($0.best) }) }
                .field("leadsSince", .json) {
                    view == .leaders ? .of(ledger.lead(of: $0.chart, asOf: instant)?.since) : .null
                }
        ] + (sparkColumns > 0 ? [spark] : []) + [
            Column("seen", 7...7, priority: 4, isRightAligned: true) { row in
                RoleText(
                    row.rankStatus.map { Self.age(instant - $0.seen) } ?? "never",
                    isStale(row) ? .stale : .faint
                )
            }
        ]
    }

    // MARK: Cells

    /// Returns the role of a rank change that is highlighted; `nil` if there is none.
    private func role(of row: Row) -> Theme.Role? { flash.role(of: row.app, in: row.chart) }

    private func changeCell(_ row: Row) -> RoleText {
        isStale(row) ? RoleText("stale", .stale) : changeText(of: row, changeTitle)
    }

    /// Returns the width of the change column.
    func findChangeWidth() -> Int {
        all.reduce(max(6, displayWidth("Δ\(changeTitle)"))) { max($0, min(14, displayWidth(changeCell($1).text))) }
    }

    /// Returns the title of the change column: the change window of most rows, such as "24h".
    func findChangeTitle() -> String {
        let titles = all.compactMap { $0.rankStatus.flatMap(distanceTitle) }
        let counts = Dictionary(grouping: titles) { $0 }.mapValues(\.count)
        return counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? ChartReport.length(window)
    }

    /// Returns a row's change window: "24h", or the actual time since the earlier snapshot if that differs; `nil` if
    /// there is no earlier snapshot.
    private func distanceTitle(_ rankStatus: RankStatus) -> String? {
        guard let comparedTo = rankStatus.comparedTo else { return nil }
        let distance = rankStatus.seen - comparedTo
        return ChartReport.length(abs(distance - window) <= window / 10 || distance == 0 ? window : distance)
    }

    private func rankText(_ row: Row) -> RoleText {
        guard let rankStatus = row.rankStatus else { return RoleText(Symbol.noData, .faint) }
        let isStale = isStale(row)
        guard let rank = rankStatus.rank else {
            let hasDropped = rankStatus.previousRank != nil
            return RoleText(
                rankStatus.isConfirmed ? Symbol.notRanked : Symbol.unconfirmed,
                hasDropped && !isStale ? .loss : .faint
            )
        }
        return isStale ? RoleText("\(rank.value)", .stale) : .rank(rank.value, .heading)
    }

    /// Returns a row's change: "▲52", "NEW", or "NEW ▲76" if the app has come that far since it entered the chart.
    private func changeText(of row: Row, _ title: String) -> RoleText {
        guard let rankStatus = row.rankStatus else { return RoleText("", .faint) }
        guard rankStatus.rank != nil else {
            return rankStatus.previousRank.map { RoleText("was \($0.value)", .loss) } ?? RoleText("", .faint)
        }
        var change = RoleText.change(rankStatus.state, rankStatus.change)
        guard rankStatus.state != nil, !change.text.isEmpty else { return change }
        if let climb = row.climb {
            change.text += " \(Symbol.change(climb.change))"
            return change
        }
        let distance = distanceTitle(rankStatus)
        if distance != title { change.text += "/\(distance ?? "")" }
        return change
    }

    private func record(of row: Row) -> RankRecord? {
        row.app.flatMap { ledger.rankRecord(of: $0, in: row.chart, asOf: instant) }
    }

    /// Returns the leader's time at #1 up to the newest snapshot, with "≥" if it was already #1 in the first snapshot.
    private func lead(of row: Row) -> RoleText {
        guard let lead = ledger.lead(of: row.chart, asOf: instant), let seen = row.rankStatus?.seen, !isOutdated(row)
        else {
            return RoleText(Symbol.noData, .faint)
        }
        // A single snapshot doesn't show how long the app has been #1.
        guard lead.hasKnownStart || seen > lead.since else { return RoleText(Symbol.noData, .faint) }
        return RoleText("\(lead.hasKnownStart ? "" : "≥")\(Self.age(seen - lead.since))")
    }

    private static func age(_ seconds: Int64) -> String { seconds > 0 ? TimeFormat.age(seconds) : "now" }

    private func sparkline(of row: Row, columns: Int, upTo weekEnd: Timestamp) -> RoleText {
        guard let app = row.app else { return RoleText("") }
        let history = RankHistory(
            of: app,
            in: row.chart,
            ledger: ledger,
            asOf: instant,
            from: weekEnd - 7 * Day.secondsPerDay
        )
        return history.sparkline(columns: columns, upTo: weekEnd)
    }

    /// Whether any chart has been followed for long enough to show a week's sparkline.
    var hasWeek: Bool { all.contains { RankHistory.hasWeek(of: ledger.rankings[$0.chart], upTo: weekEnd) } }
}
