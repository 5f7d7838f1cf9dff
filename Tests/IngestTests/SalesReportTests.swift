import Foundation
import Ingest
import Market
import TestSupport
import Testing

@Suite("App Store Connect's sales report")
struct SalesReportTests {
    /// The header of 2024.
    private static let header = [
        "Provider", "Provider Country", "SKU", "Developer", "Title", "Version", "Product Type Identifier", "Units",
        "Developer Proceeds", "Begin Date", "End Date", "Customer Currency", "Country Code", "Currency of Proceeds",
        "Apple Identifier", "Customer Price", "Promo Code", "Parent Identifier", "Subscription", "Period", "Category",
        "CMB",
        "Device", "Supported Platforms", "Proceeds Reason", "Preserved Pricing", "Client", "Order Type",
    ]

    private static func row(
        _ type: String,
        _ units: String,
        app: String = "1",
        country: String = "US",
        begin: String = "12/29/2026",
        end: String = "12/29/2026"
    ) -> [String: String] {
        [
            "Product Type Identifier": type, "Units": units, "Apple Identifier": app, "Country Code": country,
            "Begin Date": begin, "End Date": end, "Title": "An \"odd, title", "Provider": "APPLE",
        ]
    }

    private static func report(_ rows: [[String: String]], header: [String] = header) -> Data {
        let lines =
            [header.joined(separator: "\t")]
            + rows.map { row in
                header.map { row[$0] ?? "" }.joined(separator: "\t")
            }
        return Data((lines.joined(separator: "\n") + "\n").utf8)
    }

    private func decode(_ body: Data) throws -> Decoded {
        try SnapshotDecoder.decode(Document(origin: "s.txt", body: body))
    }

