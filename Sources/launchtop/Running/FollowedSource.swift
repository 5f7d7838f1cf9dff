import Foundation
import Ingest

/// A source that is followed, with all that is needed to read it.
struct FollowedSource: Sendable {
    var name: SourceName
    /// What it is called on the screen and in the archive, another for each.
    var label: String
    /// Seconds between polls of an address.
    var interval: Int64
    var decoder = SnapshotDecoder()
    var authorization: Secret?

    /// Seconds between looks at a file or folder of which changes are not told; and of one of which they are, since a
    /// share on a network tells nothing of what others write.
    static let pollInterval: Int64 = 1
    static let lookAgainEvery: Int64 = 60

    var isWeb: Bool { if case .web = name { true } else { false } }

    /// What the plan needs to know of it.
    var polled: PolledSource {
        guard case .web(let url) = name else { return PolledSource(host: nil, interval: Self.pollInterval) }
        return PolledSource(host: url.host, interval: interval)
    }

    /// The folder whose changes tell of it, and the only name in it that matters, where there is one.
    var watchedFolder: (folder: String, name: String?)? {
        switch name {
        case .folder(let path): return (path, nil)
        case .file(let path):
            let url = URL(fileURLWithPath: path)
            return (url.deletingLastPathComponent().path, url.lastPathComponent)
        case .web, .standardInput: return nil
        }
    }

    /// Gives each a label of its own. Addresses are shown without their queries, so two may look alike and get a number.
    static func labelled(_ sources: [FollowedSource]) -> [FollowedSource] {
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
