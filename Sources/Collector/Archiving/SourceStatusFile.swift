package import Archive
import Formats
import Foundation
package import History
import Input
import Market

/// The status of an archive's sources, in a file next to the archive. The process that polls the sources writes it for
/// other processes. It contains the sources as JSON in the format of the Sources page, and the time when it was
/// written.
package enum SourceStatusFile {
    /// Returns the path of an archive's status file. The suffix of the path and the `feeds` key in the file come from
    /// the format of version 0.1.
    static func path(of archive: String) -> String { archive + ".feeds.json" }

    /// Maximum size of a status file that can be read, in bytes.
    private static let limit = 16 << 20

    /// Writes the status file of an archive atomically. Errors are ignored, because the important data is in the
    /// archive.
    ///
    /// - Parameter sources: The sources as JSON in the format of the Sources page.
    static func write(_ sources: String, of archive: String, at now: Timestamp) {
        let text = "{\"at\":\"\(now.iso8601)\",\"feeds\":\(sources)}\n"
        try? Data(text.utf8).write(to: URL(fileURLWithPath: path(of: archive)), options: .atomic)
    }

    /// Returns the status of an archive's sources, or an empty array if the status file can't be read. The sources are
    /// marked as not polled if no process is writing to the archive.
    package static func read(of archive: String) -> [SourceHealth] {
        let file = URL(fileURLWithPath: path(of: archive))
        guard let body = try? Data(contentsOf: file), body.count <= limit,
            let object = try? JSONSerialization.jsonObject(with: body) as? [String: Any],
            let sources = object["feeds"] as? [[String: Any]]
        else { return [] }
        let isPolled = ArchiveWriter.isLocked(archive)
        return sources.compactMap { source(in: $0, isPolled: isPolled) }.map { source in
            // The writer lists its archive if there is a problem with it, and the engine to which it replicates.
            var source = source
            if source.source == archive || EngineAddress.isAddress(source.source) {
                (source.isPolled, source.isRecording) = (false, isPolled)
            }
            return source
        }
    }

    /// Adds the status of an archive's sources to a ledger. For a source without a status, adds the time of its newest
    /// data.
    package static func note(of archive: String, in ledger: inout Ledger) throws(ArchiveError) {
        for source in read(of: archive) { ledger.note(source) }
        let known = Set(ledger.snapshot.sources.map(\.source))
        let sources = try ArchiveReader(archive).catalog().chartSources
        for (label, charts) in Dictionary(grouping: sources, by: \.source).sorted(by: { $0.key < $1.key })
        where !known.contains(label) {
            var source = SourceHealth(source: label)
            source.newestData = charts.map(\.last).max()
            source.isPolled = false
            ledger.note(source)
        }
    }

    /// Returns the modification time of an archive's status file, or `nil` if it doesn't exist.
    static func modified(of archive: String) -> Date? {
        (try? FileManager.default.attributesOfItem(atPath: path(of: archive)))?[.modificationDate] as? Date
    }

    private static func source(in object: [String: Any], isPolled: Bool) -> SourceHealth? {
        func time(_ key: String) -> Timestamp? { (object[key] as? String).flatMap { Timestamp(iso8601: $0) } }
        guard let name = object["source"] as? String else { return nil }
        var health = SourceHealth(source: name, interval: (object["interval"] as? Int).map(Int64.init))
        health.providesCharts = (try? SourceName(name))?.providesCharts ?? true
        health.isPolled = isPolled && object["polled"] as? Bool != false
        (health.lastAttempt, health.lastSuccess) = (time("lastAttempt"), time("lastSuccess"))
        (health.newestData, health.frozenSince) = (time("newestData"), time("frozenSince"))
        health.nextAttempt = health.isPolled ? time("nextAttempt") : nil
        health.waitReason = health.isPolled ? object["waitReason"] as? String : nil
        health.error = object["error"] as? String
        health.note = object["note"] as? String
        health.unreadable = object["unreadable"] as? Int ?? 0
        health.firstUnreadable = object["firstUnreadable"] as? String
        (health.latency, health.bytes) = (object["milliseconds"] as? Int, object["bytes"] as? Int)
        health.entryCount = object["entries"] as? Int
        health.charts = (object["charts"] as? [[String: Any]] ?? []).compactMap(chart)
        for item in object["quarantinedSnapshots"] as? [[String: Any]] ?? [] {
            guard let at = (item["at"] as? String).flatMap({ Timestamp(iso8601: $0) }),
                let chart = (item["chart"] as? [String: Any]).flatMap(chart), let reason = item["reason"] as? String
            else { continue }
            health.quarantine(.init(at: at, chart: chart, reason: reason))
        }
        health.awaitsConfirmation = object["awaitsConfirmation"] as? Bool ?? false
        return health
    }

    private static func chart(in object: [String: Any]) -> Chart? {
        func text(_ key: String) -> String { object[key] as? String ?? "" }
        guard let store = Store(rawValue: text("store")), let storefront = Storefront(stored: text("storefront")),
            let kind = ChartKind(text("kind")), let genre = Genre.parse(stored: text("genre"))
        else { return nil }
        let edition = ChartEdition(rawValue: text("edition")) ?? .all
        return Chart(store: store, storefront: storefront, kind: kind, genre: genre, edition: edition)
    }
}
