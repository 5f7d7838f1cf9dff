import Formats
import Foundation
import Input
import Market
import TestSupport
import Testing

@Suite("Chart tables from other collectors")
struct ChartTableTests {
    private static func decode(
        _ lines: [String],
        origin: String = "us-top-free-2026-03-10.csv",
        decoder: SnapshotDecoder = SnapshotDecoder()
    ) throws -> Decoded {
        let text = lines.map { $0 + "\n" }.joined()
        return try decoder.decode(Document(origin: origin, body: Data(text.utf8)))
    }

    private static func summary(_ decoded: Decoded) -> [String] {
        decoded.snapshots.map { snapshot in
            let chart = snapshot.chart
            let entries = snapshot.entries.map { "\($0.rank.value)=\($0.app.text)" }.joined(separator: " ")
            return
                "\(chart.store.rawValue) \(chart.storefront.code) \(chart.kind.slug) \(snapshot.observedAt.day.iso8601): "
                + entries
        }
    }

    @Test(
        "common names for a chart table's rank, id, name and developer columns are recognized",
        arguments: [
            "rank,app_id,title,developer", "Position,App ID,Name,Publisher", "#,id,app_name,seller",
            "pos,track_id,trackName,artistName", "Rank,appId,Title,Developer", "ranking,Apple-ID,App,publisher_name",
            "Rank,Apple Identifier,Title,Developer",
        ]
    )
    func names(header: String) throws {
        let decoded = try Self.decode([header, "1,1700000001,Quill,Acme", "2.0,id1700000002,Ink,Zed"])
        #expect(decoded.warnings.isEmpty)
        #expect(Self.summary(decoded) == ["appstore us top-free 2026-03-10: 1=1700000001 2=1700000002"])
        #expect(decoded.snapshots[0].entries.map(\.name) == ["Quill", "Ink"])
        #expect(decoded.snapshots[0].entries.map(\.developer) == ["Acme", "Zed"])
        #expect(decoded.snapshots[0].coverage == .full)
    }

