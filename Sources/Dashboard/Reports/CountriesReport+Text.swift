import Canvas
import History
import Market
import TimeSeries

extension CountriesReport {
    /// "Top Free · all", with the store where there are several.
    var chartTitle: String {
        let title = "\(chart.kind.name) · \(chart.genreTitle)"
        return Set(ledger.charts.map(\.store)).count > 1 ? "\(chart.store.name) · \(title)" : title
    }

    /// "#1 in 2, top 10 in 7, listed in 9 of 12 countries, off in 2, not looked at in 1", or who leads how many.
    var summary: String {
        let total = "\(all.count) \(all.count == 1 ? "country" : "countries")"
        let unknown = all.count { $0.rankStatus == nil }
        guard view == .app else {
            let named = leaders.prefix(3).map { "\($0.name) \($0.count)" }
            let rest = leaders.dropFirst(3)
            let others = rest.isEmpty ? [] : ["\(rest.count) others \(rest.reduce(0) { $0 + $1.count })"]
            let parts = named + others + (unknown > 0 ? ["not known \(unknown)"] : [])
            return "\(total): " + parts.joined(separator: ", ")
        }
        let ranks = all.compactMap { $0.rankStatus?.rank?.value }
        let firsts = ranks.count { $0 == 1 }
        let top = ranks.count { $0 <= 10 }
        let off = all.count - unknown - ranks.count
        let parts = [
            firsts > 0 ? "#1 in \(firsts)" : nil, top > firsts ? "top 10 in \(top)" : nil,
            "listed in \(ranks.count) of \(total)", off > 0 ? "off in \(off)" : nil,
            unknown > 0 ? "not looked at in \(unknown)" : nil,
        ]
        return parts.compactMap { $0 }.joined(separator: ", ")
    }

    /// Other charts of the store in which the app was seen: "also in Top Grossing · all, Top Free · Games".
    var otherCharts: String? {
        guard let app else { return nil }
        var titles: [String] = []
        for other in ledger.charts where other.store == chart.store && !other.isSame(as: chart) {
            let title = "\(other.kind.name) · \(other.genreTitle)"
            guard !titles.contains(title), ledger.wasListed(app, in: other, asOf: instant) else { continue }
            titles.append(title)
        }
        guard !titles.isEmpty else { return nil }
        let rest = titles.count > 3 ? " and \(titles.count - 3) more" : ""
        return "also in \(titles.prefix(3).joined(separator: ", "))\(rest)"
    }

    /// What the change column is measured against: that to which most rows are compared.
    private var changeTitle: String {
        let titles = all.compactMap { $0.rankStatus.flatMap(distanceTitle) }
        let counts = Dictionary(grouping: titles) { $0 }.mapValues(\.count)
        return counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? ChartReport.length(window)
    }

    /// "24h", or the distance to the earlier list where that is another.
    private func distanceTitle(_ rankStatus: RankStatus) -> String? {
        guard let comparedTo = rankStatus.comparedTo else { return nil }
        let distance = rankStatus.seen - comparedTo
        return ChartReport.length(abs(distance - window) <= window / 10 || distance == 0 ? window : distance)
    }

    /// Columns go in this order where there is no room: the developer, the age of the look, the best rank or the time in
    /// front, the sparkline. Countries, ranks, leaders and changes stay.
    ///
    /// - Parameter sparkColumns: 0 for none.
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
            .init("country", least: 14, most: 24), .init("first", least: 14, most: 34),
            .init("developer", least: 10, most: 26, priority: 5), changeColumn,
            .init("for", least: 7, priority: 2, isRightAligned: true),
        ] + spark + [seen]
    }

    /// The table's words for all rows.
    func content(sparkColumns: Int, theme: Theme) -> TableContent {
        let title = changeTitle
        return TableContent(
            columns: columns(sparkColumns: sparkColumns),
            rows: rows.map { words(of: $0, title, sparkColumns: sparkColumns, theme: theme) }
        )
    }

    /// Makes the words of rows one by one, as they come in sight.
    func rowText(sparkColumns: Int, theme: Theme) -> (Int) -> [StyledText] {
        let title = changeTitle
        return { words(of: rows[$0], title, sparkColumns: sparkColumns, theme: theme) }
    }

    private func words(of row: Row, _ title: String, sparkColumns: Int, theme: Theme) -> [StyledText] {
        let place = row.chart.storefront
        let country = StyledText(place.name == place.label ? place.label : "\(place.label) \(place.name)", theme.text)
        let isOld = isOld(row)
        let spark = sparkColumns > 0 ? [StyledText(sparkline(of: row, columns: sparkColumns), theme.bar)] : []
        let seen = StyledText(
            row.rankStatus.map { Self.age(instant - $0.seen) } ?? "never",
            isOld ? theme.stale : theme.faint
        )
        let change = isOld ? StyledText("old", theme.stale) : changeText(row.rankStatus, title, theme: theme)
        guard view == .leaders else {
            return [country, rankText(row, isOld: isOld, theme: theme), change, best(of: row, theme: theme)]
                + spark + [seen]
        }
        let leader = NamePrefix.piece(
            row.name ?? "·",
            isMarked: false,
            isOnWatchlist: row.app.map(ledger.watchlist.contains) ?? false,
            theme: theme,
            style: isOld ? theme.stale : theme.heading
        )
        return [country, leader, StyledText(row.developer ?? "", theme.faint), change, lead(of: row, theme: theme)]
            + spark + [seen]
    }

    private func rankText(_ row: Row, isOld: Bool, theme: Theme) -> StyledText {
        guard let rankStatus = row.rankStatus else { return StyledText("·", theme.faint) }
        guard let rank = rankStatus.rank else {
            let hasLeft = rankStatus.previousRank != nil
            return StyledText(rankStatus.isConfirmed ? "off" : "?", hasLeft && !isOld ? theme.loss : theme.faint)
        }
        return StyledText("\(rank.value)", isOld ? theme.stale : theme.heading)
    }

    private func changeText(_ rankStatus: RankStatus?, _ title: String, theme: Theme) -> StyledText {
        guard let rankStatus else { return StyledText("", theme.faint) }
        guard rankStatus.rank != nil else {
            return rankStatus.previousRank.map { StyledText("from \($0.value)", theme.loss) }
                ?? StyledText("", theme.faint)
        }
        let piece = RankChangeText.change(rankStatus.state, places: rankStatus.change, theme: theme)
        guard rankStatus.state != nil else { return piece }
        let distance = distanceTitle(rankStatus)
        return distance == title ? piece : StyledText("\(piece.text)/\(distance ?? "")", piece.style)
    }

    private func best(of row: Row, theme: Theme) -> StyledText {
        let record = row.app.flatMap { ledger.rankRecord(of: $0, in: row.chart, asOf: instant) }
        return record.map { StyledText("\($0.best)", theme.text) } ?? StyledText("·", theme.faint)
    }

    /// How long it has been first, by the newest look; "≥" where looks do not reach back further.
    private func lead(of row: Row, theme: Theme) -> StyledText {
        guard let lead = ledger.lead(of: row.chart, asOf: instant), let seen = row.rankStatus?.seen else {
            return StyledText("·", theme.faint)
        }
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

    /// Where the week of the sparklines ends, in all countries alike.
    private var weekEnd: Timestamp {
        RankHistory.weekEnd(asOf: instant, newest: all.compactMap { $0.rankStatus?.seen }.max() ?? instant)
    }
}
