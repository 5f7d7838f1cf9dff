package import Alerts
import Archive
import Formats
import History
package import Market
package import Settings

/// The reasons why alert rules in the settings can't fire, as far as can be determined from the settings and the
/// archive.
package struct RuleReaches {
    /// The rules in order, each with the reason why it can't fire or does something unexpected. The reason is `nil` if
    /// no problem was found.
    package let rules: [(settings: AlertSettings, reach: RuleReach?)]
    /// Whether a source in the settings or in the last recording polls ratings.
    private let pollsRatings: Bool

    /// The length of the period to read from the archive, in seconds. The period ends at the archive's last snapshot.
    private static let period = 2 * Day.secondsPerDay

    /// Checks the rules in the settings.
    ///
    /// - Parameters:
    ///   - changes: The apps that the user added to the watchlist (`true`) or removed from it (`false`) in the
    ///     dashboard.
    ///   - archive: The archive with the charts; `nil` if there is none.
    package init(_ configuration: Configuration, changes: [AppID: Bool], archive: String?) {
        // Sources from the command line aren't in the settings, but in the archive's status.
        let recorded = (archive.map(SourceStatusFile.read) ?? []).compactMap { try? SourceName($0.source) }
        let names = configuration.sources.compactMap { try? $0.name() } + recorded
        pollsRatings = names.contains { if case .ratings = $0 { true } else { false } }
        guard !configuration.alerts.isEmpty else {
            rules = []
            return
        }
        let last = archive.flatMap { path in try? ArchiveReader(path).lastSeen() } ?? SystemClock.now()
        var ledger = SourceLoader.recent(archive ?? "", configuration, since: last - Self.period)
        ledger.watch(entries: configuration.watchlist)
        ledger.watch(changes: changes)
        let snapshot = ledger.snapshot
        let polled = Self.polled(names)
        let reviewed = Self.reviewed(names)
        rules = configuration.alerts.map { settings in
            let reach = RuleReach(of: settings.rule, in: snapshot, polled: polled, reviewed: reviewed)
            // The status of sources isn't read.
            return (settings, reach?.problem == .noSources ? nil : reach)
        }
    }

    /// Warnings about rules that can't fire, such as "[[alert]] 2: enters top 200: can't fire: …".
    package var warnings: [String] {
        zip(1..., rules).compactMap { number, rule in
            guard let reach = rule.reach, reach.isFinal || isUnpolled(reach) else { return nil }
            return "[[alert]] \(number): \(rule.settings.rule.text): \(reach.text)\(Self.advice(on: reach))"
        }
    }

    /// Returns whether a rule waits for data that no source in the settings polls.
    private func isUnpolled(_ reach: RuleReach) -> Bool { reach.problem == .noRatings && !pollsRatings }

    private static func advice(on reach: RuleReach) -> String {
        switch reach.problem {
        case .emptyWatchlist: "; add apps to [watchlist] or set \"app\""
        case .notPolled, .noSnapshots: "; add a [[source]] for it"
        case .noRatings: "; the config file has none"
        case .reviewsNotPolled: "; add a [[source]] such as appstore:reviews/us"
        case .tooShort, .belowEnd, .noSources, .unlisted, .noCounts, .noReviews: ""
        }
    }

    /// Returns the charts of the sources; `nil` if a source could have any chart.
    private static func polled(_ names: [SourceName]) -> [Chart]? {
        var charts: [Chart] = []
        for name in names where name.providesCharts {
            guard let chart = AppStoreFeed.chart(of: name) else { return nil }
            charts.append(chart)
        }
        return charts
    }

    /// Returns the storefronts in which the sources poll reviews.
    private static func reviewed(_ names: [SourceName]) -> Set<Storefront> {
        Set(
            names.flatMap { name -> [Storefront] in
                guard case .reviews(let storefronts) = name else { return [] }
                return storefronts
            }
        )
    }
}
