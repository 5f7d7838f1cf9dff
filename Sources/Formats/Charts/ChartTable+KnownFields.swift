import Input
import Market

extension ChartTable {
    /// The fields of a table's chart that are known from the defaults or the file name instead of from columns.
    struct KnownFields {
        let store: Store?
        let storefront: Storefront?
        let kind: ChartKind?
        private let genre: GenreText?

        /// Collects the fields known from the defaults and the file name.
        ///
        /// - Throws: An error if the file name contains an unknown word that may be a genre.
        init(_ defaults: ChartDefaults, origin: String) throws(InputError) {
            let name = SnapshotFileName(origin: origin)
            store = defaults.store ?? (name.stores.count == 1 ? name.stores.first : nil)
            let storefronts = Set(name.storefronts.map(\.storefront))
            storefront = defaults.storefront ?? (storefronts.count == 1 ? storefronts.first : nil)
            kind = defaults.kind ?? name.kind
            genre = defaults.genre ?? (name.genres.count == 1 ? name.genres.first : nil)
            guard store == nil || storefront == nil || kind == nil else {
                // Everything is known without columns, so the rules for scraper lists apply.
                _ = try ChartInference(defaults: defaults, name: name, urls: EntryURLs(), origin: origin)
                return
            }
            if defaults.genre == nil, name.kind != nil || !name.genres.isEmpty, let word = name.unknown.first {
                throw InputError(
                    origin,
                    "\(InvalidText.quoted(word)) in the file name is not a store, storefront, chart, genre, date or "
                        + "number; use --genre (all for the whole store), or rename the file"
                )
            }
        }

        func genre(in store: Store) throws(InvalidText) -> Genre? { try genre?.genre(in: store) }

        /// The known values as fields of a mapping.
        var fields: [Mapping.Field: String] {
            var fields: [Mapping.Field: String] = [:]
            fields[.store] = store?.rawValue
            fields[.storefront] = storefront?.code
            fields[.chart] = kind?.slug
            fields[.genre] = genre?.text
            return fields
        }
    }
}
