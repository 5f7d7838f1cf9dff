import Collector
import Formats
import Foundation
import Input
import Market
import TestSupport
import Testing
import Transport

/// Tests of folder scans with containers, mappings and remote folders.
extension FolderScanTests {
    @Test("in a container, files that aren't data are skipped, and damaged data files are reported")
    func packed() async throws {
        let tar = Tar.archive([
            .init("README.md", "notes"), .init("us", AppleBodies.two), .init("d1.txt", Self.sales),
            .init("jp.json", "<html>"),
        ])
        let path = folder.url.appendingPathComponent("all.tar")
        try tar.write(to: path)
        for isNamed in [false, true] {
            var reader = DocumentReader(SnapshotDecoder())
            let result = await reader.read([.init(path.path, isNamed: isNamed)]).outcomes[0].result
            guard case .decoded(let decoded) = result else { return #expect(Bool(false), "\(result)") }
            #expect(decoded.documents == 2 && decoded.failedDocuments == 1 && decoded.warnings.count == 1)
            #expect(decoded.skipped.text == "skipped 1 file: 1 not a chart or report (README.md)")
        }
    }

    @Test("a container is read in parts, and an error thrown by the callback for a part ends reading")
    func parts() throws {
        let days = (1...3).map { Self.csv.replacingOccurrences(of: "03-01", with: "03-0\($0)") }
        let entries =
            days.enumerated().map { Tar.Entry("\($0).csv", $1) } + [.init("4.csv", "id\n"), .init("notes", "x")]
        let path = folder.url.appendingPathComponent("all.tar")
        try Tar.archive(entries).write(to: path)
        var reader = DocumentReader(SnapshotDecoder())
        let file = DocumentReader.File(path.path, isNamed: false)
        #expect(DocumentReader.isPacked(file))
        let limit = PartLimit(bytes: 2 * days[0].utf8.count)
        var times: [[Timestamp]] = []
        let last = reader.readParts(of: file, limit: limit) { part, _ throws(InputError) in
            times.append(part.snapshots.map(\.observedAt))
        }
        #expect(times == [[Fixtures.time("2026-03-01"), Fixtures.time("2026-03-02")]])
        guard case .decoded(let rest) = last.outcome.result else { return #expect(Bool(false), "\(last)") }
        #expect(rest.snapshots.map(\.observedAt) == [Fixtures.time("2026-03-03")])
        #expect(rest.failedDocuments == 1 && rest.skipped.count == 1)
        let refused = reader.readParts(of: file, limit: PartLimit(bytes: 1)) { _, _ throws(InputError) in
            throw InputError("archive", "disk is full")
        }
        guard case .failed(let error) = refused.outcome.result else { return #expect(Bool(false), "\(refused)") }
        #expect(error.problem == "disk is full")
    }

    @Test("with a mapping, any JSON file in a folder is read as data, except the name registry")
    func mapping() async throws {
        let file = try folder.write(
            """
            [lists]
            path = "apps"
            [entry]
            id = "id"
            [registry]
            file = "names.json"
            name = "n"
            [fixed]
            store = "appstore"
            storefront = "us"
            chart = "top-free"
            """,
            to: "mapping.toml"
        )
        try folder.write("{\"apps\":[{\"id\":\"7\"}]}", to: "2026-03-01")
        try folder.write("{\"7\":{\"n\":\"A\"}}", to: "names.json")
        let decoder = SnapshotDecoder(mapping: try Mapping(file: URL(fileURLWithPath: file)))
        var reader = SourceReader(
            try SourceName(folder.url.path),
            transport: ScriptedTransport([]),
            decoder: decoder
        )
        let reading = await reader.read(now: now)
        #expect(reading.problems.isEmpty && reading.documents == 1)
        #expect(reading.snapshots[0].entries.map(\.name) == ["A"])
        #expect(reading.skipped.text == "skipped 1 file: 1 not a chart or report (mapping.toml)")
    }

    @Test("text files and files without an extension in a remote folder are read if they contain data")
    func remote() async throws {
        func response(_ text: String) -> Result<FetchResponse, FetchFailure> {
            .success(FetchResponse(body: Data(text.utf8), received: 100, seconds: 0))
        }
        let names = ["README", "d1.txt", "us.json.bz2", "x.md", "a.png", "inner/", "us.json~"]
        let index = "[\(names.map { "\"\($0)\"" }.joined(separator: ","))]"
        let transport = ScriptedTransport(answers: [
            response(index), response("What this is"), response(Self.sales), response("damaged"), response(index),
        ])
        var reader = SourceReader(try SourceName("http://127.0.0.1:1/charts/"), transport: transport)
        var (documents, skipped, problems) = (0, 0, 0)
        for _ in 0..<5 {
            let reading = await reader.read(now: now)
            documents += reading.documents
            skipped += reading.skipped.count
            problems += reading.problems.count
        }
        #expect(transport.requests.map(\.url.lastPathComponent)[1...3] == ["README", "d1.txt", "us.json.bz2"])
        #expect(documents == 1 && skipped == 1 && problems == 1)
    }
}
