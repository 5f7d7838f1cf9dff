import Collector
import Dashboard
import Market

/// A page in the state file.
struct StoredPlace: Codable {
    var page: String
    var app: String?
    var chart: ChartObject?
    var launch: String?
    var compared: [String]?

    init(_ place: Place) {
        (page, app, launch) = (place.page, place.app?.text, place.launch)
        chart = place.chart.map { ChartObject($0) }
        compared = place.compared.isEmpty ? nil : place.compared
    }

    var place: Place {
        Place(
            page: page,
            app: app.flatMap { AppID(stored: $0) },
            chart: chart?.value,
            launch: launch,
            compared: compared ?? []
        )
    }
}
