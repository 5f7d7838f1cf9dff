import Market

extension ChartTable {
    /// What is known of a table's chart beside its columns: by the options, else by the file's name.
    struct Known {
        let store: Store?
        let storefront: Storefront?
        let kind: ChartKind?
        private let genre: GenreText?

        /// - Throws: where the file's name has a word that isn't understood: it may name a part of the store.
        init(_ names: ChartDefaults, origin: String) throws(IngestError) {
            let name = SnapshotFileName(origin: origin)
            store = names.store ?? (name.stores.count == 1 ? name.stores.first : nil)
            let places = Set(name.storefronts.map(\.storefront))
            storefront = names.storefront ?? (places.count == 1 ? places.first : nil)
            kind = names.kind ?? name.kind
            genre = names.genre ?? (name.genres.count == 1 ? name.genres.first : nil)
            guard store == nil || storefront == nil || kind == nil else {
                // All is known without a column, so the rules of lists hold as they are.
                _ = try ChartInference(names: names, name: name, addresses: EntryAddresses(), origin: origin)
                return
            }
            if names.genre == nil, name.kind != nil || !name.genres.isEmpty, let word = name.unknown.first {
                throw IngestError(
                    origin,
                    "\(InvalidText.quoted(word)) in the name isn't a store, storefront, chart, genre, date or number; say "
                        + "the genre with --genre (all is the whole store), or rename the file"
                )
            }
        }

        func genre(in store: Store) throws(InvalidText) -> Genre? { try genre?.genre(in: store) }

        /// The same as a mapping's fields.
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
