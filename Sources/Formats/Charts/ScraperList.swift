import Input
import Market

/// A list of apps as written by `app-store-scraper` and `google-play-scraper`. See `docs/formats/scraper-lists.md`.
enum ScraperList: JSONFormat {
    static let format = DocumentFormat("list")

    static func decode(
        _ root: JSONValue,
        of document: Document,
        _ options: SnapshotDecoder
    ) throws(InputError) -> Decoded {
        try decode(root, of: document, defaults: options.defaults)
    }

    static func matches(_ root: JSONValue) -> Bool {
        guard let first = root.elements.first(where: { _ in true }) else { return false }
        return first.member("appId") != nil || (first.member("id") != nil && first.member("title") != nil)
    }

    static func decode(
        _ root: JSONValue,
        of document: Document,
        defaults: ChartDefaults
    ) throws(InputError) -> Decoded {
        let inferred = try ChartInference(
            defaults: defaults,
            name: SnapshotFileName(origin: document.origin),
            urls: EntryURLs(root),
            origin: document.origin
        )
        let store = inferred.chart.store
        guard let observedAt = document.observedAt(stamp: nil) else {
            let problem = "missing date; add one to the file name, such as us-top-free-2026-03-01.json"
            throw InputError(document.origin, problem)
        }
        var collector = EntryCollector(origin: document.origin, path: "list", store: store)
        for (index, entry) in root.elements.enumerated() {
            // The App Store uses numeric ids, Google Play package names.
            let key = store == .appStore ? entry.member("id") : entry.member("appId")
            guard let id = key?.textOrNumber else {
                collector.skip(at: index, "missing \(store == .appStore ? "id" : "appId")")
                continue
            }
            let (title, developer) = (entry.member("title")?.text, entry.member("developer")?.text)
            collector.add(.init(id: id, name: title, developer: developer), at: index)
        }
        for note in inferred.notes { collector.note(note) }
        return try collector.decoded(chart: inferred.chart, observedAt: observedAt, feedUpdated: nil)
    }
}
