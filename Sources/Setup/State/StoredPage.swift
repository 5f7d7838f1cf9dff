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

    init(_ lastPage: LastPage) {
        (page, app, launch) = (lastPage.page, lastPage.app?.text, lastPage.launch)
        chart = lastPage.chart.map { ChartObject($0) }
        compared = lastPage.compared.isEmpty ? nil : lastPage.compared
        (watched, at) = (lastPage.watched?.text, Double(lastPage.at.seconds))
    }

    var lastPage: LastPage {
        LastPage(
            page: page,
            app: app.flatMap { AppID(stored: $0) },
            chart: chart?.value,
            launch: launch,
            compared: compared ?? [],
            watched: watched.flatMap { AppID(stored: $0) },
            at: at.flatMap(StoredUserState.time) ?? Timestamp(seconds: 0)
        )
    }
}
