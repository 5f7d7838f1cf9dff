import History
import Market

extension DashboardState {
    mutating func choose(_ choice: Picker.Choice) {
        switch choice {
        case .chart(let chart): show(chart)
        case .sort(let choice): sort(by: choice)
        case .window(let window): changeWindow = window
        case .theme(let name): _ = chooseTheme(name)
        case .origin(let origin): align(at: origin)
        case .line(let text): begin(.command, text: text)
        }
    }

    /// Shows a chart on the current page, or on a new Charts page.
    private mutating func show(_ chart: Chart) {
        guard route.page.type.isOfChart else {
            var next = Route(page: .charts, chart: chart, playhead: route.playhead)
            if route.isOfLibrary { next.playhead = playhead(of: next) }
            return push(next)
        }
        route.chart = chart
        route.firstRow = 0
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
        let labels = charts.map { title == "country" ? $0.storefront.label : $0.titleWithoutStorefront }
        mode = .picker(
            Picker(
                title: title,
                choices: charts.map { .chart($0) },
                labels: labels,
                selection: charts.firstIndex(of: chart) ?? 0
            )
        )
    }

    /// Shows the chart for text such as `us top-paid games`; omitted parts stay the same.
    mutating func showChart(called text: String) {
        let charts = route.isOfLibrary && route.launch == nil ? data.charts : ledger.charts
        switch ChartName.chart(called: text, among: charts, like: route.chart) {
        case .success(let chart): show(chart)
        case .failure(let problem): message = problem.message
        }
    }

    mutating func chooseSort() {
        let choices = page().sortChoices
        guard !choices.isEmpty else {
            message = "nothing to sort here"
            return
        }
        mode = .picker(
            Picker(
                title: "sort by",
                choices: choices.map { .sort($0) },
                labels: choices.map {
                    $0.label + ($0.name == route.sort?.column && route.sort?.isReversed == true ? " ↑" : "")
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

    /// Sorts by a column; the current column again reverses the order.
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
                choices: windows.map { .window($0) },
                labels: windows.map(\.label),
                selection: windows.firstIndex(of: changeWindow) ?? 0
            )
        )
    }

    mutating func measure(over text: String) {
        guard let window = ChangeWindow(typed: text) else {
            message = "invalid duration \"\(text)\"; use 1h, 24h, 7d or launch"
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
                choices: themes.names.map { .theme($0) },
                labels: themes.names,
                selection: themes.names.firstIndex(of: themeName) ?? 0
            )
        )
    }

    mutating func theme(called name: String) {
        guard !chooseTheme(name), !chooseTheme(name.lowercased()) else { return }
        message = "unknown theme \"\(name)\"; \(Suggestion.hint(for: name, among: themes.names))"
    }
}
