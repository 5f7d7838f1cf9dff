import Canvas
import Growth
import History
import Market

extension DashboardState {
    var compareReport: CompareReport? { comparison(of: place) }

    func comparison(of place: Place) -> CompareReport? {
        CompareReport(
            place.compared,
            data: data,
            library: library,
            asOf: place.playhead.instant,
            alignedAt: place.origin
        )
    }

    /// The launch that the selected row means.
    func comparedFocus(in report: CompareReport) -> Int {
        guard !place.compared.isEmpty else { return 0 }
        let id: String =
            switch place.compared[selection(of: place.compared.count)] {
            case .launch(let id): id
            case .app(let app): library.launch(of: app)?.id ?? app.text
            }
        return report.entrants.firstIndex { $0.id == id } ?? 0
    }

    func compareCurves(of report: CompareReport, theme: Theme) -> CompareCurves {
        CompareCurves(
            report: report,
            focus: comparedFocus(in: report),
            view: place.view ?? report.openingView,
            isOther: place.hasOtherAxis,
            ages: place.ages,
            showsBand: place.showsBand,
            theme: theme
        )
    }

    /// Goes on through the sentences that are not always in sight.
    mutating func scrollSentences(by step: Int) {
        guard let report = compareReport else { return }
        let sentences = CompareSentences(report, compareCurves(of: report, theme: theme), theme: theme)
        place.firstRow = min(sentences.lastFirst, max(0, place.firstRow + step))
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

    private func publishedCards(of entrant: CompareEntrant) -> [FigureCard] {
        let source = library.launch(of: entrant.app) == nil ? data : library
        guard let report = AppReport(of: entrant.app, in: source, asOf: instant, zone: zone, launch: entrant.launch)
        else { return [] }
        return report.observations.filter { LaunchCurve.metrics.contains($0.metric) }
            .sorted { $0.period.lastDay < $1.period.lastDay }
            .map { FigureCard($0, of: report) }
    }
}
