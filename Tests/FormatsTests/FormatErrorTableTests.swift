import Formats
import Foundation
import Input
import Market
import TestSupport
import Testing

/// A test that compares every error and warning about the content of documents with `Goldens/errors-formats.txt`.
@Suite("Messages about document content")
struct FormatErrorTableTests {
    /// A document that causes errors or warnings.
    struct Sample {
        var origin: String
        var body: Data
        var decoder = SnapshotDecoder()

        init(_ origin: String, _ body: Data, _ decoder: SnapshotDecoder = SnapshotDecoder()) {
            (self.origin, self.body, self.decoder) = (origin, body, decoder)
        }

        init(_ origin: String, _ text: String, _ decoder: SnapshotDecoder = SnapshotDecoder()) {
            self.init(origin, Data(text.utf8), decoder)
        }

        /// The error message, or the messages of the warnings.
        var messages: [String] {
            do throws(InputError) {
                let document = Document(origin: origin, body: body, modifiedAt: Fixtures.time("2026-03-02"))
                let warnings = try decoder.decode(document).warnings.map(\.description)
                return warnings.isEmpty ? ["\(origin): no error"] : warnings
            } catch {
                return [error.description]
            }
        }
    }

    @Test("errors and warnings about the content of documents match the golden file")
    func table() throws {
        let sections: [(title: String, samples: [Sample])] = [
            ("Any format", Self.anyFormat), ("JSON", Self.json), ("Apple feeds", Self.feeds),
            ("Chart CSV", Self.chartCSV), ("JSON lines", Self.jsonLines), ("Scraper lists", Self.scraperLists),
            ("Chart tables", Self.chartTables), ("Downloads CSV", Self.downloads), ("Sales reports", Self.sales),
            ("Analytics reports", Self.analytics), ("App Units", Self.units), ("Play Console", Self.installs),
            ("Mappings", try Self.mappings),
        ]
        let text = sections.map { section in
            "# \(section.title)\n" + section.samples.flatMap(\.messages).map { $0 + "\n" }.joined()
        }
        #expect(!text.joined().contains("no error"))
        #expect(Golden.difference(of: text.joined(separator: "\n"), named: "errors-formats") == nil)
    }

    private static let anyFormat: [Sample] = {
        var csvOnly = SnapshotDecoder()
        csvOnly.format = DocumentFormat(named: "csv")
        return [
            Sample("empty.json", ""), Sample("utf32.csv", Data([0xFF, 0xFE, 0, 0])),
            Sample("twice.json.gz", Gzip.member(Gzip.member(Data("{}".utf8)))),
            Sample("large.csv", Data(count: SnapshotDecoder.fileLimit + 1)),
            Sample("page.json", "<html><head><title>Sign in</title></head></html>"), Sample("notes.csv", "hello"),
            Sample("days.csv", "when;what\n1;2\n"), Sample("api.json", "{\"resultCount\":1,\"results\":[]}"),
            Sample("empty-object.json", "{}"), Sample("numbers.json", "[1]"),
            Sample("us.json", AppleBodies.two, csvOnly),
        ]
    }()

    private static let json = [
        Sample("truncated.json", "{\"feed\":{"), Sample("invalid.json", "{\"feed\":\n {\"id\": x}}"),
        Sample("utf8.json", Data("{\"a\":\"".utf8) + Data([0xFF]) + Data("\"}".utf8)),
        Sample("deep.json", String(repeating: "[", count: 2000) + String(repeating: "]", count: 2000)),
    ]

    private static let feedURL = "https://rss.marketingtools.apple.com/api/v2/us/apps/top-free/100/apps.json"

    private static func feed(_ results: String, id: String? = feedURL, updated: String = "2026-03-01T10:00:00Z")
        -> String
    {
        let id = id.map { "\"id\":\"\($0)\"," } ?? ""
        return "{\"feed\":{\(id)\"updated\":\"\(updated)\",\"results\":\(results)}}"
    }

