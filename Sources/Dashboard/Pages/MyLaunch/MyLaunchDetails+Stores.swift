import Canvas
import Market

/// An app in both stores: the ranks and counts of the stores are shown side by side and never added.
extension MyLaunchDetails {
    /// Returns the id of the app in the store of a chart.
    func app(in chart: Chart) -> AppID {
        [watched.app, watched.counterpart].compactMap { $0 }.first { $0.store == chart.store } ?? watched.app
    }

    /// Returns a storefront's label: "US", or "US Google Play" if the app is in both stores.
    func label(of storefront: Storefront, in store: Store?) -> String {
        guard watched.counterpart != nil, let store else { return storefront.label }
        return "\(storefront.label) \(store.name)"
    }

    /// Returns the label of a row's storefront.
    func label(of row: StorefrontRow) -> String { label(of: row.storefront, in: row.chart?.store) }

    /// Returns a short label of a row's storefront for the end of a line: "US", or "US Play" for the other store.
    func shortLabel(of row: StorefrontRow) -> String {
        let isOther = watched.counterpart != nil && row.chart?.store == .googlePlay
        return row.storefront.label + (isOther ? " Play" : "")
    }

    /// The number of lines about the other store's downloads: the newest day, and the last days with the total.
    private static let otherLines = 2

    /// The number of lines about downloads estimated from ratings.
    private static let estimateLines = 1

    /// The ids of the app as text: "id 1559935726", or "id 1559935726 and com.example.mint".
    var idText: String { "id \(app.text)\(watched.counterpart.map { " and \($0.text)" } ?? "")" }

    /// Returns the lines of the downloads panel. If the app is in both stores, each store has a heading, and the
    /// other store has fewer lines.
    ///
    /// - Parameter width: The available columns.
    func downloadLines(width: Int, theme: Theme) -> [[StyledText]] {
        let lines =
            downloads.lines(width: width, in: zone, theme: theme)
            + downloadsFromRatings.lines(theme: theme, width: width).prefix(Self.estimateLines)
        guard let otherDownloads, let counterpart = watched.counterpart else { return lines }
        func heading(_ app: AppID) -> [StyledText] { [StyledText(app.store.name, theme.faint)] }
        let others = otherDownloads.lines(width: width, in: zone, theme: theme).prefix(Self.otherLines)
        return [heading(app)] + lines + [heading(counterpart)] + others
    }
}
