import Collector
import Dashboard
import Market

/// A page in the state file.
struct StoredPage: Codable {
    var page: String
    var app: String?
    var chart: ChartObject?
    var launch: String?
    var compared: [String]?
    /// The app selected on the My launch page.
    var watched: String?
    /// The time when the page was last shown, in seconds since the Unix epoch.
    var at: Double?
    /// The column that the rows are sorted by; starts with `-` if the order is reversed.
    var sort: String?
    var view: String?

    init(_ lastPage: LastPage) {
        (page, app, launch) = (lastPage.page, lastPage.app?.text, lastPage.launch)
        chart = lastPage.chart.map { ChartObject($0) }
        compared = lastPage.compared.isEmpty ? nil : lastPage.compared
        (watched, at) = (lastPage.watched?.text, Double(lastPage.at.seconds))
        sort = lastPage.sort.map { ($0.isReversed ? "-" : "") + $0.column }
        view = lastPage.view
    }

    var lastPage: LastPage {
        var lastPage = LastPage(
            page: page,
            app: app.flatMap { AppID(stored: $0) },
            chart: chart?.value,
            launch: launch,
            compared: compared ?? [],
            watched: watched.flatMap { AppID(stored: $0) },
            at: at.flatMap(StoredUserState.time) ?? Timestamp(seconds: 0)
        )
        lastPage.sort = sort.map { ($0.hasPrefix("-") ? String($0.dropFirst()) : $0, $0.hasPrefix("-")) }
        lastPage.view = view
        return lastPage
    }
}
