public import Market

/// Gives each app a dense 32-bit handle and remembers what it was called where and when.
///
/// Identity is the id: names change and differ by storefront, so they are history and not keys.
public struct AppRegistry: Sendable {
    /// A name, and when it was seen first and last.
    struct Naming: Sendable {
        var since: Timestamp
        var lastSeen: Timestamp
        var name: String
        var developer: String?

        func isSame(as other: Naming) -> Bool { name == other.name && developer == other.developer }
    }

    private var handles: [AppID: UInt32] = [:]
    private var apps: [AppID] = []
    private var stores: [Store?] = []
    private var search = NameSearch()
    private var namings: [[Storefront?: [Naming]]] = []

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
        namings.append([:])
        return handle
    }

    /// Notes what `handle` is called; a name that is already in force is not noted twice.
    ///
    /// - Returns: whether it was news.
    @discardableResult
    mutating func note(
        name: String,
        developer: String?,
        of handle: UInt32,
        in storefront: Storefront?,
        since: Timestamp
    ) -> Bool {
        let naming = Naming(since: since, lastSeen: since, name: name, developer: developer)
        var history = namings[Int(handle)][storefront] ?? []
        let position = history.lastIndex { $0.since <= since }.map { $0 + 1 } ?? 0
        if position > 0, history[position - 1].isSame(as: naming) {
            history[position - 1].lastSeen = max(history[position - 1].lastSeen, since)
            namings[Int(handle)][storefront] = history
            return false
        } else if position < history.count, history[position].isSame(as: naming) {
            history[position].since = since
        } else {
            history.insert(naming, at: position)
            // A name that comes late, between two sightings of another: that one was in force again afterwards.
            if position > 0, history[position - 1].lastSeen > since {
                var again = history[position - 1]
                again.since = again.lastSeen
                history[position - 1].lastSeen = history[position - 1].since
                history.insert(again, at: position + 1)
            }
        }
        namings[Int(handle)][storefront] = history
        search.note(name, of: handle)
        return true
    }

    /// The name in force in `storefront` at `instant`; failing that a later one there, failing that any other's.
    public func naming(of app: AppID, in storefront: Storefront?, asOf instant: Timestamp) -> (
        name: String, developer: String?
    )? {
        guard let handle = handles[app] else { return nil }
        let byStorefront = namings[Int(handle)]
        let english = Storefront(stored: "us").flatMap { byStorefront[$0] }
        let history =
            byStorefront[storefront] ?? english ?? byStorefront[nil]
            ?? byStorefront.min { ($0.key?.code ?? "") < ($1.key?.code ?? "") }?.value
        guard let naming = history?.last(where: { $0.since <= instant }) ?? history?.first else { return nil }
        return (naming.name, naming.developer)
    }

    /// The name in force at `instant` by storefront; `nil` is the name given without one.
    public func names(of app: AppID, asOf instant: Timestamp) -> [Storefront?: String] {
        guard let handle = handles[app] else { return [:] }
        return namings[Int(handle)].compactMapValues { history in history.last { $0.since <= instant }?.name }
    }

    /// The apps whose name in any storefront holds `text`, without regard to case, accents, spaces and punctuation;
    /// those that begin so first.
    ///
    /// - Complexity: O(bytes of all names).
    public func apps(called text: String, limit: Int) -> [AppID] {
        search.handles(holding: text, limit: limit).map { apps[Int($0)] }
    }
}
