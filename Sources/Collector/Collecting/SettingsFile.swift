package import Formats
package import Foundation
import Input
package import Settings

/// The config file of a running program, with the settings last read from it.
package struct SettingsFile: Sendable {
    /// Changes to apply after the config file changed.
    struct Change: Sendable {
        var configuration: Configuration
        /// Labels of removed sources.
        var removed: [String]
        /// Sources that were added or changed.
        var changed: [ResolvedSource]
        /// Labels of sources that couldn't be polled before, and that now can be polled or were removed.
        var resolved: [String]
        /// Sources that can't be polled.
        var unresolved: [UnresolvedSource]
        var warnings: [InputError]
        /// Summary for the log, such as ": 1 source added"; empty if there is nothing to report.
        var summary: String
    }

    private let file: URL
    private let mappings: MappingFolder
    private var configuration: Configuration
    private var modified: Date?
    /// Whether the file had sources at the start. If it had none, Apple's US top free chart is polled.
    private let hasSources: Bool
    /// Whether the sources in the file are polled. If not, the command line names the sources, if any.
    private let isPolled: Bool
    /// Sources that can't be polled with the current settings.
    package private(set) var unresolved: [UnresolvedSource]

    /// Creates a settings file whose sources aren't polled. Changes to its other settings are still detected.
    package init(withoutSources file: URL, _ configuration: Configuration) {
        self.file = file
        mappings = MappingFolder(nil)
        self.configuration = configuration
        unresolved = []
        modified = Self.modified(file)
        (hasSources, isPolled) = (false, false)
    }

    package init(
        _ file: URL,
        mappings: MappingFolder,
        _ configuration: Configuration,
        _ unresolved: [UnresolvedSource]
    ) {
        isPolled = true
        self.file = file
        self.mappings = mappings
        self.configuration = configuration
        self.unresolved = unresolved
        modified = Self.modified(file)
        hasSources = ((try? LoadedConfiguration(file: file))?.sources ?? 0) > 0
    }

    var path: String { file.path }

    /// The names of the file by folder: its own and, if it's a symbolic link, those of the file that it points to.
    var names: [String: String] {
        let files = [file, file.resolvingSymlinksInPath()]
        let pairs = files.map { ($0.deletingLastPathComponent().path, $0.lastPathComponent) }
        return Dictionary(pairs) { first, _ in first }
    }

    /// Checks the file for changes.
    ///
    /// - Returns: The changes to apply, or `nil` if the file hasn't changed.
    /// - Throws: An error with all problems in the changed file, once per change. The settings stay unchanged.
    mutating func change() throws(Failure) -> Change? {
        let now = Self.modified(file)
        guard now != modified else { return nil }
        modified = now
        let reading = try Self.read(file, hadSources: hasSources)
        let fresh = reading.configuration
        guard isPolled else { return otherChange(to: reading) }
        let difference = fresh.changes(since: configuration)
        // Retry unresolved sources even if their settings haven't changed, because a missing secret may exist now.
        let before = Set(unresolved.map(\.label))
        let changedNames = Set((difference.added + difference.changed).map(\.from))
        let changed = zip(fresh.sources, ConfiguredSources.labels(of: fresh))
            .filter { changedNames.contains($0.0.from) }
        let wanted = before.union(changed.map(\.1))
        let found = ConfiguredSources(fresh, mappings) { wanted.contains($0) }
        let removedNames = Set(difference.removed.map(\.from))
        let removed = zip(configuration.sources, ConfiguredSources.labels(of: configuration))
            .filter { removedNames.contains($0.0.from) }
        configuration = fresh
        unresolved = found.unresolved
        return Change(
            configuration: fresh,
            removed: removed.map(\.1),
            changed: found.resolved,
            resolved: before.subtracting(found.unresolved.map(\.label)).sorted(),
            unresolved: found.unresolved,
            warnings: reading.warnings,
            summary: Self.summary(of: difference)
        )
    }

    /// Returns the changes to all settings except the sources.
    private mutating func otherChange(to reading: LoadedConfiguration) -> Change {
        var difference = reading.configuration.changes(since: configuration)
        (difference.added, difference.removed, difference.changed) = ([], [], [])
        configuration = reading.configuration
        return Change(
            configuration: reading.configuration,
            removed: [],
            changed: [],
            resolved: [],
            unresolved: [],
            warnings: reading.warnings,
            summary: Self.summary(of: difference)
        )
    }

    private static func read(_ file: URL, hadSources: Bool) throws(Failure) -> LoadedConfiguration {
        do throws(ConfigurationErrors) {
            let reading = try LoadedConfiguration(file: file)
            if !hadSources || reading.sources > 0 { return reading }
        } catch {
            throw Failure(error.errors.map(\.description).joined(separator: "; "))
        }
        // The file may be in the middle of being written.
        throw Failure("\(file.path): no sources left in the file")
    }

    private static func summary(of difference: ConfigurationChange) -> String {
        let counts = [
            (difference.added.count, "added"), (difference.removed.count, "removed"),
            (difference.changed.count, "changed"),
        ]
        let parts =
            counts.filter { $0.0 > 0 }.map { "\($0) source\($0 == 1 ? "" : "s") \($1)" } + difference.settings
        return parts.isEmpty ? "" : ": " + parts.joined(separator: ", ")
    }

    private static func modified(_ file: URL) -> Date? {
        // The attributes of a symbolic link are its own.
        let path = file.resolvingSymlinksInPath().path
        return (try? FileManager.default.attributesOfItem(atPath: path))?[.modificationDate] as? Date
    }
}
