import GRDB
public import Market
import Synchronization
public import TimeSeries

/// A store that reads the names of apps from an archive on demand, and caches them.
public final class ArchiveNameStore: Sendable {
    private struct Key: Hashable {
        var app: AppID
        var storefronts: Set<Storefront>
    }

    private let reader: ArchiveReader
    private let numbers: [AppID: [UInt32]]
    private let cache = Mutex<[Key: [Storefront: ValueHistory<AppName>]]>([:])

    /// The maximum number of cached results.
    private static let limit = 10_000

    /// Creates a store that reads from an archive.
    ///
    /// - Parameter numbers: The numbers of each app in the archive.
    public init(_ reader: ArchiveReader, numbers: [AppID: [UInt32]]) {
        (self.reader, self.numbers) = (reader, numbers)
    }

    /// Returns the names of an app that pages of some storefronts show; an empty dictionary if they can't be read. See
    /// ``ArchiveReader/catalog(of:in:)``.
    ///
    /// - Parameter storefronts: The storefronts; an empty set for all storefronts.
    public func names(of app: AppID, in storefronts: Set<Storefront>) -> [Storefront: ValueHistory<AppName>] {
        guard let numbers = numbers[app] else { return [:] }
        let key = Key(app: app, storefronts: storefronts)
        return cache.withLock { cache in
            if let known = cache[key] { return known }
            var names: [Storefront: ValueHistory<AppName>] = [:]
            do throws(ArchiveError) {
                for history in try reader.names(of: numbers, in: storefronts) {
                    names[history.storefront, default: ValueHistory()].merge(stored: history.names)
                }
            } catch {
                // Locked or an I/O error: reading may succeed next time.
                return [:]
            }
            if cache.count == Self.limit { cache = [:] }
            cache[key] = names
            return names
        }
    }
}

extension ArchiveReader {
    fileprivate func names(
        of apps: [UInt32],
        in storefronts: Set<Storefront>
    ) throws(ArchiveError) -> [ArchiveCatalog.NameHistory] {
        try read { database in
            var catalog = ArchiveCatalog()
            try catalog.attempt(path) { try $0.readNames(of: apps, in: storefronts, database, path: path) }
            return catalog.nameHistories
        }
    }
}
