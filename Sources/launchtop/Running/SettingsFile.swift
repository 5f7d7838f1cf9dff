import Foundation
import Ingest

/// The settings as they were read last, and what is different when their file is written anew.
struct SettingsFile: Sendable {
    /// What a running program has to do.
    struct Change: Sendable {
        var configuration: Configuration
        /// Labels of sources that are there no longer.
        var gone: [String]
        /// Sources that are new or set otherwise.
        var followed: [FollowedSource]
        /// Labels of sources that couldn't be followed and either are or aren't there any more.
        var resolved: [String]
        /// Sources that are new or set otherwise and can't be followed.
        var unresolved: [UnresolvedSource]
        /// What the file warns of.
        var warnings: [IngestError]
        /// ": 1 source added", or nothing.
        var words: String
    }

    private let common: CommonOptions
    private var configuration: Configuration
    private var modified: Date?
    /// Whether the file named sources; without any, Apple's US top free is followed.
    private let hasSources: Bool
    /// Sources that can't be followed as they are set.
    private(set) var unresolved: [UnresolvedSource]

    init(_ common: CommonOptions, _ configuration: Configuration, _ unresolved: [UnresolvedSource]) {
        self.common = common
        self.configuration = configuration
        self.unresolved = unresolved
        modified = Self.modified(common.configurationFile)
        hasSources = ((try? LoadedConfiguration(file: common.configurationFile))?.sources ?? 0) > 0
    }

    var path: String { common.configurationFile.path }

    /// Looks at the file.
    ///
    /// - Returns: `nil` where it is as it was.
    /// - Throws: what is wrong with it, once; the settings stay as they were.
    mutating func change() throws(Failure) -> Change? {
        let now = Self.modified(common.configurationFile)
        guard now != modified else { return nil }
        modified = now
        let reading = try Self.read(common.configurationFile, hadSources: hasSources)
        let fresh = reading.configuration
        let difference = fresh.changes(since: configuration)
        // What can't be followed is tried again, also where its own settings are as they were: a secret may be there now.
        let before = Set(unresolved.map(\.label))
        let isNew = Set((difference.added + difference.changed).map(\.from))
        let fresher = zip(fresh.sources, ConfiguredSources.labels(of: fresh)).filter { isNew.contains($0.0.from) }
        let wanted = before.union(fresher.map(\.1))
        let found = ConfiguredSources(fresh, common) { wanted.contains($0) }
        let left = Set(difference.removed.map(\.from))
        let gone = zip(configuration.sources, ConfiguredSources.labels(of: configuration))
            .filter { left.contains($0.0.from) }
        configuration = fresh
        unresolved = found.unresolved
        return Change(
            configuration: fresh,
            gone: gone.map(\.1),
            followed: found.followed,
            resolved: before.subtracting(found.unresolved.map(\.label)).sorted(),
            unresolved: found.unresolved,
            warnings: reading.warnings,
            words: Self.words(difference)
        )
    }

    private static func read(_ file: URL, hadSources: Bool) throws(Failure) -> LoadedConfiguration {
        do throws(ConfigurationErrors) {
            let reading = try LoadedConfiguration(file: file)
            if !hadSources || reading.sources > 0 { return reading }
        } catch {
            throw Failure(error.errors.map(\.description).joined(separator: "; "))
        }
        // Perhaps it is just being written.
        throw Failure("\(file.path): names no source any more")
    }

    /// What a running program cannot follow.
    private static let fixed = [
        "[archive] path", "[store] memory", "[polling] requests_per_minute", "[polling] connections",
        "[display] theme", "[display] ascii", "[display] color", "[display] zone", "[display] mouse",
    ]

    private static func words(_ difference: ConfigurationChange) -> String {
        let counts = [
            (difference.added.count, "added"), (difference.removed.count, "removed"),
            (difference.changed.count, "changed"),
        ]
        let settings = difference.settings.map { fixed.contains($0) ? "\($0) (from the next start on)" : $0 }
        let words = counts.filter { $0.0 > 0 }.map { "\($0) source\($0 == 1 ? "" : "s") \($1)" } + settings
        return words.isEmpty ? "" : ": " + words.joined(separator: ", ")
    }

    private static func modified(_ file: URL) -> Date? {
        (try? FileManager.default.attributesOfItem(atPath: file.path))?[.modificationDate] as? Date
    }
}
