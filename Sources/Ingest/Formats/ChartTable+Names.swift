import Market

extension ChartTable {
    /// What is known of a table's chart beside its columns: by the options, else by the file's name.
    struct Known {
        let store: Store?
        let storefront: Storefront?
        let kind: ChartKind?
        private let names: ListNames

        init(_ names: ListNames, origin: String) throws(IngestError) {
            let names = names.filled(from: ListNames(origin: origin))
            self.names = names
            (store, storefront, kind) = (names.store, names.storefront, names.kind)
        }

        func genre(in store: Store) throws(InvalidText) -> Genre? { names.genre }

        /// The same as a mapping's fields.
        var fields: [Mapping.Field: String] {
            var fields: [Mapping.Field: String] = [:]
            fields[.store] = store?.rawValue
            fields[.storefront] = storefront?.code
            fields[.chart] = kind?.slug
            fields[.genre] = names.genre?.id
            return fields
        }
    }
}
