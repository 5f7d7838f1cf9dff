import Market

/// A list as `app-store-scraper` and `google-play-scraper` print it: described in `docs/formats/scraper-lists.md`.
enum ScraperList {
    static func looksLike(_ root: JSONValue) -> Bool {
        guard let first = root.elements.first(where: { _ in true }) else { return false }
        return first.member("appId") != nil || (first.member("id") != nil && first.member("title") != nil)
    }

    static func decode(
        _ root: JSONValue,
        of document: Document,
        names: ChartDefaults
    ) throws(IngestError) -> Decoded {
        let found = try ChartInference(
            names: names,
            name: SnapshotFileName(origin: document.origin),
            addresses: EntryAddresses(root),
            origin: document.origin
        )
        let store = found.chart.store
        guard let observedAt = document.observedAt(stamp: nil) else {
            throw IngestError(document.origin, "says no time, and neither does its name")
        }
        var collector = EntryCollector(origin: document.origin, path: "list", store: store)
        for (index, entry) in root.elements.enumerated() {
            // The App Store's own number; Google's are package names.
            let key = store == .appStore ? entry.member("id") : entry.member("appId")
            guard let id = key?.textOrNumber else {
                collector.leaveOut(at: index, "has no \(store == .appStore ? "id" : "appId")")
                continue
            }
            let (title, developer) = (entry.member("title")?.text, entry.member("developer")?.text)
            collector.add(.init(id: id, name: title, developer: developer), at: index)
        }
        for note in found.notes { collector.note(note) }
        return try collector.decoded(chart: found.chart, observedAt: observedAt, feedUpdated: nil)
    }
}
