import Formats
import Input
import Transport

extension SourcePoller {
    /// Applies changes to the config file when its folder changes. If changes aren't reported, for example because the
    /// folder doesn't exist, checks the file every two seconds.
    func follow(_ settings: SettingsFile) async {
        var followed = FollowedSettings(settings, sources: sources)
        while !Task.isCancelled {
            if let watch = try? FolderWatch([settings.folder]) {
                // The file may have changed before the watch was created.
                await apply(&followed)
                for await batch in watch where batch.mayMention(settings.name, in: settings.folder) {
                    await apply(&followed)
                }
            }
            do { try await Task.sleep(for: .seconds(2)) } catch { return }
            await apply(&followed)
        }
    }

    /// Applies changes to the config file: added, removed and changed sources, and settings that don't need a restart.
    private func apply(_ followed: inout FollowedSettings) async {
        let path = followed.file.path
        let change: SettingsFile.Change
        do throws(Failure) {
            guard let found = try followed.file.change() else { return }
            change = found
        } catch {
            return await collector.noteSettings(path, error)
        }
        await collector.noteSettings(path, nil)
        // Do this first, because the polled source has the same label.
        for label in change.resolved { await collector.forget(unresolved: label) }
        for label in change.removed + change.unresolved.map(\.label) {
            guard let number = followed.numbers.removeValue(forKey: label) else { continue }
            loop.remove(number)
            await collector.stopPolling(number)
        }
        for source in change.changed {
            let number = followed.number(of: source.label)
            await collector.startPolling(source, as: number)
            loop.set(source.polled, as: number)
        }
        await collector.note(change.unresolved)
        await collector.use(change.configuration)
        for warning in change.warnings { collector.log.write("warning", warning.description) }
        collector.log.write("settings", "reloaded\(change.summary)")
    }
}

/// A config file that is followed, and the numbers of its sources.
private struct FollowedSettings {
    var file: SettingsFile
    /// The numbers of the polled sources by label.
    var numbers: [String: SourceID]
    private var next: Int

    init(_ file: SettingsFile, sources: [(number: SourceID, source: ResolvedSource)]) {
        self.file = file
        numbers = Dictionary(sources.map { ($0.source.label, $0.number) }) { first, _ in first }
        next = sources.count
    }

    /// Returns the number of a source, and assigns a new one if it has none.
    mutating func number(of label: String) -> SourceID {
        if let number = numbers[label] { return number }
        defer { next += 1 }
        numbers[label] = SourceID(next)
        return SourceID(next)
    }
}

extension FolderWatch.Batch {
    /// Returns whether a file in a folder may have changed.
    fileprivate func mayMention(_ name: String, in folder: String) -> Bool {
        needsRescan || !lost.isEmpty || names[folder]?.contains(name) ?? false
    }
}
