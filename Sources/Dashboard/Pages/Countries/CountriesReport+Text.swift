import Canvas
import History
import Market
import TimeSeries

extension CountriesReport {
    /// The chart's title: "Top Free", preceded by the store if the data has several stores.
    var chartTitle: String {
        let title = chart.titleWithoutStorefront
        return Set(ledger.charts.map(\.store)).count > 1 ? "\(chart.store.name), \(title)" : title
    }

    /// Returns the summary and its shorter forms, which name fewer leaders, longest first.
    func makeSummaries() -> [String] { view == .leaders ? (1...3).reversed().map(summary) : [summary(naming: 3)] }

    /// Returns a one-line summary: "#1 in 2, top 10 in 7, ranked in 9 of 12 countries, not ranked in 2, no data for 1", or
    /// the leaders with the number of countries they lead.
    private func summary(naming count: Int) -> String {
        let total = "\(all.count) \(all.count == 1 ? "country" : "countries")"
        let unknown = all.count { $0.rankStatus == nil }
        let current = current
        let outdated = all.count - current.count
        let old = outdated > 0 ? "\(outdated) not current" : nil
        guard view == .app else {
            let leaders = leaders.filter { $0.count > 0 }
            let named = leaders.prefix(count).map { "\($0.name) (\($0.count))" }
            let rest = leaders.dropFirst(count)
            let others =
                rest.isEmpty ? [] : ["\(NumberFormat.count(rest.count, "other")) (\(rest.reduce(0) { $0 + $1.count }))"]
            let known = current.count - unknown
            guard known > 0 else { return "no data for \(total)" }
            let area = known < all.count ? "\(known) of \(total)" : total
            let missing = [old, unknown > 0 ? "no data for \(unknown)" : nil].compactMap(\.self).map { "; \($0)" }
            return "#1 in \(area): \((named + others).joined(separator: ", "))\(missing.joined())"
        }
        let ranks = current.compactMap { $0.rankStatus?.rank?.value }
        let firsts = ranks.count { $0 == 1 }
        let top = ranks.count { $0 <= 10 }
        let unranked = current.count - unknown - ranks.count
        let parts = [
            firsts > 0 ? "#1 in \(firsts)" : nil, top > firsts ? "top 10 in \(top)" : nil,
            "ranked in \(ranks.count) of \(total)", unranked > 0 ? "not ranked in \(unranked)" : nil,
            old, unknown > 0 ? "no data for \(unknown)" : nil,
        ]
        return parts.compactMap { $0 }.joined(separator: ", ")
    }

    /// Returns the other charts of the store that ranked the app, as text: "also in Top Grossing; Top Free, Games"; `nil`
    /// if there are none.
    func findOtherCharts() -> String? {
        guard let app else { return nil }
        var titles: [String] = []
        for other in ledger.charts(thatMayList: app) where other.store == chart.store && !other.isSame(as: chart) {
            let title = other.titleWithoutStorefront
            guard !titles.contains(title), ledger.wasListed(app, in: other, asOf: instant) else { continue }
            titles.append(title)
        }
        guard !titles.isEmpty else { return nil }
        let rest = titles.count > 3 ? " and \(titles.count - 3) more" : ""
        return "also in \(titles.prefix(3).joined(separator: "; "))\(rest)"
    }
}

extension CountriesReport: PlainReport {
    func exportedRows(as format: ExportFormat) -> ExportedRows { ExportedRows(rows.count, of: all.count) }

    var text: String {
        let subject = app.map { ledger.name(of: $0, asOf: instant) } ?? "leaders"
        let head = [
            DisplayText("\(subject): \(chartTitle)").text, "as of \(TimeFormat.instant(instant, in: zone))",
            DisplayText(summary).text, "",
        ]
        return (head + content(theme: .mono).lines).joined(separator: "\n")
    }

    var json: JSONText {
        .object([
            ("store", .text(chart.store.rawValue)), ("kind", .text(chart.kind.slug)), ("genre", .of(chart.genre?.id)),
            ("edition", .text(chart.edition.rawValue)), ("app", .of(app?.text)),
            ("name", .of(app.map { ledger.name(of: $0, asOf: instant) })),
            ("asOf", .of(instant)), ("window", .int(window)), ("storefronts", jsonRows),
        ])
    }
}
