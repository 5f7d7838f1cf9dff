public import Market
public import TimeSeries

/// Gives each app a dense 32-bit handle and remembers what it was called where and when.
///
/// Identity is the id: names change and differ by storefront, so they are history and not keys.
public struct AppRegistry: Sendable {
    private var handles: [AppID: UInt32] = [:]
    private var apps: [AppID] = []
    private var stores: [Store?] = []
    private var search = NameSearch()
    /// By handle.
    private var names: [[Storefront?: ValueHistory<AppName>]] = []

    public var count: Int { apps.count }

    public func handle(of app: AppID) -> UInt32? { handles[app] }

    /// - Precondition: the handle came from this registry.
    public func app(_ handle: UInt32) -> AppID { apps[Int(handle)] }

    public func store(of app: AppID) -> Store? { handles[app].flatMap { stores[Int($0)] } }

    /// The handle of `app`, a new one if it was never seen.
    mutating func register(_ app: AppID, in store: Store?) -> UInt32 {
        if let handle = handles[app] { return handle }
        precondition(apps.count < Int(UInt32.max), "more than 4,294,967,295 apps")
        let handle = UInt32(apps.count)
        handles[app] = handle
        apps.append(app)
        stores.append(store)
        names.append([:])
        return handle
    }

    /// Notes what `handle` was called at an instant.
    ///
    /// - Complexity: O(1) in the order of time.
    @discardableResult
    mutating func note(
        _ name: AppName,
        of handle: UInt32,
        in storefront: Storefront?,
        at instant: Timestamp
    ) -> ValueHistory<AppName>.Change {
        let change = names[Int(handle)][storefront, default: ValueHistory()].note(name, at: instant.seconds)
        if change.isNews { search.note(name.name, of: handle) }
        return change
    }

    /// Takes over the names that were stored of `handle`.
    mutating func restore(_ stored: ValueHistory<AppName>, of handle: UInt32, in storefront: Storefront?) {
        // An archive that another process writes to is read again and again, mostly with the names that are known.
        guard names[Int(handle)][storefront, default: ValueHistory()].merge(stored: stored) else { return }
        for span in stored.spans { search.note(span.value.name, of: handle) }
    }

    /// The name in force in `storefront` at `instant`; failing that a later one there, failing that any other's.
    public func naming(of app: AppID, in storefront: Storefront?, asOf instant: Timestamp) -> (
        name: String, developer: String?
    )? {
        guard let handle = handles[app] else { return nil }
        let byStorefront = names[Int(handle)]
        let english = Storefront(stored: "us").flatMap { byStorefront[$0] }
        let history =
            byStorefront[storefront] ?? english ?? byStorefront[nil]
            ?? byStorefront.min { ($0.key?.code ?? "") < ($1.key?.code ?? "") }?.value
        guard let name = history?.value(at: instant.seconds) else { return nil }
        return (name.name, name.developer)
    }

    /// The name in force at `instant` by storefront; `nil` is the name given without one.
    public func names(of app: AppID, asOf instant: Timestamp) -> [Storefront?: String] {
        guard let handle = handles[app] else { return [:] }
        return names[Int(handle)].compactMapValues { $0.knownValue(at: instant.seconds)?.name }
    }

    /// The names of an app in a storefront and from when on each was in force; `nil` where none is known there.
    public func history(of app: AppID, in storefront: Storefront?) -> ValueHistory<AppName>? {
        handles[app].flatMap { names[Int($0)][storefront] }
    }

    /// The apps whose name in any storefront holds `text`, without regard to case, accents, spaces and punctuation;
    /// those that begin so first.
    ///
    /// - Complexity: O(bytes of all names).
    public func apps(called text: String, limit: Int) -> [AppID] {
        search.handles(holding: text, limit: limit).map { apps[Int($0)] }
    }
}
