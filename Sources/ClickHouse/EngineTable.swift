/// A table in the engine: its columns, its key and what it contains.
struct EngineTable: Hashable, Sendable {
    /// A column of a table.
    struct Column: Hashable, Sendable {
        let name: String
        /// The type, as the server writes it in `system.columns`.
        let type: String
        let description: String
        /// The codec that suits the values, on servers that have codecs.
        var codec = "ZSTD(3)"
        /// Whether tables that an earlier build created lack the column. Nothing that is read needs it.
        var isAddition = false

        init(_ name: String, _ type: String, _ description: String, codec: String = "ZSTD(3)") {
            (self.name, self.type, self.description, self.codec) = (name, type, description, codec)
        }
    }

    let name: String
    let description: String
    let columns: [Column]
    /// The columns of the sorting key. Of rows with equal keys, the one with the highest version is kept.
    let key: [String]
    /// The column with the version of a row; `nil` if rows with equal keys are equal.
    var version: String? = "batch"
    /// The column with the time by which the table is partitioned; `nil` for a small table.
    var time: String?

    /// Returns the columns as an `INSERT` statement lists them.
    var columnList: String { columns.map(\.name).joined(separator: ", ") }
}

extension EngineTable {
    private static let time = "DateTime('UTC')"
    private static let delta = "Delta, ZSTD(3)"

    private static let chart = Column("chart", "String", "key of the chart, such as appstore:us/top-free")
    private static let app = Column("app", "String", "id of the app")
    private static let collector = Column("collector", "UInt32", "random number of the archive that sent the row")
    private static let batch = Column(
        "batch",
        "UInt32",
        "number of the collector's batch; higher is newer",
        codec: delta
    )

    private static let leader = {
        var leader = Column("leader", "String", "id of the app at rank 1; empty if unknown")
        leader.isAddition = true
        return leader
    }()

    static let charts = EngineTable(
        name: "charts",
        description: "One row per chart.",
        columns: [
            chart, Column("store", "String", "appstore or googleplay"),
            Column("storefront", "String", "code of the country, such as us"),
            Column("kind", "String", "such as top-free"),
            Column("genre", "String", "id of the genre; empty for the whole store"),
            Column("edition", "String", "all or without-games"),
        ],
        key: ["chart"],
        version: nil
    )

    static let rankings = EngineTable(
        name: "rankings",
        description: "One row per app and ranking. A snapshot that repeats the one before it has no rows.",
        columns: [
            chart, app, Column("at", time, "time at which the ranking was first seen", codec: delta),
            Column("rank", "UInt16", "1 is best", codec: delta), collector, batch,
        ],
        key: ["chart", "app", "at", "collector"],
        time: "at"
    )

    static let snapshots = EngineTable(
        name: "snapshots",
        description: "One row per snapshot, including those that repeat the one before.",
        columns: [
            chart, Column("at", time, "time of the snapshot", codec: delta),
            Column("since", time, "time of the rows in rankings", codec: delta),
            Column("partial", "UInt8", "1 if only some ranks are known"),
            Column("entries", "UInt16", "number of ranks", codec: delta),
            leader, collector, batch,
        ],
        key: ["chart", "at", "collector"],
        time: "at"
    )

    static let apps = EngineTable(
        name: "apps",
        description: "One row per name of an app in a storefront, valid until the next one.",
        columns: [
            app, Column("store", "String", "appstore or googleplay"),
            Column("storefront", "String", "code of the country"), Column("since", time, "first time of the name"),
            Column("name", "String", "name as the source spelled it"),
            Column("developer", "Nullable(String)", "NULL if unknown"),
            Column("seen", time, "last time of the name before the next one"),
            Column("returned", "Nullable(\(time))", "time at which the name was seen again after the next one, if any"),
            Column("removed", "UInt8", "1 if the row no longer applies"), collector, batch,
        ],
        key: ["app", "storefront", "since", "collector"]
    )

    static let counts = EngineTable(
        name: "counts",
        description: "Downloads and other counts for one day, or for several days together.",
        columns: [
            app, Column("store", "String", "appstore or googleplay"), Column("metric", "String", "such as downloads"),
            Column("stores", "String", "comma-separated; empty if unknown"),
            Column("storefronts", "String", "comma-separated codes; empty for worldwide, or unknown"),
            Column("kind", "String", "exact, observed, estimate, claim, measured or derived"),
            Column("source", "String", "publisher"), Column("first", "Date", "first day"),
            Column("last", "Date", "last day"),
            Column("days", "String", "days and ranges, such as 2026-03-01..2026-03-07,2026-03-09"),
            Column("value", "Int64", "negative if refunds exceed downloads"),
            Column("number", "UInt32", "order in the archive, or the batch for one day; the highest applies"),
            collector, batch,
        ],
        key: ["app", "metric", "stores", "storefronts", "kind", "source", "days", "collector"],
        version: "number"
    )

    static let listings = EngineTable(
        name: "listings",
        description: "Ratings, version and price of an app in a storefront, at most one row per hour.",
        columns: [
            app, Column("storefront", "String", "code of the country"), Column("hour", time, "start of the hour"),
            Column("since", time, "first time of this state"), Column("seen", time, "last time of this state"),
            Column("ratings", "Nullable(Int64)", "number of ratings"),
            Column("stars", "Nullable(Float64)", "average rating"), Column("version", "Nullable(String)", "version"),
            Column("price", "Nullable(Int64)", "price in thousandths of the currency"),
            Column("currency", "Nullable(String)", "ISO 4217 code"), collector, batch,
        ],
        key: ["app", "storefront", "hour", "collector"]
    )

    static let sources = EngineTable(
        name: "sources",
        description: "Which source provided which chart, and from when to when.",
        columns: [
            chart, Column("source", "String", "label of the source"), Column("first", time, "first snapshot"),
            Column("last", time, "last snapshot"), collector, batch,
        ],
        key: ["chart", "source", "collector"]
    )

    static let batches = EngineTable(
        name: "batches",
        description: "One row per batch, written after all its other rows. Readers follow this table.",
        columns: [
            collector, batch, Column("host", "String", "computer that sent the batch"),
            Column("charts", "Array(String)", "charts with new snapshots"),
            Column("first", time, "first of the new snapshots"), Column("last", time, "last of the new snapshots"),
            Column("points", "UInt32", "rows in rankings"), Column("facts", "UInt32", "rows in the other tables"),
        ],
        key: ["collector", "batch"],
        version: nil
    )

    static let launchtop = EngineTable(
        name: "launchtop",
        description: "The version of these tables.",
        columns: [
            Column("version", "UInt16", "version of the schema; the highest applies"),
            Column("program", "String", "program that created it"),
        ],
        key: ["version"],
        version: nil
    )

    /// All tables. The last one marks the schema as complete.
    static let all = [charts, rankings, snapshots, apps, counts, listings, sources, batches, launchtop]
}
