import Foundation
import Market

/// Apple's chart feeds as JSON: the current one (v2), the dead one before it (v1) and the legacy one.
///
/// The formats are described in `AppleFeeds.md`. Entries that cannot be used are left out with a warning; their rank
/// stays counted, so nobody below them moves.
enum AppleFeed {
    static func decode(_ document: Document) throws(IngestError) -> Decoded {
        let feed = try feed(in: document)
        guard let address = feed.address, let chart = AppleAddress.chart(of: address) else {
            throw IngestError(
                document.origin,
                at: "feed.id",
                feed.address.map { "“\($0)” does not name a chart" } ?? "is missing, so the chart is unknown"
            )
        }
        guard !feed.entries.isEmpty else {
            throw IngestError(document.origin, at: feed.entriesPath, "has no entries")
        }
        guard let observedAt = document.observedAt(stamp: feed.updated) else {
            throw IngestError(document.origin, at: "feed.updated", "is missing, so the time is unknown")
        }
        var collector = EntryCollector(origin: document.origin, path: feed.entriesPath)
        for (index, entry) in feed.entries.enumerated() {
            switch entry {
            case .success(let entry): collector.add(entry, at: index)
            case .failure(let error):
                collector.leaveOut(at: index, "\(error.place.map { "\($0) " } ?? "")\(error.problem)")
            }
        }
        return try collector.decoded(chart: chart, observedAt: observedAt, feedUpdated: feed.updated)
    }

    private static func feed(in document: Document) throws(IngestError) -> Feed {
        do {
            return try JSONDecoder().decode(AppleDocument.self, from: document.body).feed
        } catch DecodingError.dataCorrupted(let context) where context.codingPath.isEmpty {
            throw JSONFault.locate(in: document)
        } catch let error as DecodingError {
            throw IngestError(document.origin, at: error.place, error.problem)
        } catch {
            throw IngestError(document.origin, "\(error)")
        }
    }

    /// A feed in whichever of the three shapes.
    struct Feed {
        var address: String?
        var updated: Timestamp?
        /// Where the entries are, as errors name it.
        var entriesPath: String
        var entries: [Result<Entry, DecodingError>]
    }

    typealias Entry = EntryCollector.Entry
}
