import Input
import Market

/// Apple's chart feeds as JSON: the current one (v2), its discontinued predecessor (v1) and the legacy RSS feed.
///
/// See `docs/formats/apple-feeds.md`.
enum AppleFeed: JSONFormat {
    static let format = DocumentFormat("apple")

    static func matches(_ root: JSONValue) -> Bool { root.member("feed") != nil }

    static func decode(
        _ root: JSONValue,
        of document: Document,
        _ options: SnapshotDecoder
    ) throws(InputError) -> Decoded {
        options.addingChartWarnings(to: try decode(root.member("feed") ?? root, of: document), of: document)
    }

    /// Decodes a feed in any of the three JSON formats.
    ///
    /// - Parameter feed: The value of the document's `feed` key.
    static func decode(_ feed: JSONValue, of document: Document) throws(InputError) -> Decoded {
        let envelope =
            if let results = feed.member("results") {
                Envelope(flat: feed, results: results)
            } else {
                Envelope(legacy: feed)
            }
        return try decode(envelope, of: document)
    }

    private static func decode(_ feed: Envelope, of document: Document) throws(InputError) -> Decoded {
        if let problem = feed.entriesProblem { throw InputError(document.origin, at: feed.path, problem) }
        let chart = try chart(of: feed.address, in: document)
        guard !feed.entries.isEmpty else { throw InputError(document.origin, at: feed.path, "no entries") }
        guard let observedAt = document.observedAt(stamp: feed.updated) else {
            throw InputError(document.origin, at: "feed.updated", "missing; the time of the snapshot is unknown")
        }
        var collector = EntryCollector(origin: document.origin, path: feed.path, store: .appStore)
        var urls = EntryURLs()
        for (index, entry) in feed.entries.enumerated() {
            feed.add(entry, at: index, to: &collector)
            urls.add(feed.page(of: entry))
        }
        // Apple has answered requests for an unknown storefront with another one's chart.
        if let problem = urls.disagreement(with: chart.storefront, of: "feed.id says") { collector.note(problem) }
        return try collector.decoded(chart: chart, observedAt: observedAt, feedUpdated: feed.updated)
    }

    /// Returns the chart that a feed's URL describes.
    static func chart(of address: String?, in document: Document) throws(InputError) -> Chart {
        guard let address else {
            throw InputError(document.origin, at: "feed.id", "missing; the chart is unknown")
        }
        let quoted = "\"\(UntrustedText.sanitized(address))\""
        do throws(InvalidText) {
            if let chart = try AppleFeedURL.chart(of: address) { return chart }
        } catch {
            throw InputError(document.origin, at: "feed.id", "\(error.problem) (in \(quoted))")
        }
        throw InputError(document.origin, at: "feed.id", "\(quoted) isn't the URL of a chart")
    }
}

/// The fields and entries of a feed in any of the three JSON formats.
private struct Envelope {
    let address: String?
    let updated: Timestamp?
    /// The path to the entries in the document, used in errors.
    let path: String
    let entries: [JSONValue]
    private(set) var entriesProblem: String?
    private let isFlat: Bool

    /// Reads a v1 or v2 feed, which has plain values, and entries in `results`.
    init(flat feed: JSONValue, results: JSONValue) {
        isFlat = true
        address = feed.member("id")?.text
        updated = feed.member("updated")?.text.flatMap(FeedDate.timestamp)
        path = "feed.results"
        entries = Array(results.elements)
        if results.kind != .list { entriesProblem = "expected an array" }
    }

    /// Reads a legacy feed, in which every value is an object with a `label`, and `entry` is an array, an object or
    /// missing.
    init(legacy feed: JSONValue) {
        isFlat = false
        address = feed.member("id")?.member("label")?.text ?? Self.ownLink(of: feed)
        updated = feed.member("updated")?.member("label")?.text.flatMap(FeedDate.timestamp)
        path = "feed.entry"
        let entry = feed.member("entry")
        entries = entry.map { $0.kind == .list ? Array($0.elements) : [$0] } ?? []
    }

    /// Returns the URL of the feed's `self` link, or `nil` if there is none. `link` may be an array or an object.
    private static func ownLink(of feed: JSONValue) -> String? {
        guard let link = feed.member("link") else { return nil }
        let links = link.kind == .list ? Array(link.elements) : [link]
        return links.lazy.compactMap { $0.member("attributes") }.first { $0.member("rel")?.text == "self" }?
            .member("href")?.text
    }

    /// Returns the URL of an entry's page, which contains the storefront.
    func page(of entry: JSONValue) -> String? {
        isFlat ? entry.member("url")?.text : entry.member("id")?.member("label")?.text
    }

    /// Adds an entry to a collector. Only the id is required; a name that isn't a string is ignored.
    func add(_ entry: JSONValue, at index: Int, to collector: inout EntryCollector) {
        guard entry.kind == .object else {
            return collector.skip(at: index, "expected an object, found \(entry.kind.rawValue)")
        }
        let path = isFlat ? "id" : "id.attributes.im:id"
        let value = isFlat ? entry.member("id") : entry.member("id")?.member("attributes")?.member("im:id")
        guard let value else { return collector.skip(at: index, "missing \(path)") }
        guard let id = value.textOrNumber else {
            return collector.skip(at: index, "\(path): expected a string, found \(value.kind.rawValue)")
        }
        let name = isFlat ? entry.member("name") : entry.member("im:name")?.member("label")
        let developer = isFlat ? entry.member("artistName") : entry.member("im:artist")?.member("label")
        collector.add(.init(id: id, name: name?.text, developer: developer?.text), at: index)
    }
}
