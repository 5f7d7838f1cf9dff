package import Formats
import Foundation
package import Input
package import Market

/// A source to poll, with everything needed to read it.
package struct ResolvedSource: Sendable {
    package var name: SourceName
    /// Unique name on the screen and in the archive.
    package var label: String
    /// The number of seconds between polls of a URL.
    package var interval: Int64
    package var decoder = SnapshotDecoder()
    package var authorization: Secret?

    package init(
        name: SourceName,
        label: String,
        interval: Int64,
        decoder: SnapshotDecoder = SnapshotDecoder(),
        authorization: Secret? = nil
    ) {
        self.name = name
        self.label = label
        self.interval = interval
        self.decoder = decoder
        self.authorization = authorization
    }

    /// Seconds between polls of a file or folder without change notifications.
    static let pollInterval: Int64 = 1
    /// Seconds between polls of a file or folder with change notifications. The polls are needed because network shares
    /// don't report changes made by other computers.
    static let recheckInterval: Int64 = 60

    var isWeb: Bool { if case .web = name { true } else { false } }

    /// The host and interval of the source, for the poll plan.
    var polled: PolledSource {
        guard case .web(let url) = name else { return PolledSource(host: nil, interval: Self.pollInterval) }
        return PolledSource(host: url.host, interval: interval)
    }

    /// The folder to watch for changes, and the name of the only relevant file in it (`nil` for all files). The
    /// property is `nil` if the source isn't a file or folder.
    var watchedFolder: (folder: String, name: String?)? {
        switch name {
        case .folder(let path): return (path, nil)
        case .file(let path):
            let url = URL(fileURLWithPath: path)
            return (url.deletingLastPathComponent().path, url.lastPathComponent)
        case .web, .standardInput: return nil
        }
    }

    /// Returns the sources for the charts of an app, the same as `launchtop watch` polls with the app's options.
    package static func charts(of app: WatchInvocation, interval: Int64) -> [ResolvedSource] {
        let names = try? AppStoreFeed.sources(
            storefronts: app.storefronts.map(\.code),
            charts: [app.chart.slug],
            genres: app.genres
        )
        return (names ?? []).map { ResolvedSource(name: $0, label: $0.label, interval: interval) }
    }

    /// Returns the sources with unique labels. URLs are shown without their query, so duplicates get a number.
    package static func uniquelyLabeled(_ sources: [ResolvedSource]) -> [ResolvedSource] {
        var seen: [String: Int] = [:]
        return sources.map { source in
            var source = source
            let number = seen[source.label, default: 0] + 1
            seen[source.label] = number
            if number > 1 { source.label += " (\(number))" }
            return source
        }
    }
}
