import Market

extension SnapshotDecoder {
    /// A document with a warning where its name seems to hold a date that isn't read, so that the file's own time stands.
    func noting(_ decoded: Decoded, of document: Document) -> Decoded {
        guard document.fetchedAt == nil, let modified = document.modifiedAt,
            decoded.charts.contains(where: { $0.snapshot.observedAt == modified }),
            FileNameTime.isUnread(in: document.ownName)
        else { return decoded }
        var decoded = decoded
        decoded.warnings.insert(
            IngestError(
                document.origin,
                "the date in the name isn't understood; recorded at the file's own time, \(modified.iso8601); "
                    + "write it as 2026-03-10 or 2026-03-10T12-00-00Z"
            ),
            at: 0
        )
        return decoded
    }

    /// A feed with warnings where options or its file's name say another chart than the feed does. The feed stands.
    func noting(feed decoded: Decoded, of document: Document) -> Decoded {
        guard let chart = decoded.charts.first?.snapshot.chart else { return decoded }
        var notes: [String] = []
        func compare(_ what: String, _ said: String?, _ found: String) {
            guard let said, said != found else { return }
            notes.append("the feed is of \(what) \(found), so \(what) \(said) is ignored")
        }
        compare("store", names.store?.rawValue, chart.store.rawValue)
        let name = SnapshotFileName(origin: document.origin)
        let named = name.kind == nil || name.storefronts.count != 1 ? nil : name.storefronts.first?.storefront.code
        compare("storefront", names.storefront?.code ?? named, chart.storefront.code)
        compare("chart", names.kind?.slug ?? name.kind?.slug, chart.kind.slug)
        if let genre = names.genre ?? (name.kind != nil && name.genres.count == 1 ? name.genres.first : nil),
            !genre.isGenre(of: chart)
        {
            notes.append("the feed is of \(chart.genreTitle), so genre \(InvalidText.quoted(genre.text)) is ignored")
        }
        var decoded = decoded
        decoded.warnings.insert(contentsOf: notes.map { IngestError(document.origin, $0) }, at: 0)
        return decoded
    }
}
