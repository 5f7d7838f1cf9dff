import Collector
import Foundation
import Market
import Setup
import Transport

extension Recording {
    /// The number of seconds until the folder of the dashboard's state is looked for again, if it doesn't exist yet.
    private static let retryInterval = 30

    /// Applies the changes that the user makes to the watchlist in a dashboard, so that alert rules about the watchlist
    /// apply to the new apps.
    func followWatchlist(_ collector: Collector, _ log: EventLog) async {
        let file = UserFolders.dashboardState
        let folder = file.deletingLastPathComponent().path
        var known = StateFile.changesByKey()
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
    private func apply(after known: [AppID: Bool], to collector: Collector, _ log: EventLog) async -> [AppID: Bool] {
        let changes = StateFile.changesByKey()
        guard changes != known else { return known }
        await collector.watch(changes)
        let added = changes.filter { $0.value && known[$0.key] != true }.keys.sorted().map(\.text)
        log.write("watchlist", added.isEmpty ? "changed" : "added \(TextList.and(added))")
        return changes
    }
}
