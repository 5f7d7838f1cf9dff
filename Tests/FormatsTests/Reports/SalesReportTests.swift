import Formats
import Foundation
import Input
import Market
import TestSupport
import Testing

@Suite("App Store Connect sales reports")
struct SalesReportTests {
    /// The header of sales reports as of 2024.
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

    @Test(
        "sales report rows are summed by app, storefront and day, with columns in any order",
        arguments: [false, true]
    )
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
        "only sales report rows with a product type for first-time downloads are counted",
        arguments: [
            ("1", true), ("1F", true), ("1T", true), ("1E", true), ("1EP", true), ("1EU", true), ("F1", true),
            ("1-B", true),
            ("F1-B", true), ("7", false), ("7F", false), ("7T", false), ("F7", false),
            ("FI1", false), ("IA1", false), ("IA1-M", false), ("IA3", false), ("IA9", false), ("IA9-M", false),
            ("IAY", false), ("IAY-M", false),
        ]
    )
    func types(type: String, isDownload: Bool) throws {
        let decoded = try decode(Self.report([Self.row(type, "5"), Self.row("1", "1", app: "2")]))
        #expect(decoded.counts.map(\.counter.app.text) == (isDownload ? ["1", "2"] : ["2"]))
        #expect(decoded.warnings.isEmpty)
    }

    @Test("re-downloads in a sales report are counted apart from downloads")
    func redownloads() throws {
        let rows = [Self.row("3F", "5"), Self.row("1F", "2"), Self.row("3", "4"), Self.row("1", "1")]
        let decoded = try decode(Self.report(rows))
        #expect(
            decoded.counts.map { "\($0.counter.metric.rawValue) \($0.count.value)" } == [
                "redownloads 9", "downloads 3",
            ]
        )
        let none = try decode(Self.report([Self.row("3F", "5")]))
        #expect(none.counts.count == 1 && none.warnings.map(\.problem) == ["no first-time downloads in 1 row"])
    }

    @Test(
        "an unknown product type in a sales report is reported once with its number of rows"
    )
    func unknown() throws {
        let decoded = try decode(
            Self.report([Self.row("1X", "5"), Self.row("1X", "5"), Self.row("", "1"), Self.row("7", "1")])
        )
        #expect(decoded.counts.isEmpty)
        #expect(
            decoded.warnings.map(\.description) == [
                "s.txt:2: skipped 2 rows with unknown product type \"1X\"",
                "s.txt:4: skipped 1 row with unknown product type \"\"",
                "s.txt: no first-time downloads in 4 rows",
            ]
        )
    }

    @Test("a weekly sales report row becomes one count for all seven days")
    func week() throws {
        let counts = try decode(Self.report([Self.row("1F", "70", begin: "12/28/2026", end: "01/03/2027")])).counts
        #expect(counts.map(\.count.days.count) == [7])
        #expect(counts.first?.count.value == 70)
    }

    @Test("units in a sales report are net of refunds and may be negative")
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

    @Test(
        "sales report units with a zero fraction are read as whole numbers, quoted or not",
        arguments: ["5.00", "5.0", "5", "\"5.00\""]
    )
    func decimals(units: String) throws {
        let decoded = try decode(Self.report([Self.row("1F", units)]))
        #expect(decoded.warnings.isEmpty && decoded.counts.map(\.count.value) == [5])
    }

    @Test("header names in a sales report may be quoted, and a title may begin with a quote")
    func quotes() throws {
        let header = Self.header.map { "\"\($0)\"" }
        var row = Dictionary(uniqueKeysWithValues: Self.row("1F", "5").map { ("\"\($0)\"", "\"\($1)\"") })
        row["\"Title\""] = "\"Quill\" Pad"
        let decoded = try decode(Self.report([row], header: header))
        #expect(decoded.warnings.isEmpty && decoded.counts.map(\.count.value) == [5])
    }

    @Test("a sales report row with an unknown storefront is skipped, with a warning about totals")
    func storefronts() throws {
        let rows = ["XK", "AN", "ZZ", "US"].map { Self.row("1F", "5", country: $0) }
        let decoded = try decode(Self.report(rows))
        #expect(decoded.counts.map(\.counter.scope.label) == ["XK", "US"])
        #expect(decoded.warnings.map(\.position?.line) == [3, 4, nil])
        #expect(decoded.warnings[0].problem.hasPrefix("row skipped: column Country Code: "))
        #expect(decoded.warnings[2].problem == "2 rows skipped; totals for the affected days may be too low")
    }

    @Test("an App Store Connect financial report is rejected with an error that names the report")
    func finance() {
        let header = [
            "Start Date", "End Date", "UPC", "Vendor Identifier", "Quantity", "Partner Share", "Extended Partner Share",
            "Sales or Return", "Apple Identifier", "Title", "Product Type Identifier", "Country Of Sale",
        ]
        let error = #expect(throws: InputError.self) { try decode(Self.report([Self.row("1F", "1")], header: header)) }
        #expect(
            error?.problem
                == "unsupported report: App Store Connect's financial report; export the Sales and Trends summary"
        )
    }

    @Test("a missing sales report column isn't attributed to replaced tabs if the tabs are intact")
    func missing() {
        let header = Self.header.map { $0 == "Apple Identifier" ? "Another Apple Identifier" : $0 }
        let error = #expect(throws: InputError.self) { try decode(Self.report([Self.row("1F", "1")], header: header)) }
        #expect(error?.problem == "missing column Apple Identifier")
    }

    @Test(
        "an invalid sales report row is skipped, with warnings about the row and incomplete totals",
        arguments: [
            (row("1F", "5.50"), "column Units: \"5.50\" isn't a whole number"),
            (row("1F", ""), "column Units: the number is empty"),
            (
                row("1F", "9999999999999999999"),
                "column Units: \"9999999999999999999\" is out of range; use -1000000000000 to 1000000000000"
            ),
            (row("1F", "1", app: ""), "column Apple Identifier: the app id is empty"),
            (
                row("1F", "1", begin: "2026-12-29"),
                "column Begin Date: invalid value \"2026-12-29\"; expected a date such as 12/31/2026"
            ),
            (
                row("1F", "1", begin: "29/12/2026"),
                "column Begin Date: invalid value \"29/12/2026\"; expected a date such as 12/31/2026"
            ),
            (
                row("1F", "1", end: "12/28/2026"),
                "column End Date: 2026-12-28 must be within a year after Begin Date 2026-12-29"
            ),
        ]
    )
    func broken(row: [String: String], problem: String) throws {
        let decoded = try decode(Self.report([Self.row("1F", "1"), row]))
        #expect(decoded.counts.count == 1)
        #expect(
            decoded.warnings.map(\.description) == [
                "s.txt:3: row skipped: \(problem)",
                "s.txt: 1 row skipped; totals for the affected days may be too low",
            ]
        )
    }

    @Test(
        "Apple's message about a missing sales report is an error instead of zero sales",
        arguments: [
            "There were no sales for the date specified.",
            "Report is not available yet. Daily reports for the Americas are",
        ]
    )
    func answers(text: String) {
        let error = #expect(throws: InputError.self) { try decode(Data((text + "\n").utf8)) }
        #expect(
            error?.problem
                == "no report: App Store Connect says \"\(text)\"; the day has no data, which does not mean zero"
        )
    }

    @Test("a sales report with a header but no rows is an error instead of zero sales")
    func noRows() {
        let error = #expect(throws: InputError.self) { try decode(Self.report([])) }
        #expect(
            error?.problem == "no rows below the header; the day has no data, which does not mean zero"
        )
    }

    @Test(
        "a sales report whose tabs were replaced by spaces is rejected with the reason",
        .enabled(if: SharedData.isPresent, "\(SharedData.notice)")
    )
    func mangled() throws {
        let body = try SharedData.data("feeds/reporter-sales.tsv")
        let error = #expect(throws: InputError.self) { try decode(body) }
        #expect(
            error?.description
                == "s.txt:1: missing columns Product Type Identifier, Units; column "
                + "\"version product type identifier units\" suggests that tabs were replaced by spaces"
        )
    }

    @Test("decoding a truncated sales report, or one with a flipped bit, never crashes", arguments: [UInt64(41)])
    func damage(seed: UInt64) {
        var chance = SeededGenerator(seed: seed)
        let body = Self.report([Self.row("1F", "5"), Self.row("7", "2"), Self.row("1F", "-1", country: "JP")])
        for length in 0..<body.count { _ = try? decode(body.prefix(length)) }
        for _ in 0..<2000 {
            var bytes = body
            let bit = Int.random(in: 0..<(bytes.count * 8), using: &chance)
            bytes[bit / 8] ^= 1 << UInt8(bit % 8)
            let decoded = try? decode(bytes)
            #expect((decoded?.counts.count ?? 0) <= 3, "seed \(seed)")
        }
    }
}
