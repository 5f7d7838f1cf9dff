import Collector
import Dashboard
import Foundation
import Market
import Setup
import Transport

/// What users entered in dashboards about the watchlist: the apps that they added or removed, their names, and which ids
/// are one app in both stores.
struct EnteredWatchlist: Hashable {
    var changes: [AppID: Bool]
    var watched: [AppID: WatchedApp]

    /// Reads the state of the dashboards.
    init() {
        let state = StateFile(file: UserFolders.dashboardState, subject: "").userState()
        (changes, watched) = (state.watchlist, state.watched)
    }
}

extension Recording {
    /// The number of seconds until the folder of the dashboard's state is looked for again, if it doesn't exist yet.
    private static let retryInterval = 30

    /// Applies the changes that the user makes to the watchlist in a dashboard, so that alert rules about the watchlist
    /// apply to the new apps.
    func followWatchlist(_ collector: Collector, _ log: EventLog) async {
        let file = UserFolders.dashboardState
        let folder = file.deletingLastPathComponent().path
        var known = EnteredWatchlist()
        while !Task.isCancelled {
            if let watch = try? FolderWatch([folder]) {
                known = await apply(after: known, to: collector, log)
                for await batch in watch {
                    let names = batch.names[folder]
                    guard batch.needsRescan || names?.contains(file.lastPathComponent) ?? !batch.lost.isEmpty else {
                        continue
                    }
                    known = await apply(after: known, to: collector, log)
                    if !batch.lost.isEmpty { break }
                }
            }
            do { try await Task.sleep(for: .seconds(Self.retryInterval)) } catch { return }
        }
    }

    /// Applies the changes in the dashboard's state unless they are the known ones.
    ///
    /// - Returns: The changes that are known now.
    private func apply(
        after known: EnteredWatchlist,
        to collector: Collector,
        _ log: EventLog
    ) async -> EnteredWatchlist {
        let entered = EnteredWatchlist()
        guard entered != known else { return known }
        await collector.watch(entered.changes, entered.watched)
        let added = entered.changes.filter { $0.value && known.changes[$0.key] != true }.keys.sorted().map(\.text)
        log.write("watchlist", added.isEmpty ? "changed" : "added \(TextList.and(added))")
        return entered
    }
}
