import Archive
import Dashboard
import Foundation
import History
import Market

/// How the sources of an archive are doing, written beside it by who follows them, for those who look from elsewhere: the
/// JSON of the Feeds page and the time it was written.
enum FeedJournal {
    static func path(of archive: String) -> String { archive + ".feeds.json" }

    /// Most bytes that are read.
    private static let limit = 16 << 20

    /// Writes it anew, whole or not at all. It is no loss where it cannot be written: the archive tells what matters.
    static func write(_ ledger: LedgerSnapshot, of archive: String, at now: Timestamp) {
        let text = "{\"at\":\"\(now.iso8601)\",\"feeds\":\(Twin.feeds(ledger, asOf: now, as: .json))}\n"
        try? Data(text.utf8).write(to: URL(fileURLWithPath: path(of: archive)), options: .atomic)
    }

    /// What was written last; of sources that nobody follows any more it is of the past.
    static func read(of archive: String) -> [FeedHealth] {
        let file = URL(fileURLWithPath: path(of: archive))
        guard let body = try? Data(contentsOf: file), body.count <= limit,
            let object = try? JSONSerialization.jsonObject(with: body) as? [String: Any],
            let feeds = object["feeds"] as? [[String: Any]]
        else { return [] }
        let isFollowed = ArchiveWriter.isHeld(archive)
        return feeds.compactMap { feed(in: $0, isFollowed: isFollowed) }
    }

    /// When it was written last.
    static func modified(of archive: String) -> Date? {
        (try? FileManager.default.attributesOfItem(atPath: path(of: archive)))?[.modificationDate] as? Date
    }

    private static func feed(in object: [String: Any], isFollowed: Bool) -> FeedHealth? {
        func time(_ key: String) -> Timestamp? { (object[key] as? String).flatMap { Timestamp(iso8601: $0) } }
        guard let source = object["source"] as? String else { return nil }
        var feed = FeedHealth(source: source, interval: (object["interval"] as? Int).map(Int64.init))
        feed.isFollowed = isFollowed && object["followed"] as? Bool != false
        (feed.lastAttempt, feed.lastSuccess) = (time("lastAttempt"), time("lastSuccess"))
        (feed.newestData, feed.frozenSince) = (time("newestData"), time("frozenSince"))
        feed.nextAttempt = feed.isFollowed ? time("nextAttempt") : nil
        feed.waitReason = feed.isFollowed ? object["waitReason"] as? String : nil
        feed.error = object["error"] as? String
        feed.note = object["note"] as? String
        feed.unreadable = object["unreadable"] as? Int ?? 0
        feed.firstUnreadable = object["firstUnreadable"] as? String
        (feed.latency, feed.bytes) = (object["milliseconds"] as? Int, object["bytes"] as? Int)
        feed.places = object["places"] as? Int
        for list in object["lists"] as? [[String: Any]] ?? [] {
            guard let at = (list["at"] as? String).flatMap({ Timestamp(iso8601: $0) }),
                let chart = (list["chart"] as? [String: Any]).flatMap(chart), let reason = list["reason"] as? String
            else { continue }
            feed.keepAside(.init(at: at, chart: chart, reason: reason))
        }
        feed.awaitsAgreement = object["awaitsAgreement"] as? Bool ?? false
        return feed
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
