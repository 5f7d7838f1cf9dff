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
        for (index, entry) in feed.entries.enumerated() { collector.add(entry, at: index) }
        guard !collector.entries.isEmpty else {
            throw collector.warnings.first ?? IngestError(document.origin, at: feed.entriesPath, "has no usable entry")
        }
        let snapshot = ChartSnapshot(
            chart: chart,
            observedAt: observedAt,
            feedUpdated: feed.updated,
            // An entry that could not be read is an app that is listed and not known.
            coverage: collector.hasHoles ? .partial : .full,
            entries: collector.entries
        )
        return Decoded(charts: [SeenChart(snapshot, doubt: collector.doubt)], warnings: collector.warnings)
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

    /// An entry in whichever of the three shapes.
    struct Entry {
        var id: String
        var name: String?
        var developer: String?
    }
}

/// Turns a feed's entries into ranked ones: position is rank.
private struct EntryCollector {
    let origin: String
    let path: String
    var entries: [RankEntry] = []
    var warnings: [IngestError] = []
    private(set) var hasHoles = false
    private(set) var doubt: String?
    private var positions: [AppID: Int] = [:]

    init(origin: String, path: String) {
        self.origin = origin
        self.path = path
    }

    mutating func add(_ result: Result<AppleFeed.Entry, DecodingError>, at index: Int) {
        let place = "\(path)[\(index)]"
        switch result {
        case .failure(let error):
            hasHoles = true
            warn(at: place, "left out: \(error.place.map { "\($0) " } ?? "")\(error.problem)")
        case .success(let entry):
            guard let rank = Rank(index + 1) else { return warn(at: place, "left out: deeper than any chart") }
            guard let app = AppID(entry.id) else {
                hasHoles = true
                return warn(at: place, "left out: “\(entry.id)” is no app id")
            }
            if let first = positions[app] {
                doubt = doubt ?? "id \(app.text) stands at #\(first + 1) and at #\(index + 1)"
                return warn(at: place, "left out: id \(app.text) stands already at \(path)[\(first)]")
            }
            positions[app] = index
            entries.append(RankEntry(rank: rank, app: app, name: entry.name, developer: entry.developer))
        }
    }

    private mutating func warn(at place: String, _ problem: String) {
        warnings.append(IngestError(origin, at: place, problem))
    }
}
