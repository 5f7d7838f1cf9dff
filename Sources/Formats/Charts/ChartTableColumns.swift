import Input
import Market

/// The columns of a collector's table.
struct ChartTableColumns {
    /// The column of ranks; `nil` if a row's position is its rank.
    var rank: CSVHeader.Column?
    /// Candidates for the id column, most likely first. The first one with a valid id for the store is used for all of
    /// the store's rows.
    var ids: [CSVHeader.Column] = []
    /// Text that precedes the id in its column; `nil` if the column contains only the id.
    var idAfter: String?
    var name: CSVHeader.Column?
    var developer: CSVHeader.Column?
    var fields: [Mapping.Field: CSVHeader.Column] = [:]
    /// The name of the genre column, which isn't read because in most tables it contains the app's genre; `nil` if
    /// there is none.
    var genre: String?
    /// Whether a row's store can be inferred from its id.
    var infersStore = true

    /// Common names of rank columns, in lower case without spaces, underscores or hyphens.
    private static let ranks = [
        "rank", "position", "ranking", "pos", "#", "place", "chartrank", "chartposition", "rankposition", "currentrank",
    ]
    private static let numberIDs = [
        "appid", "trackid", "appleid", "appleidentifier", "adamid", "itunesid", "appstoreid", "storeid",
        "applicationid",
        "id",
    ]
    private static let packages = ["packagename", "package"]
    /// The name of a column that contains ids in launchtop's own formats, and app names in other formats.
    private static let apps = ["app"]
    /// Ambiguous names of id columns: in tables of App Store apps they contain bundle identifiers, which aren't App
    /// Store ids; in tables of Google Play apps they contain the ids.
    private static let bundles = ["bundleid", "bundleidentifier", "bundle"]
    private static let appNames = ["title", "name", "appname", "trackname", "app"]
    private static let developers = [
        "developer", "publisher", "developername", "publishername", "artistname", "seller",
    ]
    private static let common: [(field: Mapping.Field, names: [String])] = [
        (.store, ["store", "platform", "os"]),
        (.storefront, ["storefront", "country", "countrycode", "territory", "region", "market"]),
        (.chart, ["chart", "charttype", "feedtype", "collection", "list", "listtype"]),
        (
            .date,
            [
                "date", "time", "timestamp", "datetime", "day", "observedat", "fetchedat", "scrapedat", "collectedat",
                "crawledat", "capturedat", "snapshotat", "snapshotdate", "snapshottime", "asof",
            ]
        ),
    ]

    /// Finds columns by common names. A genre column isn't used, because in most tables it contains the app's genre and
    /// not the chart's.
    ///
    /// - Returns: `nil` if the column of ranks or the column of ids is missing.
    init?(commonNamesIn header: CSVHeader) {
        let spelled = header.names.map { $0.filter { !" _-".contains($0) } }
        func all(_ names: [String]) -> [CSVHeader.Column] {
            names.compactMap { name in
                spelled.firstIndex(of: name).map { CSVHeader.Column(name: header.names[$0], index: $0) }
            }
        }
        guard let rank = all(Self.ranks).first else { return nil }
        let named = all(Self.numberIDs + Self.packages)
        let bundles = all(Self.bundles)
        let certain = named.isEmpty && bundles.isEmpty ? all(Self.apps) : named
        ids = certain + bundles
        guard !ids.isEmpty else { return nil }
        self.rank = rank
        infersStore = !certain.isEmpty
        name = all(Self.appNames).first { !certain.contains($0) }
        developer = all(Self.developers).first
        genre = all(["genre", "category", "genrename", "categoryname"]).first?.name
        for (field, names) in Self.common { fields[field] = all(names).first }
    }

    /// Returns a description of the column that a table of apps is missing, such as "a column of ranks, such as rank";
    /// `nil` if the table has both columns, or neither.
    static func missing(in header: CSVHeader) -> String? {
        let spelled = Set(header.names.map { $0.filter { !" _-".contains($0) } })
        let hasIDs = !spelled.isDisjoint(with: numberIDs + packages + bundles + apps)
        switch (hasIDs, !spelled.isDisjoint(with: ranks)) {
        case (true, false): return "a column of ranks, such as rank"
        case (false, true): return "a column of app ids, such as app_id"
        default: return nil
        }
    }

    /// Finds the columns that a mapping names.
    ///
    /// - Throws: An error that names the missing columns.
    init(
        _ columns: Mapping.Columns,
        in header: CSVHeader,
        mapping: Mapping,
        origin: String
    ) throws(InputError) {
        let wanted = [columns.id, columns.rank, columns.name, columns.developer].compactMap { $0 }
        let missing = header.missing(wanted + columns.fields.values.sorted())
        guard missing.isEmpty else {
            throw InputError(
                origin,
                line: header.line,
                at: header.dialect,
                "\(CSVHeader.problem(missing: missing)), required by mapping \"\(mapping.name)\""
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
