import Canvas
import History
import Market
import TimeSeries

extension CountriesReport {
    /// "Top Free", with the store if there are several.
    var chartTitle: String {
        let title = chart.titleWithoutStorefront
        return Set(ledger.charts.map(\.store)).count > 1 ? "\(chart.store.name), \(title)" : title
    }

    /// "#1 in 2, top 10 in 7, ranked in 9 of 12 countries, not ranked in 2, no data for 1", or the leaders with their counts.
    var summary: String {
        let total = "\(all.count) \(all.count == 1 ? "country" : "countries")"
        let unknown = all.count { $0.rankStatus == nil }
        guard view == .app else {
            let named = leaders.prefix(3).map { "\($0.name) (\($0.count))" }
            let rest = leaders.dropFirst(3)
            let others = rest.isEmpty ? [] : ["\(rest.count) others (\(rest.reduce(0) { $0 + $1.count }))"]
            let known = all.count - unknown
            guard known > 0 else { return "no data for \(total)" }
            let area = unknown > 0 ? "\(known) of \(total)" : total
            let suffix = unknown > 0 ? "; no data for \(unknown)" : ""
            return "#1 in \(area): \((named + others).joined(separator: ", "))\(suffix)"
        }
        let ranks = all.compactMap { $0.rankStatus?.rank?.value }
        let firsts = ranks.count { $0 == 1 }
        let top = ranks.count { $0 <= 10 }
        let unranked = all.count - unknown - ranks.count
        let parts = [
            firsts > 0 ? "#1 in \(firsts)" : nil, top > firsts ? "top 10 in \(top)" : nil,
            "ranked in \(ranks.count) of \(total)", unranked > 0 ? "not ranked in \(unranked)" : nil,
            unknown > 0 ? "no data for \(unknown)" : nil,
        ]
        return parts.compactMap { $0 }.joined(separator: ", ")
    }

    /// Other charts of the store that ranked the app: "also in Top Grossing; Top Free, Games".
    var otherCharts: String? {
        guard let app else { return nil }
        var titles: [String] = []
        for other in ledger.charts where other.store == chart.store && !other.isSame(as: chart) {
            let title = other.titleWithoutStorefront
            guard !titles.contains(title), ledger.wasListed(app, in: other, asOf: instant) else { continue }
            titles.append(title)
        }
        guard !titles.isEmpty else { return nil }
        let rest = titles.count > 3 ? " and \(titles.count - 3) more" : ""
        return "also in \(titles.prefix(3).joined(separator: "; "))\(rest)"
    }

    /// The change window of most rows.
    private var changeTitle: String {
        let titles = all.compactMap { $0.rankStatus.flatMap(distanceTitle) }
        let counts = Dictionary(grouping: titles) { $0 }.mapValues(\.count)
        return counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? ChartReport.length(window)
    }

    /// Returns "24h", or the actual time to the earlier snapshot if that differs.
    private func distanceTitle(_ rankStatus: RankStatus) -> String? {
        guard let comparedTo = rankStatus.comparedTo else { return nil }
        let distance = rankStatus.seen - comparedTo
        return ChartReport.length(abs(distance - window) <= window / 10 || distance == 0 ? window : distance)
    }

    /// Returns the table's columns. They are dropped in this order if space is short: developer, when last seen, best rank or
    /// time in the lead, sparkline. Country, rank, leader and change always stay.
    ///
    /// - Parameter sparkColumns: The width of the sparkline; 0 for none.
    func columns(sparkColumns: Int) -> [TableLayout.Column] {
        let change = "Δ\(changeTitle)"
        let week = RankHistory.weekTitle(to: weekEnd, asOf: instant, columns: sparkColumns, in: zone)
        let spark = sparkColumns > 0 ? [TableLayout.Column(week, least: sparkColumns, priority: 1)] : []
        let changeColumn = TableLayout.Column(change, least: max(6, displayWidth(change)), isRightAligned: true)
        let seen = TableLayout.Column("seen", least: 6, priority: 4, isRightAligned: true)
        guard view == .leaders else {
            return [
                .init("country", least: 14, most: 26), .init("#", least: 3, isRightAligned: true), changeColumn,
                .init("best", least: 4, priority: 2, isRightAligned: true),
            ] + spark + [seen]
        }
        return [
            .init("country", least: 14, most: 24), .init("#1", least: 14, most: 34),
            .init("developer", least: 10, most: 26, priority: 5), changeColumn,
            .init("#1 for", least: 7, priority: 2, isRightAligned: true),
        ] + spark + [seen]
    }