    @Test("rows are summed by app, storefront and day, wherever the columns stand", arguments: [false, true])
    func sums(isReversed: Bool) throws {
        let rows = [
            Self.row("1F", "5"), Self.row("1T", "2"), Self.row("1F", "-1"), Self.row("1F", "3", country: "jp"),
            Self.row("1F", "4", app: "6790244829"), Self.row("1F", "6", begin: "12/28/2026", end: "12/28/2026"),
        ]
        let header = isReversed ? ["Provider"] + Self.header.dropFirst().reversed() : Self.header
        let decoded = try decode(Self.report(rows, header: header))
        #expect(decoded.warnings.isEmpty)
        let seen = decoded.counts.map {
            "\($0.counter.app.text) \($0.counter.scope.label) \($0.count.days[0].iso8601) \($0.count.value)"
        }
        #expect(seen == ["1 US 2026-12-29 6", "1 JP 2026-12-29 3", "6790244829 US 2026-12-29 4", "1 US 2026-12-28 6"])
        #expect(
            decoded.counts.allSatisfy {
                $0.counter.kind == .exact && $0.counter.source == "App Store Connect" && $0.store == .appStore
                    && $0.counter.metric == .downloads && $0.counter.scope.stores == [.appStore]
                    && $0.count.days.count == 1
            }
        )
    }

    @Test(
        "each of Apple's product types is a first download or is not",
        arguments: [
            ("1", true), ("1F", true), ("1T", true), ("1E", true), ("1EP", true), ("1EU", true), ("F1", true),
            ("1-B", true),
            ("F1-B", true), ("3", false), ("3F", false), ("7", false), ("7F", false), ("7T", false), ("F7", false),
            ("FI1", false), ("IA1", false), ("IA1-M", false), ("IA3", false), ("IA9", false), ("IA9-M", false),
            ("IAY", false), ("IAY-M", false),
        ]
    )
    func types(type: String, isDownload: Bool) throws {
        let decoded = try decode(Self.report([Self.row(type, "5"), Self.row("1", "1", app: "2")]))
        #expect(decoded.counts.map(\.counter.app.text) == (isDownload ? ["1", "2"] : ["2"]))
        #expect(decoded.warnings.isEmpty)
    }

    @Test(
        "types that are not in Apple's list are told with their number; a list of updates has no downloads and no zero"
    )
    func unknown() throws {
        let decoded = try decode(
            Self.report([Self.row("1X", "5"), Self.row("1X", "5"), Self.row("", "1"), Self.row("7", "1")])
        )
        #expect(decoded.counts.isEmpty)
        #expect(
            decoded.warnings.map(\.description) == [
                "s.txt, line 2: 2 rows of product type \"1X\", which isn't in Apple's list, left out",
                "s.txt, line 4: 1 row of product type \"\", which isn't in Apple's list, left out",
                "s.txt: has no first-time downloads in its 4 rows",
            ]
        )
    }

    @Test("a week is a count over its days")
    func week() throws {
        let counts = try decode(Self.report([Self.row("1F", "70", begin: "12/28/2026", end: "01/03/2027")])).counts
        #expect(counts.map(\.count.days.count) == [7])
        #expect(counts.first?.count.value == 70)
    }

    @Test("units are net: a day whose refunds outweigh its downloads is a negative count")
    func refunds() throws {
        let decoded = try decode(
            Self.report([
                Self.row("1F", "2"), Self.row("1F", "-5"), Self.row("1F", "1", app: "2"),
                Self.row("1F", "-1", begin: "12/30/2026", end: "12/30/2026"),
            ])
        )
        #expect(decoded.warnings.isEmpty)
        #expect(decoded.counts.map { "\($0.counter.app.text) \($0.count.value)" } == ["1 -3", "2 1", "1 -1"])
    }

    @Test("units with a fraction of zeros are whole, quoted or not", arguments: ["5.00", "5.0", "5", "\"5.00\""])
    func decimals(units: String) throws {
        let decoded = try decode(Self.report([Self.row("1F", units)]))
        #expect(decoded.warnings.isEmpty && decoded.counts.map(\.count.value) == [5])
    }

    @Test("a header of quoted names is read, and a title that begins with a quote is text")
    func quotes() throws {
        let header = Self.header.map { "\"\($0)\"" }
        var row = Dictionary(uniqueKeysWithValues: Self.row("1F", "5").map { ("\"\($0)\"", "\"\($1)\"") })
        row["\"Title\""] = "\"Quill\" Pad"
        let decoded = try decode(Self.report([row], header: header))
        #expect(decoded.warnings.isEmpty && decoded.counts.map(\.count.value) == [5])
    }

    @Test("a storefront that Apple doesn't have costs its row, and the sums are said to lack it")
    func storefronts() throws {
        let rows = ["XK", "AN", "ZZ", "US"].map { Self.row("1F", "5", country: $0) }
        let decoded = try decode(Self.report(rows))
        #expect(decoded.counts.map(\.counter.scope.label) == ["XK", "US"])
        #expect(decoded.warnings.map(\.location) == ["line 3", "line 4", nil])
        #expect(decoded.warnings[0].problem.hasPrefix("row left out: column Country Code: "))
        #expect(decoded.warnings[2].problem == "2 rows were left out, so the sums of their days may be too small")
    }

    @Test("the financial report is named for what it is")
    func finance() {
        let header = [
            "Start Date", "End Date", "UPC", "Vendor Identifier", "Quantity", "Partner Share", "Extended Partner Share",
            "Sales or Return", "Apple Identifier", "Title", "Product Type Identifier", "Country Of Sale",
        ]
        let error = #expect(throws: IngestError.self) { try decode(Self.report([Self.row("1F", "1")], header: header)) }
        #expect(
            error?.problem
                == "this is App Store Connect's financial report, which isn't read; export the sales and trends summary"
        )
    }

    @Test("a missing column is not blamed on blanks where tabs are tabs")
    func missing() {
        let header = Self.header.map { $0 == "Apple Identifier" ? "Another Apple Identifier" : $0 }
        let error = #expect(throws: IngestError.self) { try decode(Self.report([Self.row("1F", "1")], header: header)) }
        #expect(error?.problem == "the header has no column Apple Identifier")
    }

    @Test(
        "a broken row is left out with its line; the others are read",
        arguments: [
            (row("1F", "5.50"), "column Units: \"5.50\" isn't a whole number"),
            (row("1F", ""), "column Units: the number is empty"),
            (
                row("1F", "9999999999999999999"),
                "column Units: \"9999999999999999999\" is out of range; use -1000000000000 to 1000000000000"
            ),
            (row("1F", "1", app: ""), "column Apple Identifier: the app id is empty"),
            (row("1F", "1", begin: "2026-12-29"), "column Begin Date: \"2026-12-29\" isn't a date such as 12/31/2026"),
            (row("1F", "1", begin: "29/12/2026"), "column Begin Date: \"29/12/2026\" isn't a date such as 12/31/2026"),
            (
                row("1F", "1", end: "12/28/2026"),
                "column End Date: 2026-12-28 isn't within a year after Begin Date 2026-12-29"
            ),
        ]
    )
    func broken(row: [String: String], problem: String) throws {
        let decoded = try decode(Self.report([Self.row("1F", "1"), row]))
        #expect(decoded.counts.count == 1)
        #expect(
            decoded.warnings.map(\.description) == [
                "s.txt, line 3: row left out: \(problem)",
                "s.txt: 1 row was left out, so the sums of their days may be too small",
            ]
        )
    }

    @Test(
        "what is said in a report's place is no zero",
        arguments: [
            "There were no sales for the date specified.",
            "Report is not available yet. Daily reports for the Americas are",
        ]
    )
    func answers(text: String) {
        let error = #expect(throws: IngestError.self) { try decode(Data((text + "\n").utf8)) }
        #expect(
            error?.problem
                == "has no report; Apple's answer: \"\(text)\"; nothing is known of that day, which isn't zero"
        )
    }

    @Test("a header without rows is no zero")
    func noRows() {
        let error = #expect(throws: IngestError.self) { try decode(Self.report([])) }
        #expect(
            error?.problem == "the header has no rows below it; nothing is known of that day, which isn't zero"
        )
    }

    @Test(
        "a header in which blanks stand where tabs were is refused, and it is said why",
        .enabled(if: SharedData.isPresent, "\(SharedData.notice)")
    )
    func mangled() throws {
        let body = try SharedData.data("feeds/reporter-sales.tsv")
        let error = #expect(throws: IngestError.self) { try decode(body) }
        #expect(
            error?.description
                == "s.txt, line 1: the header has no column Product Type Identifier, Units; one column is "
                + "called \"version product type identifier units\", so blanks may stand where tabs were"
        )
    }

    @Test("cuts and flipped bits give an error or a result", arguments: [UInt64(41)])
    func damage(seed: UInt64) {
        var chance = SeededGenerator(seed: seed)
        let body = Self.report([Self.row("1F", "5"), Self.row("7", "2"), Self.row("1F", "-1", country: "JP")])
        for length in 0..<body.count { _ = try? decode(body.prefix(length)) }
        for _ in 0..<10_000 {
            var bytes = body
            let bit = Int.random(in: 0..<(bytes.count * 8), using: &chance)
            bytes[bit / 8] ^= 1 << UInt8(bit % 8)
            let decoded = try? decode(bytes)
            #expect((decoded?.counts.count ?? 0) <= 2, "seed \(seed)")
        }
    }
}
