import Input
import Market

extension SnapshotDecoder {
    /// Returns decoded data, with a warning added if the modification time is used because the date in the file name
    /// seems to be invalid.
    func addingDateWarning(to decoded: Decoded, of document: Document) -> Decoded {
        guard document.fetchedAt == nil, let modified = document.modifiedAt,
            decoded.charts.contains(where: { $0.snapshot.observedAt == modified }),
            FileNameTime.isUnread(in: document.fileName)
        else { return decoded }
        var decoded = decoded
        decoded.warnings.insert(
            InputError(
                document.origin,
                "invalid date in the file name; using the file's modification time \(modified.iso8601); write the "
                    + "date as 2026-03-10 or 2026-03-10T12-00-00Z"
            ),
            at: 0
        )
        return decoded
    }

    /// Returns decoded data, with warnings added if the defaults or the file name contradict the feed. The feed's chart
    /// takes precedence.
    func addingChartWarnings(to decoded: Decoded, of document: Document) -> Decoded {
        guard let chart = decoded.charts.first?.snapshot.chart else { return decoded }
        var notes: [String] = []
        func compare(_ field: String, _ expected: String?, _ found: String) {
            guard let expected, expected != found else { return }
            notes.append(
                "the feed is for \(field) \(found); ignoring \(field) \(expected) from the file name or options"
            )
        }
        compare("store", defaults.store?.rawValue, chart.store.rawValue)
        let name = SnapshotFileName(origin: document.origin)
        let named = name.kind == nil || name.storefronts.count != 1 ? nil : name.storefronts.first?.storefront.code
        compare("storefront", defaults.storefront?.code ?? named, chart.storefront.code)
        compare("chart", defaults.kind?.slug ?? name.kind?.slug, chart.kind.slug)
        if let genre = defaults.genre ?? (name.kind != nil && name.genres.count == 1 ? name.genres.first : nil),
            !genre.isGenre(of: chart)
        {
            notes.append("the feed is for \(chart.genreTitle); ignoring genre \(InvalidText.quoted(genre.text))")
        }
        var decoded = decoded
        decoded.warnings.insert(contentsOf: notes.map { InputError(document.origin, $0) }, at: 0)
        return decoded
    }
}
