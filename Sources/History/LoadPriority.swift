public import Market

/// The subject of the page on the screen, which determines the charts that are loaded first.
public struct LoadPriority: Hashable, Sendable {
    /// The chart on the page; `nil` if there is none.
    public var chart: Chart?
    /// Whether the page shows the chart in all storefronts.
    public var isAcrossStorefronts: Bool
    /// The storefronts in which the page's app is known.
    public var storefronts: Set<Storefront>

    public init(chart: Chart? = nil, isAcrossStorefronts: Bool = false, storefronts: Set<Storefront> = []) {
        self.chart = chart
        self.isAcrossStorefronts = isAcrossStorefronts
        self.storefronts = storefronts
    }

    /// The highest distance of a chart that is on the page.
    public static let visible = 1

    /// Returns the distance of a chart from the page: 0 for the page's chart, 1 for other charts on the page, and more
    /// for charts that the user is less likely to open next.
    public func distance(of other: Chart) -> Int {
        if other == chart { return 0 }
        if storefronts.contains(other.storefront) { return 1 }
        guard let chart else { return 4 }
        let isSame =
            other.store == chart.store && other.kind == chart.kind && other.genre == chart.genre
            && other.edition == chart.edition
        if isSame { return isAcrossStorefronts ? 1 : 3 }
        return other.storefront == chart.storefront ? 2 : 4
    }
}
