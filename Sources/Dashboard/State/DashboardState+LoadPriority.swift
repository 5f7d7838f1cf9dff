public import History
import Market

extension DashboardState {
    /// The subject of the page, which determines the charts that are loaded first. If the page is about an app, these
    /// are the charts of the storefronts in which the app has a name.
    public var loadPriority: LoadPriority {
        let names = route.app.map { data.registry.names(of: $0, asOf: instant) } ?? [:]
        return LoadPriority(
            chart: route.chart,
            isAcrossStorefronts: route.page == .countries,
            storefronts: Set(names.keys.compactMap(\.self))
        )
    }
}
