public import Market
public import TimeSeries

/// A registry that assigns each app a dense 32-bit handle and stores the history of its names by storefront.
///
/// Apps are identified by id: names change over time and differ between storefronts.
public struct AppRegistry: Sendable {
    private var handles: [AppID: UInt32] = [:]
    private var apps: [AppID] = []
    private var stores: [Store?] = []
    private var search = NameSearch()
    /// The names of each app, by handle.
    private var names: [[Storefront?: ValueHistory<AppName>]] = []
    /// The store of the names of apps without names in memory; `nil` if all names are in memory.
    var coldNames: (any ColdNameStore)?

    public var count: Int { apps.count }

    public func handle(of app: AppID) -> UInt32? { handles[app] }

    /// Returns the id of the app with a handle.
    ///
    /// - Precondition: The handle came from this registry.
    public func app(_ handle: UInt32) -> AppID { apps[Int(handle)] }

    public func store(of app: AppID) -> Store? { handles[app].flatMap { stores[Int($0)] } }

    /// Returns the handle of `app`, and assigns a new one if it has none.
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

    /// Records the name that an app has at a time.
    ///
    /// - Complexity: O(1) if called in chronological order.
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

    /// Merges an app's names in a storefront that were read from an archive.
    mutating func restore(_ stored: ValueHistory<AppName>, of handle: UInt32, in storefront: Storefront?) {
        // An archive that another process writes to is reloaded often, mostly with the same names.
        guard names[Int(handle)][storefront, default: ValueHistory()].merge(stored: stored) else { return }
        for span in stored.spans { search.note(span.value.name, of: handle) }
    }

    /// Returns the names of an app, which the store of cold names reduces to those that pages of some storefronts show.
    ///
    /// - Parameter storefronts: The storefronts; an empty set for all storefronts.
    private func names(
        of handle: UInt32,
        in storefronts: @autoclosure () -> Set<Storefront> = []
    ) -> [Storefront?: ValueHistory<AppName>] {
        let known = names[Int(handle)]
        guard known.isEmpty, let coldNames else { return known }
        let stored = coldNames.names(of: apps[Int(handle)], in: storefronts())
        return Dictionary(uniqueKeysWithValues: stored.map { ($0.key, $0.value) })
    }

    /// Returns the name and developer of an app as of `instant`; `nil` if no name is known.
    ///
    /// A name in `storefront` is preferred, followed by a name in the US storefront, a name from a launch file, and a
    /// name in any other storefront. For a time before the first name was reported, the first name is returned.
    public func appName(of app: AppID, in storefront: Storefront?, asOf instant: Timestamp) -> (
        name: String, developer: String?
    )? {
        guard let handle = handles[app] else { return nil }
        let us = Storefront(stored: "us")
        let byStorefront = names(of: handle, in: Set([storefront ?? us].compactMap(\.self)))
        let english = us.flatMap { byStorefront[$0] }
        let history =
            byStorefront[storefront] ?? english ?? byStorefront[nil]
            ?? byStorefront.min { ($0.key?.code ?? "") < ($1.key?.code ?? "") }?.value
        guard let name = history?.value(at: instant.seconds) else { return nil }
        return (name.name, name.developer)
    }

    /// Returns the names of an app as of `instant`, by storefront. The `nil` key is for a name from a launch file,
    /// which has no storefront.
    public func names(of app: AppID, asOf instant: Timestamp) -> [Storefront?: String] {
        guard let handle = handles[app] else { return [:] }
        return names(of: handle).compactMapValues { $0.knownValue(at: instant.seconds)?.name }
    }

    /// Returns the history of an app's names in a storefront; `nil` if none is known there.
    public func history(of app: AppID, in storefront: Storefront?) -> ValueHistory<AppName>? {
        handles[app].flatMap { names(of: $0, in: Set([storefront].compactMap(\.self)))[storefront] }
    }

    /// Returns the apps with a name in any storefront that contains `text`, ignoring case, accents, spaces and
    /// punctuation. Names that begin with `text` come first.
    ///
    /// - Complexity: O(bytes of all names).
    public func apps(called text: String, limit: Int) -> [AppID] {
        search.handles(matching: text, limit: limit).map { apps[Int($0)] }
    }

    /// Returns the apps with a name in any storefront that matches `pattern`, with their scores, best first.
    ///
    /// - Complexity: O(bytes of all names · bytes of the pattern).
    public func apps(matching pattern: FuzzyPattern, limit: Int) -> [(app: AppID, score: Int)] {
        search.handles(matching: pattern, limit: limit).map { (apps[Int($0.handle)], $0.score) }
    }

    /// Returns the apps whose ids begin with `prefix`, in the order in which they were first seen.
    ///
    /// - Complexity: O(apps).
    public func apps(withIDPrefix prefix: String, limit: Int) -> [AppID] {
        Array(apps.lazy.filter { $0.text.utf8.starts(with: prefix.utf8) }.prefix(limit))
    }

    /// Returns the current or former name of an app, in any storefront, that matches `pattern` best; `nil` if none
    /// matches.
    public func name(of app: AppID, matching pattern: FuzzyPattern) -> String? {
        guard let handle = handles[app] else { return nil }
        let all = names(of: handle).values.flatMap { $0.spans.map(\.value.name) }
        let scored = all.compactMap { name in pattern.score(FuzzyText(name)).map { (score: $0, name: name) } }
        return scored.max { ($0.score, $1.name) < ($1.score, $0.name) }?.name
    }
}
