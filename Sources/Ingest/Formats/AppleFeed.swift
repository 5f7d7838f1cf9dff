import Market

/// Apple's chart feeds as JSON: the current one (v2), the dead one before it (v1) and the legacy one.
///
/// The formats are described in `docs/formats/apple-feeds.md`.
enum AppleFeed {
    /// - Parameter feed: the value of the body's `feed`.
    static func decode(_ feed: JSONValue, of document: Document) throws(IngestError) -> Decoded {
        let envelope =
            if let results = feed.member("results") {
                Envelope(flat: feed, results: results)
            } else {
                Envelope(legacy: feed)
            }
        return try decode(envelope, of: document)
    }

    private static func decode(_ feed: Envelope, of document: Document) throws(IngestError) -> Decoded {
        if let problem = feed.entriesProblem { throw IngestError(document.origin, at: feed.path, problem) }
        let chart = try chart(of: feed.address, in: document)
        guard !feed.entries.isEmpty else { throw IngestError(document.origin, at: feed.path, "has no entries") }
        guard let observedAt = document.observedAt(stamp: feed.updated) else {
            throw IngestError(document.origin, at: "feed.updated", "is missing, so the time is unknown")
        }
        var collector = EntryCollector(origin: document.origin, path: feed.path, store: .appStore)
        var addresses = EntryAddresses()
        for (index, entry) in feed.entries.enumerated() {
            feed.add(entry, at: index, to: &collector)
            addresses.note(feed.page(of: entry))
        }
        // A request for a storefront that Apple doesn't know has been answered with another one's chart.
        if let problem = addresses.disagreement(with: chart.storefront, of: "feed.id says") { collector.note(problem) }
        return try collector.decoded(chart: chart, observedAt: observedAt, feedUpdated: feed.updated)
    }

    /// The chart that a feed's address names.
    static func chart(of address: String?, in document: Document) throws(IngestError) -> Chart {
        guard let address else {
            throw IngestError(document.origin, at: "feed.id", "is missing, so the chart is unknown")
        }
        let quoted = "\"\(UntrustedText.words(address))\""
        do throws(InvalidText) {
            if let chart = try AppleAddress.chart(of: address) { return chart }
        } catch {
            throw IngestError(document.origin, at: "feed.id", "\(error.problem) (in \(quoted))")
        }
        throw IngestError(document.origin, at: "feed.id", "\(quoted) does not name a chart")
    }
}

/// What is around the entries, in whichever of the three shapes.
private struct Envelope {
    let address: String?
    let updated: Timestamp?
    /// Where the entries are, as errors name it.
    let path: String
    let entries: [JSONValue]
    private(set) var entriesProblem: String?
    private let isFlat: Bool

    /// v1 and v2: scalars are scalars, the entries are in `results`.
    init(flat feed: JSONValue, results: JSONValue) {
        isFlat = true
        address = feed.member("id")?.text
        updated = feed.member("updated")?.text.flatMap(FeedDate.timestamp)
        path = "feed.results"
        entries = Array(results.elements)
        if results.kind != .list { entriesProblem = "is not a list" }
    }

    /// Legacy: every scalar is an object with a `label`, and `entry` is a list, one object, or absent.
    init(legacy feed: JSONValue) {
        isFlat = false
        address = feed.member("id")?.member("label")?.text ?? Self.ownLink(of: feed)
        updated = feed.member("updated")?.member("label")?.text.flatMap(FeedDate.timestamp)
        path = "feed.entry"
        let entry = feed.member("entry")
        entries = entry.map { $0.kind == .list ? Array($0.elements) : [$0] } ?? []
    }

    /// The address of the link that is the feed's own; links are a list or one object.
    private static func ownLink(of feed: JSONValue) -> String? {
        guard let link = feed.member("link") else { return nil }
        let links = link.kind == .list ? Array(link.elements) : [link]
        return links.lazy.compactMap { $0.member("attributes") }.first { $0.member("rel")?.text == "self" }?
            .member("href")?.text
    }

    /// The address of an entry's page, which names the storefront.
    func page(of entry: JSONValue) -> String? {
        isFlat ? entry.member("url")?.text : entry.member("id")?.member("label")?.text
    }

    /// Only the id must be right; a name of another kind is no name.
    func add(_ entry: JSONValue, at index: Int, to collector: inout EntryCollector) {
        guard entry.kind == .object else { return collector.leaveOut(at: index, "is \(entry.kind.rawValue)") }
        let place = isFlat ? "id" : "id.attributes.im:id"
        let value = isFlat ? entry.member("id") : entry.member("id")?.member("attributes")?.member("im:id")
        guard let value else { return collector.leaveOut(at: index, "has no \(place)") }
        guard let id = value.textOrNumber else {
            return collector.leaveOut(at: index, "\(place) is \(value.kind.rawValue) and not text")
        }
        let name = isFlat ? entry.member("name") : entry.member("im:name")?.member("label")
        let developer = isFlat ? entry.member("artistName") : entry.member("im:artist")?.member("label")
        collector.add(.init(id: id, name: name?.text, developer: developer?.text), at: index)
    }
}
