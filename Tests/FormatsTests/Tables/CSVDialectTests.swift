import Formats
import Foundation
import Input
import Market
import TestSupport
import Testing

@Suite("CSV dialects and encodings")
struct CSVDialectTests {
    private static let chart = [
        ["time", "store", "storefront", "chart", "genre", "rank", "app", "name", "developer"],
        [
            "2026-03-10T00:00:00Z", "appstore", "us", "top-free", "", "1", "1700000001", "Quill, \"Pad\"; a|b",
            "Ärger 東京 🖋",
        ],
        ["2026-03-10T00:00:00Z", "appstore", "us", "top-free", "", "2.0", "1700000002", "two\nlines", "Acme"],
    ]
    private static let downloads = [
        ["day", "app", "storefront", "downloads", "kind", "source"],
        ["2026-03-01", "1700000001", "us+ca", "56.0", "exact", "me, myself; I"],
        ["2026-03-02", "1700000001.0", "us", "60", "exact", "me"],
    ]
    private static let installs = [
        ["Date", "Package Name", "Country", "Daily Device Installs", "Daily User Installs", "Install events"],
        ["2026-03-01", "com.example.quill", "US", "11", "10", "12"],
        ["2026-03-01", "com.example.quill", "DE", "4", "4", "4"],
    ]

    private static func decode(_ data: Data, _ name: String = "t.csv") throws -> Decoded {
        try SnapshotDecoder.decode(Document(origin: name, body: data))
    }

    @Test("a chart CSV is decoded in every dialect and encoding", arguments: TableText.all)
    func charts(text: TableText) throws {
        let decoded = try Self.decode(text.data(Self.chart))
        #expect(decoded.warnings.isEmpty)
        #expect(decoded.snapshots == (try Self.decode(TableText(separator: ",").data(Self.chart)).snapshots))
        #expect(decoded.snapshots.map { $0.entries.map(\.name) } == [["Quill, \"Pad\"; a|b", "two\nlines"]])
        #expect(decoded.snapshots[0].entries[0].developer == "Ärger 東京 🖋")
        #expect(decoded.snapshots[0].entries.map(\.rank.value) == [1, 2])
        #expect(decoded.snapshots[0].coverage == .full)
    }

    @Test("a downloads CSV is decoded in every dialect and encoding", arguments: TableText.all)
    func counts(text: TableText) throws {
        let decoded = try Self.decode(text.data(Self.downloads))
        #expect(decoded.warnings.isEmpty)
        #expect(decoded.counts.map(\.count.value) == [56, 60])
        #expect(decoded.counts.map(\.counter.app.text) == ["1700000001", "1700000001"])
        #expect(decoded.counts.map(\.counter.source) == ["me, myself; I", "me"])
    }

    @Test("Play Console installs are decoded in every dialect and encoding", arguments: TableText.all)
    func play(text: TableText) throws {
        let decoded = try Self.decode(text.data(Self.installs))
        #expect(decoded.warnings.isEmpty && decoded.counts.map(\.count.value) == [10, 4])
    }

    @Test("a decimal comma is accepted in a semicolon-separated table")
    func decimalComma() throws {
        let rows = "day;app;storefront;downloads;kind;source\n2026-03-01;1700000001;us;56,0;exact;me\n"
        #expect(try Self.decode(Data(rows.utf8)).counts.map(\.count.value) == [56])
    }