    /// Returns the whole table.
    func content(sparkColumns: Int, theme: Theme) -> TableContent {
        let title = changeTitle
        return TableContent(
            columns: columns(sparkColumns: sparkColumns),
            rows: rows.map { cells(of: $0, title, sparkColumns: sparkColumns, theme: theme) }
        )
    }

    /// Returns a function that creates the cells of one row, for visible rows only.
    func rowText(sparkColumns: Int, theme: Theme) -> (Int) -> [StyledText] {
        let title = changeTitle
        return { cells(of: rows[$0], title, sparkColumns: sparkColumns, theme: theme) }
    }

    private func cells(of row: Row, _ title: String, sparkColumns: Int, theme: Theme) -> [StyledText] {
        let storefront = row.chart.storefront
        let (code, name) = (storefront.label, storefront.name)
        let country = StyledText(name == code ? code : "\(code) \(name)", theme.text)
        let isStale = isStale(row)
        let spark = sparkColumns > 0 ? [StyledText(sparkline(of: row, columns: sparkColumns), theme.bar)] : []
        let seen = StyledText(
            row.rankStatus.map { Self.age(instant - $0.seen) } ?? "never",
            isStale ? theme.stale : theme.faint
        )
        let change = isStale ? StyledText("stale", theme.stale) : changeText(row.rankStatus, title, theme: theme)
        guard view == .leaders else {
            return [country, rankText(row, isStale: isStale, theme: theme), change, best(of: row, theme: theme)]
                + spark + [seen]
        }
        let leader = NamePrefix.piece(
            row.name ?? Sign.noData,
            isMarked: false,
            isOnWatchlist: row.app.map(ledger.watchlist.contains) ?? false,
            theme: theme,
            style: isStale ? theme.stale : theme.heading
        )
        return [country, leader, StyledText(row.developer ?? "", theme.faint), change, lead(of: row, theme: theme)]
            + spark + [seen]
    }

    private func rankText(_ row: Row, isStale: Bool, theme: Theme) -> StyledText {
        guard let rankStatus = row.rankStatus else { return StyledText(Sign.noData, theme.faint) }
        guard let rank = rankStatus.rank else {
            let hasDropped = rankStatus.previousRank != nil
            return StyledText(
                rankStatus.isConfirmed ? Sign.notRanked : Sign.unconfirmed,
                hasDropped && !isStale ? theme.loss : theme.faint
            )
        }
        return StyledText("\(rank.value)", isStale ? theme.stale : theme.heading)
    }

    private func changeText(_ rankStatus: RankStatus?, _ title: String, theme: Theme) -> StyledText {
        guard let rankStatus else { return StyledText("", theme.faint) }
        guard rankStatus.rank != nil else {
            return rankStatus.previousRank.map { StyledText("was \($0.value)", theme.loss) }
                ?? StyledText("", theme.faint)
        }
        let piece = RankChangeText.change(rankStatus.state, change: rankStatus.change, theme: theme)
        guard rankStatus.state != nil, !piece.text.isEmpty else { return piece }
        let distance = distanceTitle(rankStatus)
        return distance == title ? piece : StyledText("\(piece.text)/\(distance ?? "")", piece.style)
    }

    private func best(of row: Row, theme: Theme) -> StyledText {
        let record = row.app.flatMap { ledger.rankRecord(of: $0, in: row.chart, asOf: instant) }
        return record.map { StyledText("\($0.best)", theme.text) } ?? StyledText(Sign.noData, theme.faint)
    }

    /// The time in the lead up to the newest snapshot; "≥" if it was #1 in the first snapshot.
    private func lead(of row: Row, theme: Theme) -> StyledText {
        guard let lead = ledger.lead(of: row.chart, asOf: instant), let seen = row.rankStatus?.seen else {
            return StyledText(Sign.noData, theme.faint)
        }
        // A single snapshot says nothing about the time before it.
        guard lead.hasKnownStart || seen > lead.since else { return StyledText(Sign.noData, theme.faint) }
        return StyledText("\(lead.hasKnownStart ? "" : "≥")\(Self.age(seen - lead.since))", theme.text)
    }

    private static func age(_ seconds: Int64) -> String { seconds > 0 ? TimeFormat.age(seconds) : "now" }

    private func sparkline(of row: Row, columns: Int) -> String {
        guard let app = row.app else { return "" }
        let history = RankHistory(
            of: app,
            in: row.chart,
            ledger: ledger,
            asOf: instant,
            from: weekEnd - 7 * Day.secondsPerDay
        )
        return history.sparkline(columns: columns, upTo: weekEnd, heights: Self.heights)
    }

    /// The end of the sparklines' week, the same for all countries.
    private var weekEnd: Timestamp {
        RankHistory.weekEnd(asOf: instant, newest: all.compactMap { $0.rankStatus?.seen }.max() ?? instant)
    }
}
