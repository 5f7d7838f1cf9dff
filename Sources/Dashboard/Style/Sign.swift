/// The signs on screens and in exports.
enum Sign {
    /// No data, as opposed to zero.
    static let noData = "·"
    /// The app isn't in the chart.
    static let notRanked = "–"
    /// Missing from the latest snapshot only.
    static let unconfirmed = "?"
    /// The app left the chart.
    static let dropped = "out"
    static let new = "NEW"
    static let returned = "RE"
    static let up = "▲"
    static let down = "▼"
    /// Changed by the newest snapshot.
    static let changed = "•"
    /// Publishers disagree.
    static let conflict = "≠"
    /// Marked for comparison.
    static let marked = "+"
    static let onWatchlist = "*"
    /// On the watchlist, and at the top of the chart for that reason.
    static let pinned = "^"
    static let milestone = "◆"
    static let launch = "●"
    static let event = "◇"
    /// The app left a store.
    static let delisted = "■"
    static let ok = "✓"
    static let failed = "✗"
    static let live = "●"
    /// Live, but every source is stale.
    static let stale = "○"

    /// A group of related signs in the help.
    struct LegendSection: Hashable {
        let title: String
        let rows: [LegendRow]
    }

    struct LegendRow: Hashable {
        let sign: String
        let meaning: String
    }

    /// All signs that can appear, in the order of the help.
    static let legend: [LegendSection] = [
        LegendSection(
            title: "before a number",
            rows: [
                LegendRow(sign: "~", meaning: "estimate: the output of a model"),
                LegendRow(sign: "“", meaning: "claim: stated by an interested party"),
                LegendRow(sign: "=", meaning: "derived: calculated by launchtop from other figures"),
                LegendRow(sign: "≥ ≤", meaning: "at least, at most"),
                LegendRow(sign: "#", meaning: "rank"),
                LegendRow(sign: "×", meaning: "speed of the replay; factor"),
                LegendRow(sign: "Δ", meaning: "change over a period: Δ24h"),
                LegendRow(sign: "Σ", meaning: "total over several days without a daily split"),
            ]
        ),
        LegendSection(
            title: "in a table cell",
            rows: [
                LegendRow(sign: noData, meaning: "no data (not zero)"),
                LegendRow(sign: notRanked, meaning: "not ranked; in a change column of My launch: unchanged"),
                LegendRow(sign: ">100", meaning: "not ranked in a chart of 100 entries"),
                LegendRow(sign: "\(up) \(down)", meaning: "ranks gained, ranks lost"),
                LegendRow(sign: "(empty)", meaning: "no change in rank, or no earlier snapshot"),
                LegendRow(sign: "\(new) \(returned)", meaning: "new in the chart, back in the chart"),
                LegendRow(sign: dropped, meaning: "dropped out of the chart"),
                LegendRow(sign: unconfirmed, meaning: "missing from the latest snapshot only (unconfirmed)"),
                LegendRow(sign: "▁▃█", meaning: "a value per column: daily counts or ranks"),
                LegendRow(sign: "╌", meaning: "day known only within a total"),
                LegendRow(sign: changed, meaning: "changed by the newest snapshot"),
                LegendRow(sign: "stale", meaning: "no new data from this source for too long"),
            ]
        ),
        LegendSection(
            title: "in the first column of a table, and before a name",
            rows: [
                LegendRow(sign: marked, meaning: "marked for comparison"),
                LegendRow(sign: onWatchlist, meaning: "on the watchlist"),
                LegendRow(sign: pinned, meaning: "on the watchlist, and pinned to the top of the chart"),
            ]
        ),
        LegendSection(
            title: "before a name or a line",
            rows: [
                LegendRow(sign: "▸", meaning: "selected"),
                LegendRow(sign: conflict, meaning: "publishers disagree"),
                LegendRow(sign: "!", meaning: "alert"),
                LegendRow(sign: "\(ok) \(failed)", meaning: "OK, failed"),
            ]
        ),
        LegendSection(
            title: "on the timeline and in charts",
            rows: [
                LegendRow(sign: "◉", meaning: "cursor: the time shown"),
                LegendRow(sign: milestone, meaning: "milestone"),
                LegendRow(sign: "“", meaning: "claim"),
                LegendRow(sign: launch, meaning: "launch (day 0); the last point of a line"),
                LegendRow(sign: event, meaning: "event"),
                LegendRow(sign: delisted, meaning: "delisted"),
                LegendRow(sign: "▒", meaning: "day in progress; the uncertain part of a bar"),
                LegendRow(sign: "├╌ Σ ╌┤", meaning: "days of a total without a daily split"),
            ]
        ),
        LegendSection(
            title: "in the header",
            rows: [
                LegendRow(sign: "\(live) LIVE", meaning: "live"),
                LegendRow(sign: "\(stale) LIVE", meaning: "live, but every source is stale"),
                LegendRow(sign: "▸ ‖", meaning: "replay playing, paused"),
            ]
        ),
    ]
}