    private static let feeds = [
        Sample("feed.json", feed("5")), Sample("feed.json", feed("[]")), Sample("feed.json", feed("[{}]", id: nil)),
        Sample("feed.json", feed("[{}]", id: "https://example.com/x")),
        Sample("feed.json", feed("[{}]", id: feedURL.replacing("/us/", with: "/zz/"))),
        Sample(
            "feed.json",
            feed(
                """
                [{"id":"7","name":"A","url":"https://apps.apple.com/jp/app/id7"},{"id":"7"},5,{"name":"B"},\
                {"id":[]},{"id":"1.7e9"}]
                """
            )
        ),
        Sample("jp-top-paid.json", feed("[{\"id\":\"7\"}]")), Sample("feed.xml", "<a/>"),
        Sample("feed.xml", "<Error><Code>NotFound</Code><Message>Feed unavailable</Message></Error>"),
        Sample("feed.xml", "<feed>"), Sample("feed.xml", "<feed></food>"),
        Sample("feed.xml", "<?xml version=\"1.0\"?><!DOCTYPE feed [<!ENTITY x \"y\">]><feed>&x;</feed>"),
        Sample("feed.xml", String(repeating: "<a>", count: 100)),
        Sample(
            "feed.xml",
            "<feed xmlns=\"http://www.w3.org/2005/Atom\"><id>\(feedURL)</id><updated>2026-03-01T10:00:00Z</updated>"
                + "<entry><id>x</id></entry></feed>"
        ),
    ]

    private static let columns = "time,store,storefront,chart,genre,rank,app,name,developer,edition,coverage\n"

    private static let invalidRows = [
        "2026-03-01,appstore,us,top-free,,1,7,A,x,,", "soon,appstore,us,top-free,,2,8,B,x,,",
        "2026-03-01,amazon,us,top-free,,2,8,B,x,,", "2026-03-01,appstore,zz,top-free,,2,8,B,x,,",
        "2026-03-01,appstore,us,?,,2,8,B,x,,", "2026-03-01,appstore,us,top-free,gamez,2,8,B,x,,",
        "2026-03-01,appstore,us,top-free,,0,8,B,x,,", "2026-03-01,appstore,us,top-free,,2,x,B,x,,",
        "2026-03-01,appstore,us,top-free,,2,8,B,x,half,", "2026-03-01,appstore,us,top-free,,2,8,B,x,,half",
        "2026-03-01,appstore,us,top-free,,1,7,A,x,,", "2026-03-01,appstore,us,top-free,,1,8,A,x,,",
        "2026-03-01,appstore,us,top-free,,3,7,A,x,,", "2026-03-01,appstore",
        "2026-03-01,appstore,us,top-free,,4,9,A\u{0},x,,", "2026-03-01,appstore,us,top-free,,4,9,\"A,x,,",
    ]

    private static let row = "2026-03-01,appstore,us,top-free,,1,7,"

    private static let chartCSV: [Sample] = {
        let utf8 = Data((columns + row).utf8) + Data([0xFF]) + Data(",x,,\n".utf8)
        let utf16 = Data([0xFF, 0xFE]) + Data((columns + row + "A,x,,").utf8.flatMap { [$0, 0] }) + Data([0x41])
        return [
            Sample("ranks.csv", "time,store,rank,app\n"), Sample("ranks.csv", columns),
            Sample("ranks.csv", columns + invalidRows.map { $0 + "\n" }.joined()), Sample("utf8.csv", utf8),
            Sample("utf16.csv", utf16),
        ]
    }()

    private static let jsonLines = [
        Sample(
            "ranks.jsonl",
            """
            {"time":"2026-03-01","store":"appstore","storefront":"us","chart":"top-free","rank":1,"app":"7"}
            {"time":"soon","store":"appstore","storefront":"us","chart":"top-free","rank":2,"app":"8"}
            {"time":"2026-03-01","store":"appstore","storefront":[],"chart":"top-free","rank":2,"app":"8"}
            {"time":"2026-03-01","store":"appstore","storefront":"us","chart":"top-free","rank":0,"app":"8"}
            {"time":"2026-03-01"
            """
        )
    ]

    private static let apps =
        "[{\"id\":7,\"title\":\"A\",\"url\":\"https://apps.apple.com/us/app/id7\"},{\"title\":\"B\"}]"

