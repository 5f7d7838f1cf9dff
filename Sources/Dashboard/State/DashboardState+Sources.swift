import Canvas
import History
import Market

extension DashboardState {
    /// The figures of the selection with their sources. `y` copies the first one.
    var figureCards: [FigureCard] {
        switch route.page {
        case .charts: chartCards
        case .app: appCards
        case .launches: launchListReport.rows.isEmpty ? [] : launchCards
        case .countries: countriesReport.map { $0.cards(at: selection(in: $0)) } ?? []
        case .milestones: milestoneCards
        case .compare: compareCards
        case .sources: sourceCards
        }
    }

    private var chartCards: [FigureCard] {
        guard let chart = route.chart, let report = selectedApp.flatMap({ report(of: $0) }) else { return [] }
        let others = report.charts.filter { $0 != chart }
        let chartReport = chartReport
        let demand = chartReport?.demandCard(of: report.app).map { [$0] } ?? []
        let movement =
            chartReport.flatMap { ChartMovement(of: $0.table, in: ledger)?.card(in: zone) }.map { [$0] } ?? []
        let ranks = ([chart] + others).compactMap { FigureCard(rankIn: $0, of: report) }
        return ranks.prefix(1) + demand + ranks.dropFirst() + movement
    }

    private var milestoneCards: [FigureCard] {
        let report = milestonesReport
        return report.cards(at: selection(in: report))
    }

    private var appCards: [FigureCard] {
        guard let report = appReport else { return [] }
        var cards = report.cards
        let selected = selection(of: report.charts.count)
        if report.charts.indices.contains(selected), cards.indices.contains(selected) {
            cards.insert(cards.remove(at: selected), at: 0)
        }
        return cards + growth(of: report, in: report.charts).knownLines.map { FigureCard($0, of: report.name) }
    }

    private var launchCards: [FigureCard] {
        let rows = launchListReport.rows
        let launch = rows[selection(of: rows.count)].launch
        guard let report = report(of: launch.app, launch: launch.id) else { return [] }
        return report.observations.sorted { $0.period.lastDay < $1.period.lastDay }.map { FigureCard($0, of: report) }
    }

    private var sourceCards: [FigureCard] {
        let report = sourceReport
        guard !report.sources.isEmpty else { return [] }
        let source = report.sources[selection(of: report.sources.count)]
        let lines = report.details(of: source, theme: .mono).map { FigureCard.Line(label: "", text: $0.text) }
        let age = source.newestData.map { TimeFormat.age(now - $0) + " old" } ?? "no data yet"
        return [FigureCard(title: source.source, value: age, kind: .observed, lines: lines)]
    }

    mutating func showBass() {
        guard !bassCards.isEmpty else {
            message = "no daily downloads to fit"
            return
        }
        mode = .overlay(Overlay(kind: .bass))
    }

    /// Bass diffusion models fitted to the downloads of an App page. Expensive; only computed on request.
    var bassCards: [FigureCard] { appReport.map { BassReport(of: $0).cards } ?? [] }

    mutating func showInfo() {
        guard !figureCards.isEmpty else {
            message = "no figures here"
            return
        }
        mode = .overlay(Overlay(kind: .info))
    }
}
