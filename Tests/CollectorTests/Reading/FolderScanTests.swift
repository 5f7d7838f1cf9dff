import Collector
import Formats
import Foundation
import Input
import Market
import TestSupport
import Testing

@Suite("Folder scanning")
struct FolderScanTests {
    let now = Fixtures.time("2026-05-01")
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    static let sales = """
        Provider\tProduct Type Identifier\tUnits\tBegin Date\tEnd Date\tCountry Code\tApple Identifier
        APPLE\t1F\t10\t03/02/2026\t03/02/2026\tUS\t1700000001

        """
    static let csv = """
        time,store,storefront,chart,genre,rank,app,name,developer
        2026-03-01,appstore,us,top-free,,1,7,A,x

        """
    private static let atom = """
        <?xml version="1.0"?>
        <feed xmlns:im="http://itunes.apple.com/rss" xmlns="http://www.w3.org/2005/Atom">
        <id>https://itunes.apple.com/us/rss/topfreeapplications/limit=1/xml</id><updated>2026-03-01T00:00:00Z</updated>
        <entry><id im:id="7">x</id><im:name>A</im:name></entry></feed>
        """
    private static let list =
        "[{\"title\":\"A\",\"appId\":\"com.a\",\"id\":7,\"url\":\"https://apps.apple.com/us/app/id7\"}]"
    private static let line =
        "{\"time\":\"2026-03-01\",\"store\":\"appstore\",\"storefront\":\"us\","
        + "\"chart\":\"top-free\",\"rank\":1,\"app\":\"7\"}\n"

    struct Readable: CustomTestStringConvertible, Sendable {
        var name: String
        var body: Data
        var testDescription: String { name }

        init(_ name: String, _ text: String) { (self.name, body) = (name, Data(text.utf8)) }
        init(_ name: String, base64: String) { (self.name, body) = (name, Data(base64Encoded: base64) ?? Data()) }
        init(_ name: String, bytes: Data) { (self.name, body) = (name, bytes) }
    }

    private static let readables: [Readable] = [
        .init("d1.txt", sales), .init("report", sales), .init("report.2026-03-02", sales),
        .init("downloads.TXT", sales),
        .init("us-2026-03-01", AppleBodies.two), .init("us.json.1", AppleBodies.two), .init("us.rss", atom),
        .init("chart.txt", csv), .init("us-top-free-2026-03-01.out", list), .init("lines.log", line),
        .init("blanks.dat", "\n  " + AppleBodies.two),
        .init("chart.dat", bytes: Gzip.member(Data(csv.utf8))),
        .init("charts.backup-of-may", bytes: Tar.archive([.init("us", AppleBodies.two), .init("README", "notes")])),
        .init(
            "chart.csv.bz2",
            base64: "QlpoOTFBWSZTWSabCxEAAC3dgAAQAAZ5gCAAL+/fQCAASGqfpT0gPUbUA0yaET1B6UaaABoeklWK358pSBmllC8Xhq5Z3I"
                + "W0T2QeENNSQK+tLRbq70jX0vg2KsHUihR5W+SMAbSUGfMPHCY/F3JFOFCQJpsLEQ=="
        ),
        .init(
            "chart.zst",
            base64: "KLUv/QBYpQIAckUSGICpbcCQ9d3tI/Azv5G43C2UkU8lMRHVAWThgAE+9q+pJK5XwpnmY4phyoEMIvpExBUf+MrOmebDmf"
                + "p6J3jVCgLvoSbFXb4ybAIACAQBk5Uj"
        ),
        .init(
            "chart",
            base64: "/Td6WFoAAAFpIt42AgAhARYAAAB0L+Wj4ABiAFddADoaSfrgndOriOp57f/9yJArNqBYBrmXaUb7VNP6GvBhYCe1ss9UBn"
                + "Zq7JLsL+9Lb5EM2dgt4rrCiJqALjsCIcPv94iz3kA0+zG1eeL3P05e9u3MNh8RAAAAm8WeMgABb2Oh8lgWkEKZDQEAAAAAAVla"
        ),
    ]

    func reader(_ path: String) throws -> SourceReader {
        SourceReader(try SourceName(path), transport: ScriptedTransport([]))
    }

