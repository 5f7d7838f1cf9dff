import History
import Market

extension DashboardState {
    mutating func choose(_ choice: Picker.Choice) -> [Effect] {
        switch choice {
        case .chart(let chart): show(chart)
        case .sort(let choice): sort(by: choice)
        case .window(let window): changeWindow = window
        case .theme(let name): _ = takeTheme(name)
        case .origin(let origin): align(at: origin)
        case .line(let text): begin(.command, text: text)
        case .app(let app): showApp(app)
        case .launch(let id): showLaunch(called: id)
        case .chartPage(let chart): showPage(of: chart)
        case .storefront(let storefront):
            if let chart = chart(called: storefront.code) { showPage(of: chart) }
        case .command(let command): return runFound(command)
        case .add(let invocation): return add(invocation)
        }
        return []
    }

    /// Shows a chart on the current page or, if that page isn't about a chart, on the Charts page.
    private mutating func show(_ chart: Chart) {
        guard route.page.type.isOfChart else { return showPage(of: chart) }
        route.chart = chart
        route.firstRow = 0
    }

    /// Shows a chart on the current page if that's the Charts page, otherwise on a new Charts page.
    private mutating func showPage(of chart: Chart) {
        if route.page == .charts { return show(chart) }
        if route.launch != nil { return open(chart, selecting: nil) }
        var next = Route(page: .charts, chart: chart, playhead: route.playhead)
        keepTime(in: &next)
        push(next)
    }

    mutating func chooseCountry() {
        pickChart("country") { $0.store == $1.store && $0.kind == $1.kind && $0.genre == $1.genre }
    }

    mutating func chooseChart() {
        pickChart("chart") { $0.store == $1.store && $0.storefront == $1.storefront }
    }

    private mutating func pickChart(_ title: String, where isAlternative: (Chart, Chart) -> Bool) {
        guard let chart = route.chart else { return }
        let charts = ledger.charts.filter { isAlternative($0, chart) }
        guard charts.count > 1 else {
            message = "no other \(title)"
            return
        }
        let isCountry = title == "country"
        mode = .picker(
            Picker(
                title: title,
                items: charts.map {
                    Picker.Item(
                        choice: .chart($0),
                        label: isCountry ? $0.storefront.label : $0.titleWithoutStorefront,
                        detail: isCountry ? $0.storefront.name : ""
                    )
                },
                selection: charts.firstIndex(of: chart) ?? 0
            )
        )
    }

    /// Shows the chart for text such as `us top-paid games`. Omitted parts stay the same.
    mutating func showChart(called text: String) {
        guard let chart = chart(called: text) else { return }
        guard chart != route.chart || !route.page.type.isOfChart else {
            message = "already shown: \(chart.titleInSentence)"
            return
        }
        show(chart)
    }

    private mutating func chart(called text: String) -> Chart? {
        switch ChartName.chart(called: text, among: reachableCharts, like: route.chart) {
        case .success(let chart): return chart
        case .failure(let problem):
            message = problem.message
            return nil
        }
    }

    mutating func chooseSort() {
        let choices = page().sortChoices
        guard !choices.isEmpty else {
            message = "this page has nothing to sort"
            return
        }
        mode = .picker(
            Picker(
                title: "sort by",
                items: choices.map {
                    let isReversed = $0.name == route.sort?.column && route.sort?.isReversed == true
                    return Picker.Item(choice: .sort($0), label: $0.label + (isReversed ? " ↑" : ""))
                },
                selection: choices.firstIndex { $0.name == route.sort?.column } ?? 0
            )
        )
    }

    mutating func sort(by text: String) {
        let choices = page().sortChoices
        guard let choice = choices.first(where: { $0.name == text.lowercased() }) else {
            message = "unknown column \"\(text)\"; \(Suggestion.hint(for: text, among: choices.map(\.name)))"
            return
        }
        sort(by: choice)
    }

    /// Sorts by a column, or reverses the order if the page is already sorted by that column.
    private mutating func sort(by choice: SortChoice) {
        let isSame = route.sort.map { $0.column == choice.name } ?? choice.isDefault
        route.sort = Sort(column: choice.name, isReversed: isSame && !(route.sort?.isReversed ?? false))
        message = "sorted by \(choice.label)\(route.sort?.isReversed == true ? ", reversed" : "")"
    }

    mutating func chooseWindow() {
        let windows = ChangeWindow.presets
        mode = .picker(
            Picker(
                title: "change window",
                items: windows.map { Picker.Item(choice: .window($0), label: $0.label) },
                selection: windows.firstIndex(of: changeWindow) ?? 0
            )
        )
    }

    mutating func measure(over text: String) {
        guard let window = ChangeWindow(typed: text) else {
            message = "invalid duration \"\(text)\"; use 10m, 1h, 24h, 7d or launch"
            return
        }
        changeWindow = window
        message = "change window: \(window.label)"
    }

    /// Sets the time over which changes are measured, in seconds.
    public mutating func measureChange(over seconds: Int64) { changeWindow = .seconds(seconds) }

    mutating func pickTheme() {
        mode = .picker(
            Picker(
                title: "theme",
                items: themes.names.map { Picker.Item(choice: .theme($0), label: $0) },
                selection: themes.names.firstIndex(of: themeName) ?? 0
            )
        )
    }

    mutating func theme(called name: String) {
        guard !takeTheme(name), !takeTheme(name.lowercased()) else { return }
        message = "unknown theme \"\(name)\"; \(Suggestion.hint(for: name, among: themes.names))"
    }
}