    @Test(
        "common storefront, chart and date column names are recognized in a chart table, in any order and case",
        arguments: [
            "date,country,app_id,rank,chart", "Date,Country,App_ID,Rank,Chart", "DAY,REGION,ID,POSITION,LIST",
            "as_of,market,application_id,chart_rank,feed_type", "crawled_at,territory,app,place,collection",
            "time,storefront,app,rank,chart",
        ]
    )
    func chartNames(header: String) throws {
        let row = "2026-03-01,jp,1700000001,1,top-free"
        let order = [2, 0, 4, 1, 3]
        for fields in [Array(0..<5), order] {
            let lines = [header, row].map { line in
                let parts = line.split(separator: ",")
                return fields.map { String(parts[$0]) }.joined(separator: ",")
            }
            #expect(
                Self.summary(try Self.decode(lines, origin: "x.csv")) == [
                    "appstore jp top-free 2026-03-01: 1=1700000001"
                ]
            )
        }
    }

    @Test("a chart table's store, storefront, chart and date are decoded from its columns")
    func columns() throws {
        let decoded = try Self.decode(
            [
                "date,platform,country,chart,rank,app_id,title", "2026-03-01,ios,us,Top Free,1,1700000001,A",
                "2026-03-01,ios,us,free,2,1700000002,B", "2026-03-01,android,Japan,top_grossing,1,com.example.a,C",
                "2026-03-02 00:00:00,ios,us,topfreeapplications,1,1700000002,B",
            ],
            origin: "all.csv"
        )
        #expect(decoded.warnings.isEmpty)
        #expect(
            Self.summary(decoded) == [
                "appstore us top-free 2026-03-01: 1=1700000001 2=1700000002",
                "googleplay jp top-grossing 2026-03-01: 1=com.example.a",
                "appstore us top-free 2026-03-02: 1=1700000002",
            ]
        )
    }

    @Test("a package name column determines a chart table's store; a bundle id column doesn't")
    func packages() throws {
        let decoded = try Self.decode(["rank,package_name,title", "1,com.example.a,A"])
        #expect(Self.summary(decoded) == ["googleplay us top-free 2026-03-10: 1=com.example.a"])
        let error = #expect(throws: InputError.self) {
            try Self.decode(["rank,bundle_id,title", "1,com.example.a,A"])
        }
        #expect(error?.problem.hasPrefix("unknown store for this table of apps; use --store") == true)
        let play = SnapshotDecoder(defaults: ChartDefaults(store: .googlePlay))
        #expect(try Self.decode(["rank,bundle_id", "1,com.example.a"], decoder: play).snapshots.count == 1)
        let apple = SnapshotDecoder(defaults: ChartDefaults(store: .appStore))
        #expect(throws: InputError.self) { try Self.decode(["rank,bundle_id", "1,com.example.a"], decoder: apple) }
    }

    @Test(
        "if a chart table has several id columns, the store's ids are used; the store must be known"
    )
    func severalIDs() throws {
        let lines = ["rank,id,appId,title", "1,1700000001,com.example.a,A", "2,1700000002,com.example.b,B"]
        let apple = SnapshotDecoder(defaults: ChartDefaults(store: .appStore))
        #expect(
            Self.summary(try Self.decode(lines, decoder: apple)) == [
                "appstore us top-free 2026-03-10: 1=1700000001 2=1700000002"
            ]
        )
        let play = SnapshotDecoder(defaults: ChartDefaults(store: .googlePlay))
        #expect(
            Self.summary(try Self.decode(lines, decoder: play)) == [
                "googleplay us top-free 2026-03-10: 1=com.example.a 2=com.example.b"
            ]
        )
        let error = #expect(throws: InputError.self) { try Self.decode(lines) }
        #expect(error?.problem == "row skipped: unknown store; use --store")
    }

    @Test("a chart table with an unknown storefront and chart causes an error that names the options to use")
    func unknown() {
        let error = #expect(throws: InputError.self) {
            try Self.decode(["rank,app_id,title", "1,1700000001,A"], origin: "list.csv")
        }
        #expect(
            error?.problem
                == "unknown storefront and chart for this table of apps; use --storefront and --chart, or rename the "
                + "file, for example to us-top-free-2026-03-01.csv"
        )
    }

    @Test(
        "a chart table without a rank or id column is rejected with an error that names the missing one",
        arguments: [
            (
                "date,country,app_id",
                "table without a column of ranks, such as rank; found columns date, country, app_id"
            ),
            ("rank,title", "table without a column of app ids, such as app_id; found columns rank, title"),
        ]
    )
    func missing(header: String, problem: String) {
        let error = #expect(throws: InputError.self) { try Self.decode([header, "a,b,c"]) }
        #expect(error?.problem.contains(problem) == true, "\(error?.problem ?? "")")
    }

    @Test(
        "an invalid chart table row is skipped with a warning, and its snapshot is partial",
        arguments: [
            ("x,1700000002,us", "column rank: \"x\" isn't a whole number"),
            ("0,1700000002,us", "column rank: \"0\" is out of range; use 1 to 65535"),
            (
                "2,null,us",
                "column app_id: invalid App Store id \"null\"; use a number of 1 to 19 digits such as 1700000001"
            ),
            ("2,1700000002", "2 fields, but the header has 3"),
        ]
    )
    func broken(row: String, problem: String) throws {
        let decoded = try Self.decode(["rank,app_id,country", "1,1700000001,us", row, "3,1700000003,us"])
        #expect(decoded.snapshots.map { $0.entries.map(\.rank.value) } == [[1, 3]])
        #expect(decoded.snapshots.map(\.coverage) == [.partial])
        #expect(
            decoded.warnings.map(\.description) == [
                "us-top-free-2026-03-10.csv:3: row skipped: \(problem)"
            ]
        )
    }

    @Test("a chart table's genre column is read as the app's genre, with a warning if ranks are duplicated")
    func genres() throws {
        let own = try Self.decode(["rank,app_id,genre", "1,1700000001,Games", "2,1700000002,Music"])
        #expect(own.warnings.isEmpty && own.snapshots.map(\.entries.count) == [2])
        #expect(own.snapshots[0].chart.genre == nil && own.charts.allSatisfy { $0.quarantineReason == nil })
        let charts = try Self.decode(["rank,app_id,category", "1,1700000001,Games", "1,1700000002,Music"])
        #expect(charts.charts.allSatisfy { $0.quarantineReason != nil })
        #expect(charts.warnings.last?.problem.hasPrefix("column category is read as the app's genre") == true)
    }

    @Test("a chart table row with an unknown storefront is skipped with a warning")
    func storefronts() throws {
        let decoded = try Self.decode(["rank,app_id,country", "1,1700000001,zz", "1,1700000001,us"])
        #expect(decoded.snapshots.count == 1 && decoded.warnings.count == 1)
        #expect(decoded.warnings[0].problem.hasPrefix("row skipped: column country: ") == true)
    }

    @Test("a chart table whose last row is truncated gives a partial snapshot")
    func cut() throws {
        let decoded = try Self.decode(["rank,app_id,title", "1,1700000001,A", "2,1700"])
        #expect(decoded.snapshots.map(\.coverage) == [.partial])
    }

    private static let mapping = """
        [csv]
        id = "Link"
        id_after = "/id"
        rank = "Place in chart"
        name = "App"
        developer = "Maker"
        storefront = "Land"
        genre = "Category"
        date = "Seen"
        [fixed]
        store = "appstore"
        chart = "top-free"
        [words.genre]
        photo = "6008"
        """

    private static func mapped(_ text: String, _ body: (SnapshotDecoder) throws -> Void) throws {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).toml")
        defer { try? FileManager.default.removeItem(at: file) }
        try Data(text.utf8).write(to: file)
        try body(SnapshotDecoder(mapping: try Mapping(file: file)))
    }

    @Test("a mapping decodes a chart table with custom column names")
    func mapping() throws {
        try Self.mapped(Self.mapping) { decoder in
            let decoded = try Self.decode(
                [
                    "Seen;Land;Category;Place in chart;App;Maker;Link",
                    "2026-03-01;us;photo;1;Quill;Acme;https://apps.apple.com/us/app/q/id1700000001?l=en",
                    "2026-03-01;us;photo;2;Ink;Zed;https://apps.apple.com/us/app/i/id1700000002",
                    "2026-03-01;us;;1;Ink;Zed;https://apps.apple.com/us/app/i/id1700000002",
                ],
                origin: "any.csv",
                decoder: decoder
            )
            #expect(decoded.warnings.isEmpty)
            #expect(Self.summary(decoded).count == 2)
            let photo = try #require(decoded.snapshots.first { $0.chart.genre != nil })
            #expect(photo.chart.genre?.id == "6008" && photo.entries.map(\.app.text) == ["1700000001", "1700000002"])
            #expect(photo.entries.map(\.developer) == ["Acme", "Zed"])
        }
    }

    @Test("with a mapping that has no rank column, a row's position in the table is its rank")
    func order() throws {
        try Self.mapped(
            "[csv]\nid = \"id\"\n[fixed]\nstore = \"appstore\"\nstorefront = \"us\"\nchart = \"top-free\"\n"
        ) {
            let decoded = try Self.decode(
                ["id", "1700000001", "x", "1700000003"],
                origin: "2026-03-10.csv",
                decoder: $0
            )
            #expect(Self.summary(decoded) == ["appstore us top-free 2026-03-10: 1=1700000001 3=1700000003"])
            #expect(decoded.snapshots.map(\.coverage) == [.partial])
        }
    }

    @Test("a mapping for tables rejects missing columns and JSON, and an invalid mapping is an error")
    func mappingErrors() throws {
        try Self.mapped(Self.mapping) { decoder in
            let missing = #expect(throws: InputError.self) { try Self.decode(["rank,Link", "1,2"], decoder: decoder) }
            #expect(missing?.problem.hasPrefix("missing columns Place in chart, App, Maker") == true)
            let json = #expect(throws: InputError.self) { try Self.decode(["[{\"id\":1}]"], decoder: decoder) }
            #expect(json?.problem.contains("is for CSV only") == true)
        }
        for text in ["[csv]\nrank = \"r\"", "[csv]\nid = \"i\"\ncolour = \"c\""] {
            #expect(throws: InputError.self) { try Self.mapped(text) { _ in } }
        }
    }
}