    @Test("a file in a supported format in a folder is read regardless of its name", arguments: readables)
    func readable(file: Readable) async throws {
        let path = folder.url.appendingPathComponent(file.name)
        try file.body.write(to: path)
        var (single, whole) = (try reader(path.path), try reader(folder.url.path))
        let (named, found) = (await single.read(now: now), await whole.read(now: now))
        #expect(found.problems.isEmpty && found.readable == 1 && found.skipped.isEmpty)
        #expect(found.documents == 1 && found.charts.count + found.counts.count == 1)
        #expect(found.charts == named.charts && found.counts == named.counts)
        // An import of the folder reads the same data.
        var importing = DocumentReader(SnapshotDecoder())
        let outcomes = await importing.read([.init(path.path, isNamed: false)]).outcomes
        guard case .decoded(let decoded) = outcomes[0].result else { return #expect(Bool(false), "\(outcomes)") }
        #expect(decoded.charts == named.charts && decoded.counts == named.counts)
    }

    private static let others: [Readable] = [
        .init("README", "What this is"), .init("a.sqlite.feeds.json", "{\"at\":1,\"feeds\":[]}"),
        .init("README.md", "# Charts\n[link](x)\n"),
        .init("settings", "[sources]\na = 1"),
        .init("main.swift", "import Foundation\n"), .init("style", "{ color: red }"),
        .init("page", "<!doctype html><html>"),
        .init("notes.txt", "time to write, more\n"), .init("names.webmanifest", "{\"name\": \"x\", \"icons\": []}"),
        .init("records.log", "{\"event\":\"poll\",\"snapshots\":1}\n{\"event\":\"poll\"}\n"),
        .init(
            "sheet.xlsx",
            bytes: Data([0x50, 0x4B, 3, 4] + [UInt8](repeating: 0, count: 26)) + Data("[Content_Types].xml".utf8)
        ),
        .init("a.png", bytes: Data([0x89, 0x50, 0x4E, 0x47, 13, 10, 26, 10])),
        .init("photo", bytes: Data([0xFF, 0xD8, 0xFF, 0xE0])),
        .init("drawing", "<?xml version=\"1.0\"?>\n<svg xmlns=\"x\">"),
        .init("history.sqlite", "SQLite format 3\0 and pages"),
        .init("history.sqlite-wal", bytes: Data([0x37, 0x7F, 6, 0x82, 0, 0, 0, 0])),
        .init("noise", bytes: Data([1, 2, 3, 0, 0])), .init("nothing", ""),
        .init("d1.txt~", sales), .init("us.json.tmp", AppleBodies.two), .init("#us.json#", AppleBodies.two),
        .init(".us.json.swp", AppleBodies.two), .init(".hidden", csv),
    ]

    @Test("polling a folder skips files that aren't data without a warning, and counts them by reason")
    func skipped() async throws {
        for file in Self.others + [.init("us.json", AppleBodies.two)] {
            try file.body.write(to: folder.url.appendingPathComponent(file.name))
        }
        try FileManager.default.createDirectory(
            at: folder.url.appendingPathComponent("inner"),
            withIntermediateDirectories: false
        )
        #expect(mkfifo(folder.url.appendingPathComponent("pipe").path, 0o600) == 0)
        var reader = try reader(folder.url.path)
        let reading = await reader.read(now: now)
        #expect(reading.problems.isEmpty && reading.unreadable.isEmpty)
        #expect(reading.documents == 1 && reading.readable == 1)
        #expect(
            reading.skipped.text
                == "skipped 18 files: 11 not charts or reports (README, README.md, a.sqlite.feeds.json, …), "
                + "3 images, 2 databases, 1 other binary file, 1 empty"
        )
        let again = await reader.read(now: now)
        #expect(again.skipped.isEmpty && again.documents == 0 && again.readable == 1)
    }

    @Test(
        "polling a folder reports a damaged file in a supported format, with or without an extension",
        arguments: [
            (Readable("us", String(AppleBodies.two.dropLast(9))), "truncated JSON"),
            (
                Readable("d1.txt", sales.replacingOccurrences(of: "\t10\t", with: "\tten\t")),
                "row skipped: column Units: "
            ),
            (
                Readable("chart.txt", csv.replacingOccurrences(of: ",1,7,", with: ",0,7,")),
                "row skipped: column rank: \"0\" is out of range"
            ),
            (Readable("us.json", "<html>"), "received an HTML page instead of a chart"),
            (Readable("us.csv", "id,stars\n"), ".csv:1:"),
            (Readable("us.json", ""), "document is empty"),
            (Readable("chart", bytes: Gzip.member(Data(csv.utf8)).dropLast(9)), "truncated"),
        ]
    )
    func damaged(file: Readable, problem: String) async throws {
        try file.body.write(to: folder.url.appendingPathComponent(file.name))
        var reader = try reader(folder.url.path)
        let reading = await reader.read(now: now)
        #expect(reading.documents == 0 && reading.skipped.isEmpty)
        #expect(reading.unreadable.count == 1)
        #expect(reading.unreadable.first?.description.contains(problem) == true, "\(reading.unreadable)")
    }

    @Test("a file skipped by a poll of a folder isn't read again until its modification time changes")
    func atRest() async throws {
        let file = folder.url.appendingPathComponent("us")
        try folder.write(String(repeating: "x", count: AppleBodies.two.utf8.count), to: "us")
        try folder.write(AppleBodies.two, to: "jp.json")
        var reader = try reader(folder.url.path)
        #expect(await reader.read(now: now).skipped.count == 1)
        // Replace its content without changing size, time and inode.
        let modified = try #require(
            FileManager.default.attributesOfItem(atPath: file.path)[.modificationDate] as? Date
        )
        let exact = Date(timeIntervalSince1970: modified.timeIntervalSince1970.rounded(.down))
        try FileManager.default.setAttributes([.modificationDate: exact], ofItemAtPath: file.path)
        #expect(await reader.read(now: now).documents == 0)
        let handle = try FileHandle(forWritingTo: file)
        try handle.write(contentsOf: Data(AppleBodies.two.utf8))
        try handle.close()
        try FileManager.default.setAttributes([.modificationDate: exact], ofItemAtPath: file.path)
        #expect(await reader.read(now: now).documents == 0)
        try FileManager.default.setAttributes([.modificationDate: exact + 1], ofItemAtPath: file.path)
        let reading = await reader.read(now: now)
        #expect(reading.documents == 1 && reading.readable == 2)
    }

    @Test("polls of a folder without data report an error that lists the skipped files until data is added")
    func onlyOthers() async throws {
        try folder.write("x", to: "a.txt")
        try folder.write("SQLite format 3\0", to: "b")
        var reader = try reader(folder.url.path)
        for _ in 0..<2 {
            let reading = await reader.read(now: now)
            #expect(
                reading.unreadable.map(\.problem) == [
                    "no snapshots found: skipped 2 files: 1 not a chart or report (a.txt), 1 database"
                ]
            )
        }
        try folder.write(Self.csv, to: "c")
        reader.limitNextRead(to: ["c"])
        let reading = await reader.read(now: now)
        #expect(reading.readable == 1 && reading.problems.isEmpty)
    }
}
