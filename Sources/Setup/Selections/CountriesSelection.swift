import Collector
import Dashboard
import Formats
import History
import Market

/// Finds the chart, in all storefronts, and the app that a command names.
package struct CountriesSelection {
    /// A kind of chart, or an app to select a chart that lists it.
    private let subject: String
    private let genre: GenreName
    /// The app; `nil` for the #1 app of each storefront.
    private let app: String?
    private let source: DataSource

    package init(_ subject: String, _ genre: GenreName, app: String?, from source: DataSource) {
        (self.subject, self.genre, self.app, self.source) = (subject, genre, app, source)
    }

    /// Returns the page of the chart in all storefronts.
    ///
    /// - Parameter window: The number of seconds over which changes are measured.
    /// - Throws: An error if there is no such chart or app. If the chart isn't found, the error lists the available
    ///   charts.
    package func page(_ setup: Setup, window: Int64) throws -> PageSelection {
        let (chart, app, ledger, end) = try find(setup)
        let name = app.map { ledger.name(of: $0, asOf: end) } ?? "top apps"
        return PageSelection(.countries(chart, app), in: ledger, end: end, title: name, window: window)
    }

    /// Finds the chart in one of its storefronts and the app (`nil` for the #1 app of each storefront), and returns them
    /// with a ledger that contains them and the time of the last data in the source.
    private func find(
        _ setup: Setup
    ) throws -> (chart: Chart, app: AppID?, ledger: LedgerSnapshot, end: Timestamp) {
        let kind = ChartKind(subject)
        func matches(_ chart: Chart) -> Bool { chart.kind == kind && genre.matches(genreOf: chart) }
        let ledger = try setup.ledger(from: source.name, decoder: source.decoder, where: matches).snapshot
        let named = try app.map { name throws(Failure) in try ledger.app(named: name) }
        let end = try setup.lastObservation(from: source.name) ?? ledger.span?.end ?? SystemClock.now()
        if let chart = Self.widest(ledger.charts.filter(matches)) { return (chart, named, ledger, end) }
        if let message = genre.errorMessage(in: source.decoder.defaults.store ?? .appStore) { throw Failure(message) }
        // The subject is an unknown chart, or the name of an app.
        let isUnlisted = !ledger.hasApp(named: subject)
        let watched = isUnlisted ? ledger.watchedApp(named: subject, among: StateFile.watchedApps()) : nil
        guard app == nil, !ledger.charts.contains(where: { $0.kind == kind }), !isUnlisted || watched != nil
        else { throw notFound(in: ledger, setup) }
        let found = try watched ?? ledger.app(named: subject)
        let ranked = ledger.rankRecords(of: found, asOf: end).map(\.chart)
        // The page of an app on the watchlist shows where it isn't ranked.
        let charts = (ranked.isEmpty && watched != nil ? ledger.charts : ranked).filter(genre.matches(genreOf:))
        let free = charts.filter { $0.kind == .topFree }
        guard let chart = Self.widest(free.isEmpty ? charts : free) else {
            throw Failure("\(ledger.name(of: found, asOf: end)): not ranked in any matching chart")
        }
        return (chart, found, ledger, end)
    }

    /// Returns one of the charts, with the most frequent combination of store, kind and edition; `nil` if there are no
    /// charts.
    private static func widest(_ charts: [Chart]) -> Chart? {
        let editions = Dictionary(grouping: charts) { "\($0.store.rawValue) \($0.kind.slug) \($0.edition.rawValue)" }
        return editions.max { ($0.value.count, $1.key) < ($1.value.count, $0.key) }?.value.first
    }

    private func notFound(in ledger: LedgerSnapshot, _ setup: Setup) -> any Error {
        guard ChartKind(subject) != nil else {
            return UsageError(
                "unknown chart or app \"\(subject)\"; use KIND [GENRE], such as top-free games, or an app id"
            )
        }
        var known: [String] = []
        for chart in ledger.charts {
            let name = [chart.kind.slug, chart.genre?.slug].compactMap { $0 }.joined(separator: " ")
            if !known.contains(name) { known.append(name) }
        }
        let list = TextList.start(of: known)
        let source = setup.label(of: source)
        return Failure("chart or app \"\(subject)\" not found in \(source); available: \(list.isEmpty ? "none" : list)")
    }
}
