/// The symbols used on screens and in exports.
enum Symbol {
    /// The symbol for no data, as opposed to zero.
    static let noData = "·"
    /// The symbol for an app that isn't in the chart.
    static let notRanked = "–"
    /// The symbol for an app that is missing from the latest snapshot only.
    static let unconfirmed = "?"
    /// The text for an app that dropped out of the chart.
    static let dropped = "out"
    static let new = "NEW"
    static let returned = "RE"
    static let up = "▲"
    static let down = "▼"
    /// The symbol for a row that the newest snapshot changed.
    static let changed = "•"
    /// The symbol for figures about which publishers disagree.
    static let conflict = "≠"
    /// The symbol for an item that is marked for comparison.
    static let marked = "+"
    static let onWatchlist = "*"
    /// The symbol for an app on the watchlist that is pinned to the top of the chart.
    static let pinned = "^"
    static let milestone = "◆"
    static let launch = "●"
    static let event = "◇"
    /// The symbol for the removal of an app from a store.
    static let delisted = "■"
    static let ok = "✓"
    static let failed = "✗"
    static let live = "●"
    /// The symbol for a live view that receives no new data.
    static let stale = "○"

    /// Returns a number of ranks gained, or lost if it's negative: "▲52", "▼3".
    static func change(_ ranks: Int) -> String { ranks > 0 ? "\(up)\(ranks)" : "\(down)\(-ranks)" }

    /// A group of related symbols in the help.
    struct LegendSection: Hashable {
        let title: String
        let rows: [LegendRow]
    }

    struct LegendRow: Hashable {
        let symbol: String
        let meaning: String
    }

    /// All symbols that can appear, in the order of the help.
    static let legend: [LegendSection] = [
        LegendSection(
            title: "before a number",
            rows: [
                LegendRow(symbol: "~", meaning: "estimate: the output of a model"),
                LegendRow(symbol: "“", meaning: "claim: stated by an interested party"),
                LegendRow(symbol: "=", meaning: "derived: calculated by launchtop from other figures"),
                LegendRow(symbol: "≥ ≤", meaning: "at least, at most"),
                LegendRow(symbol: "#", meaning: "rank"),
                LegendRow(symbol: "×", meaning: "speed of the replay; factor"),
                LegendRow(symbol: "Δ", meaning: "change over a period: Δ24h"),
                LegendRow(symbol: "Σ", meaning: "total over several days without a daily split"),
            ]
        ),
        LegendSection(
            title: "in a table cell",
            rows: [
                LegendRow(symbol: noData, meaning: "no data (not zero)"),
                LegendRow(symbol: notRanked, meaning: "not ranked; in a change column of My launch: unchanged"),
                LegendRow(symbol: ">100", meaning: "not ranked in a chart of 100 entries"),
                LegendRow(symbol: "\(up) \(down)", meaning: "ranks gained, ranks lost"),
                LegendRow(symbol: "(empty)", meaning: "no change in rank, or no earlier snapshot"),
                LegendRow(symbol: "\(new) \(returned)", meaning: "new in the chart, back in the chart"),
                LegendRow(symbol: dropped, meaning: "dropped out of the chart"),
                LegendRow(symbol: unconfirmed, meaning: "missing from the latest snapshot only (unconfirmed)"),
                LegendRow(symbol: "▁▃█", meaning: "a value per column: daily counts or ranks"),
                LegendRow(symbol: "╌", meaning: "day known only within a total"),
                LegendRow(symbol: changed, meaning: "changed by the newest snapshot"),
                LegendRow(symbol: "stale", meaning: "no new data from this source for too long"),
            ]
        ),
        LegendSection(
            title: "in the first column of a table, and before a name",
            rows: [
                LegendRow(symbol: marked, meaning: "marked for comparison"),
                LegendRow(symbol: onWatchlist, meaning: "on the watchlist"),
                LegendRow(symbol: pinned, meaning: "on the watchlist, and pinned to the top of the chart"),
            ]
        ),
        LegendSection(
            title: "before a name or a line",
            rows: [
                LegendRow(symbol: "▸", meaning: "selected"),
                LegendRow(symbol: conflict, meaning: "publishers disagree"),
                LegendRow(symbol: "!", meaning: "alert"),
                LegendRow(symbol: "\(ok) \(failed)", meaning: "OK, failed"),
            ]
        ),
        LegendSection(
            title: "on the timeline and in charts",
            rows: [
                LegendRow(symbol: "◉", meaning: "cursor: the time shown"),
                LegendRow(symbol: milestone, meaning: "milestone"),
                LegendRow(symbol: "“", meaning: "claim"),
                LegendRow(symbol: launch, meaning: "launch (day 0); the last point of a line"),
                LegendRow(symbol: event, meaning: "event"),
                LegendRow(symbol: delisted, meaning: "delisted"),
                LegendRow(symbol: "▒", meaning: "day in progress; the uncertain part of a bar"),
                LegendRow(symbol: "├╌ Σ ╌┤", meaning: "days of a total without a daily split"),
            ]
        ),
        LegendSection(
            title: "in the header",
            rows: [
                LegendRow(symbol: "\(live) LIVE", meaning: "live"),
                LegendRow(symbol: "\(stale) WAITING", meaning: "no source has been polled yet"),
                LegendRow(symbol: "\(stale) FAILING", meaning: "every source of charts is failing, frozen or stale"),
                LegendRow(
                    symbol: "\(stale) POLLING STOPPED",
                    meaning: "the process that recorded the archive has stopped"
                ),
                LegendRow(symbol: "\(stale) NOT RECORDING", meaning: "no process records to the archive"),
                LegendRow(symbol: "▸ ‖", meaning: "replay playing, paused"),
            ]
        ),
    ]
}
