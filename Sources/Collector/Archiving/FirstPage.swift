package import Market

/// What the dashboard shows in its first frame. Only this part of an archive is loaded before the frame is drawn.
package struct FirstPage: Sendable {
    /// The chart on the page; `nil` if unknown.
    package var chart: Chart?
    /// The app on the page; `nil` for the apps on the watchlist.
    package var app: AppID?
    /// Whether apps have to be found by their names.
    package var needsNames = false
    /// The size of an archive, in bytes, up to which it is loaded completely before the first frame. Loading this much
    /// takes about 30 ms.
    package var completeBytes = 256_000
    /// A closure that returns the chart that the dashboard opens by default, among sorted charts.
    package var defaultChart: @Sendable ([Chart]) -> Chart? = { $0.first }

    /// The maximum number of charts to load before the first frame. Loading a chart takes one to two milliseconds.
    private static let chartLimit = 12

    package init() {}

    /// Returns the charts to load before the first frame: the page's chart, or the default chart, and charts that may
    /// list the apps.
    ///
    /// - Parameters:
    ///   - charts: The charts of the archive, sorted.
    ///   - storefronts: For each app, the storefronts in which it has names.
    func charts(among charts: [Chart], storefronts: [Set<Storefront>]) -> [Chart] {
        var first = [chart, defaultChart(charts)].compactMap(\.self).filter(charts.contains)
        for storefronts in storefronts {
            first += charts.filter { storefronts.contains($0.storefront) && $0.genre == nil }
        }
        var seen: Set<Chart> = []
        return Array(first.filter { seen.insert($0).inserted }.prefix(Self.chartLimit))
    }
}