    private static let scraperLists = [
        Sample("list.json", apps), Sample("us-top-free.json", apps), Sample("jp-top-free.json", apps),
        Sample("us-jp-top-free.json", apps), Sample("us-top-free-gamez.json", apps),
        Sample("us-top-free-ipad.json", apps), Sample("us-top-free-games-travel.json", apps),
        Sample("us-zz-top-free.json", apps), Sample("zz-top-free.json", apps),
        Sample("us-top-free-appstore-googleplay.json", apps), Sample("us-top-free-01032026.json", apps),
        Sample(
            "list.json",
            apps,
            SnapshotDecoder(
                defaults: ChartDefaults(store: .appStore, storefront: Storefront(stored: "af"), kind: .topFree)
            )
        ),
    ]

    private static let chartTables = [
        Sample("t.csv", "rank,bundle_id\n1,a.b\n"),
        Sample("t.csv", "rank,app_id,country,chart,date\n1,7,,top-free,2026-03-01\n"),
        Sample("t.csv", "rank,app_id,country,chart,date\n1,7,us,,2026-03-01\n"),
        Sample("t.csv", "rank,app_id,country,chart,date\n1,7,us,?,2026-03-01\n"),
        Sample("t.csv", "rank,app_id,country,chart,date\n1,7,us,top-free,soon\n"),
        Sample("t.csv", "rank,app_id,country,chart,store\n1,7,us,top-free,amazon\n"),
        Sample("us-top-free.csv", "rank,app_id,genre\n1,7,Games\n1,8,Travel\n"),
        Sample("us-gamez-top-free.csv", "rank,app_id\n1,7\n"),
    ]

    private static let downloads = [
        Sample("d.csv", "day,app,downloads\n"),
        Sample(
            "d.csv",
            """
            day,app,storefront,downloads,kind,source
            2026-03-01,7,us,100,exact,me
            2026-03-01,7,us,120,exact,me
            2026-03-01,7,us,100,sure,me
            2026-03-01,7,us,100,exact,
            2026-03-01,7,us,many,exact,me
            soon,7,us,100,exact,me

            """
        ),
    ]

    private static let salesColumns =
        "Provider\tProduct Type Identifier\tUnits\tBegin Date\tEnd Date\tCountry Code\tApple Identifier\n"

    private static let sales = [
        Sample("s.txt", "There were no sales for the date specified."),
        Sample(
            "s.json",
            "{\"errors\":[{\"status\":\"401\",\"code\":\"NOT_AUTHORIZED\",\"title\":\"Authentication failed\"}]}"
        ),
        Sample("s.txt", salesColumns), Sample("s.txt", "Provider\tUnits\n"),
        Sample("s.txt", salesColumns.replacing("\t", with: " ").replacing("Provider ", with: "Provider\t")),
        Sample("s.txt", "Provider\tApple Identifier\tSales or Return\tUnits\n"),
        Sample("s.txt", salesColumns + "APPLE\t7F\t1\t03/01/2026\t03/01/2026\tUS\t7\n"),
        Sample(
            "s.txt",
            salesColumns + "APPLE\t1\t5\t03/01/2026\t03/01/2026\tUS\t7\n"
                + "APPLE\tZZ\t5\t03/01/2026\t03/01/2026\tUS\t7\n" + "APPLE\t1\t5\t2026-03-01\t03/01/2026\tUS\t7\n"
                + "APPLE\t1\t5\t03/02/2026\t03/01/2026\tUS\t7\n"
        ),
    ]

    private static let analyticsColumns = "Date\tApp Apple Identifier\tDownload Type\tTerritory\tCounts\n"

    private static let analytics = [
        Sample("a.txt", "Date\tApp Apple Identifier\tSessions\n"),
        Sample("a.txt", analyticsColumns + "2026-03-01\t7\tAuto-update\tUS\t5\n"),
        Sample(
            "a.txt",
            "Campaign\t" + analyticsColumns + "\t2026-03-01\t7\tFirst-time download\tUS\t5\n"
                + "\t2026-03-01\t7\tPre-order\tUS\t5\n\t2026-03-01\t7\tRedownload\tUS\t-5\n"
                + "\t2026-03-01\t7\tRedownload\tUS\t5"
        ),
    ]

