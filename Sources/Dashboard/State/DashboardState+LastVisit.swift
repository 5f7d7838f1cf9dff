import History
public import Market
import TimeSeries

extension DashboardState {
    /// The maximum number of rank changes named in the text about the last visit.
    private static let namedMoveLimit = 3

    /// Returns what changed since the user last quit the dashboard, in one line: "since 14:02: US #84 → #12; u lists all
    /// changes". Names the changes of the apps on the watchlist, or else counts those of the page's chart.
    ///
    /// - Returns: `nil` if there is no data from before or after the last visit, or if there are no rank changes in the
    ///   charts loaded so far and others are still being loaded.
    /// - Complexity: O(charts · entries).
    public func changesText(since visit: Timestamp) -> String? {
        guard let span = data.span, span.start <= visit, visit < span.end else { return nil }
        let time = RankMilestoneText.time(visit, asOf: now, in: zone)
        let changes = data.watchlist.isEmpty ? chartChange(since: visit) : watchlistChanges(since: visit)
        if changes == nil, data.pending != nil { return nil }
        return "since \(time): \(changes ?? "no rank changes"); \(commands.label(.changes)) lists all changes"
    }

    /// The rank changes of the apps on the watchlist, the best ranks first; `nil` if there are none.
    private func watchlistChanges(since visit: Timestamp) -> String? {
        var moves: [(chart: Chart, move: RankMovers.Move)] = []
        for chart in data.charts {
            for move in self.moves(in: chart, since: visit) where data.watchlist.contains(data.registry.app(move.id)) {
                moves.append((chart, move))
            }
        }
        guard !moves.isEmpty else { return nil }
        moves.sort { first, second in
            let (mine, theirs) = (first.move.to ?? .max, second.move.to ?? .max)
            return mine == theirs ? first.chart < second.chart : mine < theirs
        }
        // One kind of chart needs no name.
        let isOneKind = moves.allSatisfy {
            $0.chart.kind == moves[0].chart.kind && $0.chart.genre == moves[0].chart.genre
        }
        let named = moves.prefix(Self.namedMoveLimit).map { chart, move -> String in
            let app = data.registry.app(move.id)
            let name = data.watchlist.count > 1 ? "\(data.name(of: app, in: chart.storefront, asOf: now)) " : ""
            let place = isOneKind ? chart.storefront.label : chart.shortTitle
            return "\(name)\(place) \(Self.text(move.from)) → \(Self.text(move.to))"
        }
        let rest = moves.count - named.count
        return named.joined(separator: ", ") + (rest > 0 ? " and \(rest) more" : "")
    }

    /// The number of changes in the page's chart; `nil` if there are none.
    private func chartChange(since visit: Timestamp) -> String? {
        guard let chart = route.chart,
            let movers = data.rankings[chart]?.movers(from: visit.seconds, to: now.seconds), !movers.isEmpty
        else { return nil }
        let moved = movers.risers.count + movers.fallers.count
        return "\(chart.shortTitle): \(movers.entries.count) new, \(movers.exits.count) dropped out, \(moved) moved"
    }

    private func moves(in chart: Chart, since visit: Timestamp) -> [RankMovers.Move] {
        guard let movers = data.rankings[chart]?.movers(from: visit.seconds, to: now.seconds) else { return [] }
        return movers.entries + movers.exits + movers.risers + movers.fallers
    }

    private static func text(_ rank: UInt16?) -> String { rank.map { "#\($0)" } ?? "not ranked" }
}
