import Market

/// Which columns of a collector's table mean what.
struct ChartTableColumns {
    /// `nil` where the order of the rows is the rank.
    var rank: CSVHeader.Column?
    /// Where an id may be, the likeliest first; the first that holds one of the store's ids is used for all rows.
    var ids: [CSVHeader.Column] = []
    /// What stands before the id in its text.
    var idAfter: String?
    var name: CSVHeader.Column?
    var developer: CSVHeader.Column?
    var fields: [Mapping.Field: CSVHeader.Column] = [:]
    /// A column of genres that isn't read, because in most tables it is the app's own.
    var genre: String?
    /// Whether the store of a row may be known by the form of its id.
    var tellsStore = true

    /// Names of columns in lower case without spaces, underscores and hyphens.
    private static let ranks = ["rank", "position", "ranking", "pos", "#", "place"]
    private static let numberIDs = [
        "appid", "trackid", "appleid", "appleidentifier", "adamid", "itunesid", "appstoreid", "id",
    ]
    private static let packages = ["packagename", "package"]
    /// Apple calls its own package names so, which aren't ids of its store; others call Google's so.
    private static let bundles = ["bundleid", "bundleidentifier", "bundle"]
    private static let appNames = ["title", "name", "appname", "trackname", "app"]
    private static let developers = [
        "developer", "publisher", "developername", "publishername", "artistname", "seller",
    ]
    private static let common: [(field: Mapping.Field, names: [String])] = [
        (.store, ["store", "platform", "os"]),
        (.storefront, ["storefront", "country", "countrycode", "territory"]),
        (.chart, ["chart", "charttype", "feedtype", "collection", "list", "listtype"]),
        (
            .date,
            ["date", "time", "timestamp", "datetime", "day", "observedat", "fetchedat", "scrapedat", "collectedat"]
        ),
    ]

    /// Recognises columns by names that collectors commonly give them. A genre isn't among them: in most tables it is the
    /// app's own and not the chart's.
    ///
    /// - Returns: `nil` where there are no columns for ranks and ids.
    init?(commonNamesIn header: CSVHeader) {
        let spelled = header.names.map { $0.filter { !" _-".contains($0) } }
        func all(_ names: [String]) -> [CSVHeader.Column] {
            names.compactMap { name in
                spelled.firstIndex(of: name).map { CSVHeader.Column(name: header.names[$0], index: $0) }
            }
        }
        guard let rank = all(Self.ranks).first else { return nil }
        let certain = all(Self.numberIDs + Self.packages)
        ids = certain + all(Self.bundles)
        guard !ids.isEmpty else { return nil }
        self.rank = rank
        tellsStore = !certain.isEmpty
        name = all(Self.appNames).first
        developer = all(Self.developers).first
        genre = all(["genre", "category", "genrename", "categoryname"]).first?.name
        for (field, names) in Self.common { fields[field] = all(names).first }
    }

    /// The columns that a mapping names.
    ///
    /// - Throws: where one isn't there.
    init(
        _ columns: Mapping.Columns,
        in header: CSVHeader,
        mapping: Mapping,
        origin: String
    ) throws(IngestError) {
        let wanted = [columns.id, columns.rank, columns.name, columns.developer].compactMap { $0 }
        let missing = header.missing(wanted + columns.fields.values.sorted())
        guard missing.isEmpty else {
            throw IngestError(
                origin,
                at: header.place,
                "the header has no column \(missing.joined(separator: ", ")), which the mapping \(mapping.name) names"
            )
        }
        rank = columns.rank.map(header.column)
        ids = [header.column(columns.id)]
        idAfter = columns.idAfter
        name = columns.name.map(header.column)
        developer = columns.developer.map(header.column)
        fields = columns.fields.mapValues(header.column)
    }
}