    private static func units(_ lines: String...) -> String {
        (["Name,Quill", "Start Date,3/1/26", "End Date,3/31/26"] + lines).map { $0 + "\n" }.joined()
    }

    private static let units: [Sample] = {
        var quill = SnapshotDecoder()
        quill.app = try? AppID.parse("1700000001")
        var play = SnapshotDecoder()
        play.app = try? AppID.parse("com.example.quill")
        return [
            Sample("u.csv", units("Date,App Units", "3/1/26,5")),
            Sample("u.csv", units("Date,App Units", "3/1/26,5"), play),
            Sample("u.csv", units("Date,Sessions", "3/1/26,5"), quill), Sample("u.csv", units("Name,x"), quill),
            Sample("u.csv", units("Date,App Units", "3/1/26,5", "soon,5"), quill),
            Sample("u.csv", units("Date,App Units", "3/1/26,5", "3/8/26,5"), quill),
            Sample("u.csv", units("Date,App Units", "3/31/26,5"), quill),
            Sample("u.csv", units("Date,App Units", "3/9/26,5", "3/8/26,5"), quill),
            Sample("u.csv", "Start Date,3/1/26\nEnd Date,3/1/26\nDate,App Units\n3/1/26,5\n", quill),
        ]
    }()

    private static let installs = [
        Sample("i.csv", "Date,Package name,Crashes\n"),
        Sample("i.csv", "Date,Package name,Device,Daily User Installs\n"),
        Sample("i.csv", "Date,Package name,Daily Device Installs\n"),
        Sample("i.csv", "Date,Package name,Country,Daily User Installs\n2026-03-01,a.b,,5\n"),
    ]

    private static func mapping(_ text: String) throws -> SnapshotDecoder {
        let folder = try TemporaryFolder()
        let file = try folder.write(text, to: "collector.toml")
        return SnapshotDecoder(mapping: try Mapping(file: URL(fileURLWithPath: file)))
    }

    private static var mappings: [Sample] {
        get throws {
            let lists =
                "[lists]\npath = \"charts.{storefront}\"\n[entry]\nid = \"id\"\nid_after = \"app:\"\nrank = \"rank\"\n"
            let dated = "[document]\ndate = \"date\"\n"
            let fixed = "[fixed]\nstore = \"appstore\"\nchart = \"top-free\"\n"
            let good = try mapping(lists + dated + fixed)
            let entry = "{\"id\":\"app:7\",\"rank\":1}"
            func charts(_ entries: String, _ storefront: String = "us", date: String = "2026-03-01") -> String {
                "{\"date\":\"\(date)\",\"charts\":{\"\(storefront)\":\(entries)}}"
            }
            let columns = try mapping("[csv]\nid = \"App\"\nrank = \"Rank\"\n")
            return [
                Sample("m.json", "{}", good), Sample("m.json", charts("5"), good),
                Sample("m.json", charts("[\(entry)]", "zz"), good),
                Sample("m.json", charts("[\(entry)]", date: "soon"), good),
                Sample("m.json", charts("[\(entry),{\"rank\":2},{\"id\":\"8\"},{\"id\":\"app:8\",\"rank\":0}]"), good),
                Sample("m.json", charts("[\(entry)]"), try mapping(lists + dated)),
                Sample("m.json", charts("[\(entry)]"), try mapping(lists + "[fixed]\nstore = \"amazon\"\n")),
                Sample(
                    "m.json",
                    charts("[\(entry)]"),
                    try mapping(lists + "[fixed]\nstore = \"appstore\"\nchart = \"?\"\n")
                ),
                Sample(
                    "m.json",
                    charts("[\(entry)]"),
                    try mapping(lists + fixed + "edition = \"half\"\n")
                ), Sample("m.json", charts("[]"), columns), Sample("m.csv", "App,Position\n7,1\n", columns),
            ]
        }
    }
}
