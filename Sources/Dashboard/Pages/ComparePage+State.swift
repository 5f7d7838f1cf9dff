import Canvas
import Growth
import History
import Market

extension DashboardState {
    var compareReport: CompareReport? { comparison(of: route) }

    func comparison(of route: Route) -> CompareReport? {
        CompareReport(
            route.compared,
            data: data,
            library: library,
            asOf: route.playhead.instant,
            alignedAt: route.origin
        )
    }

    /// The launch that the selected row means.
    func comparedFocus(in report: CompareReport) -> Int {
        guard !route.compared.isEmpty else { return 0 }
        let id: String =
            switch route.compared[selection(of: route.compared.count)] {
            case .launch(let id): id
            case .app(let app): library.launch(of: app)?.id ?? app.text
            }
        return report.entrants.firstIndex { $0.id == id } ?? 0
    }

    func compareCurves(of report: CompareReport, theme: Theme) -> CompareCurves {
        CompareCurves(
            report: report,
            focus: comparedFocus(in: report),
            view: route.view ?? report.openingView,
            isOther: route.hasOtherAxis,
            ages: route.ages,
            showsBand: route.showsBand,
            theme: theme
        )
    }

    /// Goes on through the sentences that are not always in sight.
    mutating func scrollSentences(by step: Int) {
        guard let report = compareReport else { return }
        let sentences = CompareSummary(report, compareCurves(of: report, theme: theme), theme: theme)
        route.firstRow = min(sentences.lastFirst, max(0, route.firstRow + step))
    }

    /// Ages in seconds that the page shows.
    var comparedAges: ClosedRange<Int64> {
        compareReport.map { compareCurves(of: $0, theme: theme).window.shown } ?? 0...Day.secondsPerDay
    }

    /// Of the selected launch: its totals, how it stands against the first, and the published figures.
    var compareCards: [FigureCard] {
        guard let report = compareReport else { return [] }
        let focus = comparedFocus(in: report)
        return report.cards(of: focus) + publishedCards(of: report.entrants[focus])
    }

    private func publishedCards(of entrant: ComparedLaunch) -> [FigureCard] {
        let source = library.launch(of: entrant.app) == nil ? data : library
        guard let report = AppReport(of: entrant.app, in: source, asOf: instant, zone: zone, launch: entrant.launch)
        else { return [] }
        return report.observations.filter { LaunchCurve.metrics.contains($0.metric) }
            .sorted { $0.period.lastDay < $1.period.lastDay }
            .map { FigureCard($0, of: report) }
    }
}
