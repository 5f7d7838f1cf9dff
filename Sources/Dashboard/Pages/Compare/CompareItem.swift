import History
public import Market

/// A launch or app to compare.
public enum CompareItem: Hashable, Sendable {
    /// A documented launch, by its id.
    case launch(String)
    /// An app with ranks or counts.
    case app(AppID)

    /// The maximum number of compared items, limited by the number of distinguishable colors.
    public static let limit = 7
}

extension CompareItem {
    /// Returns the items, with the other store of each app that is in both and has data there. The stores are compared
    /// like two apps, because their downloads are never added and their ranks are in different charts. No given item is
    /// left out for another store: stores are added only up to ``limit`` items.
    ///
    /// - Parameter removed: Ids that aren't added.
    static func inBothStores(
        _ items: [CompareItem],
        in data: LedgerSnapshot,
        except removed: Set<AppID> = []
    ) -> [CompareItem] {
        var room = limit - items.count
        return items.flatMap { item -> [CompareItem] in
            guard case .app(let app) = item, let other = data.watchedCounterpart(of: app), other.hasData(in: data),
                !items.contains(.app(other)), !removed.contains(other), room > 0
            else { return [item] }
            room -= 1
            return [item, .app(other)]
        }
    }

    /// The id of the app; `nil` for a launch.
    var app: AppID? { if case .app(let app) = self { app } else { nil } }
}

extension AppID {
    /// Returns whether a chart has listed the app, or there are counts of its downloads.
    func hasData(in ledger: LedgerSnapshot) -> Bool {
        ledger.registry.handle(of: self) != nil || ledger.counters.has(.downloads, of: self)
    }
}
