import Input
public import Market
import TOML

/// A `[[watchlist]]` table while it is being read.
struct WatchlistDraft: Sendable {
    var name: String?
    /// The id in either store.
    var app: AppID?
    var appStore: AppID?
    var googlePlay: AppID?
    var milestones: [Int] = []

    /// Creates the entry.
    ///
    /// - Throws: An error if no id is given, or two for one store.
    func entry(_ reader: TOMLReader) throws(InputError) -> WatchlistEntry {
        let apps = [app, appStore, googlePlay].compactMap { $0 }
        guard !apps.isEmpty else {
            throw reader.error(nil, "missing app id; set \"appstore\", \"googleplay\" or both")
        }
        guard Set(apps.map(\.store)).count == apps.count else {
            throw reader.error("app", "the id in this store is given twice; remove \"app\"")
        }
        return WatchlistEntry(name: name, apps: apps)
    }
}

extension Configuration {
    /// Returns the id of an app in the other store; `nil` if the watchlist has none.
    public func counterpart(of app: AppID) -> AppID? {
        watchlist.first { $0.apps.contains(app) }?.apps.first { $0 != app }
    }

    /// Adds an entry to the watchlist.
    ///
    /// - Parameter milestones: The additional download milestones in the table of the entry. They apply to all apps.
    mutating func add(
        _ entry: WatchlistEntry,
        milestones: [Int],
        _ reader: TOMLReader
    ) throws(InputError) {
        let known = watchlistApps
        if let duplicate = entry.apps.first(where: known.contains) {
            throw reader.error(nil, "duplicate app \(duplicate.text)")
        }
        guard known.count + entry.apps.count <= SettingsTable.watchlistLimit else {
            throw reader.error(nil, "too many apps; the limit is \(SettingsTable.watchlistLimit)")
        }
        watchlist.append(entry)
        self.milestones = Set(self.milestones + milestones).sorted()
    }
}
