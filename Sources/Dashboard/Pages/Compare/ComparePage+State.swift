import Canvas
import Growth
import History
import Market

/// What a comparison depends on, besides the data and the library.
private struct CompareReportKey: Hashable, Sendable {
    let compared: [CompareItem]
    let watched: [AppID: WatchedApp]
    let instant: Timestamp
    let origin: CompareAlignment
    let chart: Chart?
}

extension DashboardState {
    /// The report for the Compare page; `nil` if there is no data.
    var compareReport: CompareReport? { comparison(of: route) }

    /// Returns the report for a route; `nil` if there is no data.
    func comparison(of route: Route) -> CompareReport? {
        let key = CompareReportKey(
            compared: route.compared,
            watched: userState.watched,
            instant: route.playhead.instant,
            origin: route.origin,
            chart: route.chart
        )
        return reports.value(for: key) {
            CompareReport(
                key.compared,
                data: data,
                library: library,
                watched: key.watched,
                asOf: key.instant,
                alignedAt: key.origin,
                preferring: key.chart
            )
        }
    }

    /// Returns the first launch's age at the cursor, in seconds; `nil` if the cursor is at the end of the data or
    /// before the launch's origin, or if the launch has no origin.
    func comparedAge(in report: CompareReport) -> Int64? {
        guard !route.playhead.isAtEnd, let first = report.launches.first, first.missingOrigin == nil else { return nil }
        let age = report.instant - first.origin
        return age >= 0 ? age : nil
    }

    /// The reason why the launches can't be aligned: none of them has the required origin, or the event is ambiguous;
    /// `nil` if they can be aligned.
    public var misalignment: String? { compareReport?.misalignment }

    /// Returns the index of the selected row's launch in a report.
    func comparedFocus(in report: CompareReport) -> Int {
        guard !route.compared.isEmpty else { return 0 }
        let id: String =
            switch route.compared[max(0, min(route.selection, route.compared.count - 1))] {
            case .launch(let id): id
            case .app(let app): library.launch(of: app)?.id ?? app.text
            }
        return report.launches.firstIndex { $0.id == id } ?? 0
    }

    /// Returns the curves of a report.
    func compareCurves(of report: CompareReport, theme: Theme) -> CompareCurves {
        CompareCurves(
            report: report,
            focus: comparedFocus(in: report),
            view: route.view ?? report.openingView,
            isOther: route.isAxisSwitched,
            ages: route.ages,
            showsBand: route.showsBand,
            theme: theme
        )
    }

    /// Scrolls the summary lines that are shown below the table.
    ///
    /// - Parameter step: The number of lines; negative to scroll up.
    mutating func scrollSummary(by step: Int) {
        guard let report = compareReport else { return }
        let summary = CompareSummary(report, compareCurves(of: report, theme: theme), theme: theme)
        route.firstRow = min(summary.lastFirst, max(0, route.firstRow + step))
    }

    /// Returns the card of the result at the top of the page, and the cards of the selected launch: ratios to the first
    /// launch and published figures.
    func compareCards(of report: CompareReport) -> [FigureCard] {
        let focus = comparedFocus(in: report)
        let result = report.shownComparison(focus: focus).flatMap(report.leadCard)
        return (result.map { [$0] } ?? []) + report.cards(of: focus) + publishedCards(of: report.launches[focus])
    }

    /// Returns the cards of the ranks and of all figures in the compared measures.
    func creditedCards(of report: CompareReport) -> [FigureCard] {
        let measures = Set(
            report.comparison.rows.flatMap { row in [row.measure].compactMap(\.self) + row.likenesses.map(\.measure) }
        )
        return report.launches.flatMap { compared in
            let ranks = report.chart.flatMap { chart in
                appReport(of: compared).flatMap { FigureCard(rankIn: chart, of: $0) }
            }
            let counts = CountedSeries.all(of: compared.app, in: data, asOf: instant)
                .filter { measures.contains(Measure($0.counter.metric, $0.counter.scope)) }
            return [ranks].compactMap { $0 } + publishedCards(of: compared, in: measures)
                + counts.map { FigureCard($0) }
        }
    }

    private func appReport(of compared: ComparedLaunch) -> AppReport? {
        let source = library.launch(of: compared.app) == nil ? data : library
        return AppReport(of: compared.app, in: source, asOf: instant, zone: zone, launch: compared.launch)
    }

    /// Returns the cards of a launch's published figures.
    ///
    /// - Parameter measures: The measures to include; `nil` for all.
    private func publishedCards(of compared: ComparedLaunch, in measures: Set<Measure>? = nil) -> [FigureCard] {
        guard let report = appReport(of: compared) else { return [] }
        return report.observations.filter { LaunchCurve.metrics.contains($0.metric) }
            .filter { measures?.contains(Measure($0.metric, $0.scope)) ?? true }
            .sorted { $0.period.lastDay < $1.period.lastDay }
            .map { FigureCard($0, of: report) }
    }
}