    @Test(
        "a CSV row with an ambiguous number is skipped with a warning that gives line, column and dialect",
        arguments: [
            (TableText.Encoding.utf8, ";", "1,234", "2: UTF-8, semicolon-separated"),
            (.utf16LittleEndian, "\t", "1.234", "2: UTF-16LE, tab-separated"),
            (.utf16BigEndianWithMark, ",", "\"1,234\"", "2: UTF-16BE, comma-separated"),
            (.utf8, ",", "\"1,234\"", "2"),
        ]
    )
    func ambiguous(encoding: TableText.Encoding, separator: String, number: String, location: String) throws {
        let rows = [
            "day,app,storefront,downloads,kind,source", "2026-03-01,1700000001,us,@,exact,me",
            "2026-03-02,1700000001,us,x,exact,me", "2026-03-03,1700000001,us,5,exact,me",
        ]
        .map { $0.replacingOccurrences(of: ",", with: separator).replacingOccurrences(of: "@", with: number) + "\n" }
        let decoded = try Self.decode(TableText.data(rows.joined(), encoding))
        #expect(decoded.counts.map(\.count.value) == [5])
        let shown = number.filter { $0 != "\"" }
        #expect(
            decoded.warnings.map(\.description) == [
                "t.csv:\(location): row skipped: column downloads: \"\(shown)\" is ambiguous: 1234, or a fraction; export "
                    + "the column without thousands separators",
                "t.csv:3: row skipped: column downloads: \"x\" isn't a whole number",
            ]
        )
    }

    @Test("an error about missing CSV columns gives the line and, if it is unusual, the dialect")
    func headers() {
        let text = "time;store;rank\n1;2;3\n"
        let error = #expect(throws: InputError.self) { try Self.decode(Data(text.utf8)) }
        #expect(error?.position?.line == 1 && error?.location == "UTF-8, semicolon-separated")
        let usual = #expect(throws: InputError.self) {
            try Self.decode(Data(text.replacingOccurrences(of: ";", with: ",").utf8))
        }
        #expect(usual?.position?.line == 1)
    }

    @Test("an unknown table is rejected with an error that gives its dialect and columns")
    func unknown() {
        let error = #expect(throws: InputError.self) { try Self.decode(Data("colour;size\nred;5\n".utf8)) }
        #expect(
            error?.problem.contains("columns colour, size (UTF-8, semicolon-separated)") == true
        )
    }

    @Test("if a UTF-16 CSV file is truncated in the middle of a character, its complete rows are kept")
    func cut() throws {
        let whole = TableText.data(
            "day,app,storefront,downloads,kind,source\n2026-03-01,1,us,5,exact,me\n2026-03-02,1,us,60,exact,me\n",
            .utf16LittleEndianWithMark
        )
        for length in [whole.count - 1, whole.count - 9] {
            let decoded = try Self.decode(whole.prefix(length))
            #expect(decoded.counts.map(\.count.value) == [5])
            #expect(
                decoded.warnings.map(\.description) == [
                    "t.csv:3: UTF-16LE, comma-separated: row skipped: truncated: the file ends in the middle of "
                        + "a character"
                ]
            )
        }
    }

    @Test("CSV rows with an unpaired surrogate or a NUL are skipped")
    func damagedText() throws {
        let header = "time,store,storefront,chart,genre,rank,app,name,developer\n"
        let row = "2026-03-10,appstore,us,top-free,,"
        var units = Array((header + row + "1,1,good,x\n" + row + "2,2,").utf16)
        units += [0xD83D]
        units += Array((",x\n" + row + "3,3,a\0b,x\n" + row + "4,4,fine,x\n").utf16)
        let body = Data(units.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] })
        let decoded = try Self.decode(body)
        #expect(decoded.snapshots.map { $0.entries.map(\.rank.value) } == [[1, 4]])
        #expect(
            decoded.warnings.map(\.description) == [
                "t.csv:3: UTF-16LE, comma-separated: row skipped: column name: invalid UTF-16LE",
                "t.csv:4: row skipped: column name: contains a NUL character",
            ]
        )
    }

    @Test("CSV line numbers count LF, CRLF and CR line breaks inside quoted fields", arguments: ["\n", "\r\n", "\r"])
    func lines(lineEnd: String) throws {
        let text = [
            "day,app,storefront,downloads,kind,source", "2026-03-01,1,us,5,exact,\"a\(lineEnd)b\(lineEnd)c\"",
            "2026-03-02,1,us,x,exact,me",
        ]
        .joined(separator: lineEnd)
        #expect(try Self.decode(Data(text.utf8)).warnings.map(\.position?.line) == [5])
    }

    @Test("a CSV file in UTF-32 is rejected with an error that names the encoding")
    func utf32() {
        let body = Data([0xFF, 0xFE, 0, 0] + Array("day".utf8).flatMap { [$0, 0, 0, 0] })
        let error = #expect(throws: InputError.self) { try Self.decode(body) }
        #expect(error?.problem == "unsupported encoding UTF-32; save the file as UTF-8")
    }

    @Test("if every second CSV row is invalid, valid rows are kept and the problem is reported once")
    func halfWrong() throws {
        let rows = (1...5_000).map { number in
            number % 2 == 0
                ? "2026-03-01;170000\(1000 + number);us;5;exact;me"
                : "2026-03-01;170000\(1000 + number);us;5,5;exact;me"
        }
        let text = (["day;app;storefront;downloads;kind;source"] + rows).joined(separator: "\n") + "\n"
        let decoded = try Self.decode(Data(text.utf8))
        #expect(decoded.counts.count == 2_500)
        #expect(decoded.warnings.count == 1)
        #expect(decoded.warnings.first?.position?.line == 2)
        #expect(decoded.warnings.first?.description.contains("(first of 2,500 lines)") == true, "\(decoded.warnings)")
    }

    @Test("decoding a truncated UTF-16 CSV file, or one with a flipped bit, never crashes", arguments: [UInt64(51)])
    func damage(seed: UInt64) {
        var chance = SeededGenerator(seed: seed)
        let text = TableText(separator: ";", encoding: .utf16LittleEndianWithMark, namesSeparator: true)
        let body = text.data(Self.chart)
        for length in 0..<body.count { _ = try? Self.decode(body.prefix(length)) }
        for _ in 0..<5_000 {
            var bytes = body
            let bit = Int.random(in: 0..<(bytes.count * 8), using: &chance)
            bytes[bit / 8] ^= 1 << UInt8(bit % 8)
            let decoded = try? Self.decode(bytes)
            #expect((decoded?.snapshots.count ?? 0) <= 2, "seed \(seed)")
        }
    }
}
