import Formats
import Foundation
import Input
import Transport

extension SourcePoller {
    /// Applies changes to the config file when its folder changes. If changes aren't reported, checks the file every two
    /// seconds; if the folder doesn't exist, every half minute, because a check costs three wake-ups.
    func follow(_ settings: SettingsFile) async {
        var settings = settings
        while !Task.isCancelled {
            let names = settings.names
            if let watch = try? FolderWatch(names.keys.sorted()) {
                // The file may have changed before the watch was created.
                await apply(&settings)
                for await batch in watch where batch.mayMention(names) {
                    await apply(&settings)
                }
            }
            let exists = names.keys.contains { FileManager.default.fileExists(atPath: $0) }
            do { try await Task.sleep(for: .seconds(exists ? 2 : 30)) } catch { return }
            await apply(&settings)
        }
    }

    /// Applies changes to the config file: added, removed and changed sources, and settings that don't need a restart.
    private func apply(_ settings: inout SettingsFile) async {
        let path = settings.path
        let change: SettingsFile.Change
        do throws(Failure) {
            guard let found = try settings.change() else { return }
            change = found
        } catch {
            return await collector.noteSettings(path, error)
        }
        await collector.noteSettings(path, nil)
        // Do this first, because the polled source has the same label.
        for label in change.resolved { await collector.forget(unresolved: label) }
        for label in change.removed + change.unresolved.map(\.label) {
            guard let number = numbers.remove(label) else { continue }
            loop.remove(number)
            await collector.stopPolling(number)
        }
        for source in change.changed {
            let number = numbers.number(for: source.label).number
            await collector.startPolling(source, as: number)
            // Its failures don't apply to the new settings, so it is polled at once.
            loop.remove(number)
            loop.set(source.polled, as: number)
        }
        await collector.note(change.unresolved)
        await collector.use(change.configuration)
        for warning in change.warnings { collector.log.write("warning", warning.description) }
        collector.log.write("settings", "reloaded\(change.summary)")
    }
}

extension FolderWatch.Batch {
    /// Returns whether one of the files, given by folder and name, may have changed.
    fileprivate func mayMention(_ files: [String: String]) -> Bool {
        needsRescan || !lost.isEmpty || files.contains { names[$0]?.contains($1) ?? false }
    }
}
