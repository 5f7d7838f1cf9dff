import Canvas
import History
import Market

extension DashboardState {
    /// Copies the id of the selected launch, which `launchtop show` and `launchtop replay` accept, or of the selected
    /// app.
    mutating func copyID() -> [Effect] {
        let page = page()
        if let launch = page.selectedLaunch { return copy(launch.id, of: "the \(launch.name) launch") }
        guard let app = page.selectedApp else {
            message = "no app selected"
            return []
        }
        guard !app.isPlaceholder else {
            message = "the app id of \(watchedName(of: app)) is unknown"
            return []
        }
        let name = watchedName(of: app)
        return copy(app.text, of: name == app.text ? nil : name)
    }

    private mutating func copy(_ id: String, of name: String?) -> [Effect] {
        message = "copied: \(id)\(name.map { ", the id of \($0)" } ?? "")"
        return [.copy(id)]
    }

    /// Opens the store page of the selected app, in the storefront of the selected row.
    mutating func openStorePage() -> [Effect] {
        guard let app = page().selectedApp else {
            message = "no app selected"
            return []
        }
        guard let address = StoreAddress.text(of: app, in: storefront(of: app)) else {
            message = "no store page of \(watchedName(of: app)): its app id is unknown"
            return []
        }
        message = "opening \(address)"
        return [.browse(address)]
    }

    /// Returns the storefront of an app's store page: the storefront of the page's chart, otherwise a storefront in
    /// which the app is ranked or was launched; `nil` if there is none.
    private func storefront(of app: AppID) -> Storefront? {
        let chart =
            route.chart
            ?? report(of: app).flatMap { report in
                let charts = report.charts
                return charts.indices.contains(route.selection) ? charts[route.selection] : charts.first
            }
        if let chart { return chart.storefront }
        let storefronts = library.launch(of: app)?.storefronts ?? []
        return storefronts.first { $0.code == "us" } ?? storefronts.first
    }
}
