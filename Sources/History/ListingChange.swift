public import Market

/// A change of an app's version or price in one or more storefronts.
public struct ListingChange: Hashable, Sendable {
    public enum Content: Hashable, Sendable {
        case version(from: String?, to: String)
        case price(from: Price, to: Price)
    }

    public let content: Content
    /// The time at which the change was first seen in any of the storefronts.
    public let at: Timestamp
    /// The storefronts in which the change was seen, in order.
    public let storefronts: [Storefront]
}

extension LedgerSnapshot {
    /// Returns the changes of an app's version and price that were seen in a period, oldest first. The same change in
    /// several storefronts is one change.
    ///
    /// - Complexity: O(points of the app's listings).
    public func listingChanges(of app: AppID, during period: TimeRange) -> [ListingChange] {
        var found: [ListingChange.Content: (at: Timestamp, storefronts: [Storefront])] = [:]
        for (storefront, series) in listings(of: app) {
            let points = series.points
            for (before, after) in zip(points, points.dropFirst()) where period.contains(after.since) {
                for content in Self.changes(from: before.state, to: after.state) {
                    let known = found[content] ?? (after.since, [])
                    // A change that was undone and made again is listed once.
                    let storefronts = known.storefronts.contains(storefront) ? [] : [storefront]
                    found[content] = (min(known.at, after.since), known.storefronts + storefronts)
                }
            }
        }
        return found.map { ListingChange(content: $0, at: $1.at, storefronts: $1.storefronts) }
            .sorted { ($0.at, $0.storefronts.first?.code ?? "") < ($1.at, $1.storefronts.first?.code ?? "") }
    }

    private static func changes(from before: ListingState, to after: ListingState) -> [ListingChange.Content] {
        var changes: [ListingChange.Content] = []
        if let version = after.version, version != before.version {
            changes.append(.version(from: before.version, to: version))
        }
        if let old = before.price, let new = after.price, old != new { changes.append(.price(from: old, to: new)) }
        return changes
    }
}
