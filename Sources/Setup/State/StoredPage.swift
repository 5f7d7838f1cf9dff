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

    init(_ lastPage: LastPage) {
        (page, app, launch) = (lastPage.page, lastPage.app?.text, lastPage.launch)
        chart = lastPage.chart.map { ChartObject($0) }
        compared = lastPage.compared.isEmpty ? nil : lastPage.compared
    }

    var lastPage: LastPage {
        LastPage(
            page: page,
            app: app.flatMap { AppID(stored: $0) },
            chart: chart?.value,
            launch: launch,
            compared: compared ?? []
        )
    }
}
