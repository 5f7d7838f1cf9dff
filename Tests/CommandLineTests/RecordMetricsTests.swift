import Foundation
import TestSupport
import Testing

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

@Suite("record --metrics", .blocking)
struct RecordMetricsTests {
    private static let promtool = ["/usr/bin/promtool", "/usr/local/bin/promtool"].first {
        FileManager.default.isExecutableFile(atPath: $0)
    }

    @Test("record serves metrics and its health on a loopback address, and stops cleanly")
    func served() async throws {
        let home = try TemporaryFolder()
        let folder = home.url.appendingPathComponent("charts")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let chart = """
            time,store,storefront,chart,genre,rank,app,name,developer
            2026-03-01,appstore,us,top-free,,1,1559935726,"Mint ""W""\\",Maker

            """
        try Data(chart.utf8).write(to: folder.appendingPathComponent("chart.csv"))
        let config = home.url.appendingPathComponent("config.toml")
        try Data("[watchlist]\napps = [\"1559935726\"]\n".utf8).write(to: config)
        let archive = home.url.appendingPathComponent("history.sqlite").path
        let program = try RunningProgram(
            ["record", folder.path, "--config", config.path, "--archive", archive, "--metrics", "127.0.0.1:0"],
            in: home.url
        )
        #expect(await program.waits(for: "snapshots=1 new=1"))
        #expect(await program.waits(for: "metrics serving http://127.0.0.1:"))
        let line = try #require(program.lines.first { $0.contains("metrics serving") })
        let address = try #require(line.split(separator: " ").last.map(String.init))
        let metrics = try text(at: address)
        #expect(
            metrics.contains(#"launchtop_rank{app="1559935726",name="Mint \"W\"\\",store="appstore",storefront="us""#)
        )
        #expect(metrics.contains("launchtop_snapshots_total 1\n") && metrics.hasSuffix("# EOF\n"))
        #expect(try text(at: address.replacing("/metrics", with: "/healthz")) == "ok\n")
        #expect(program.end(with: SIGTERM) == 0)
        #expect(!program.lines.contains { $0.contains("can't serve") })
    }

    @Test("an address that can't be used is a problem in the log, and recording continues")
    func unusable() async throws {
        let home = try TemporaryFolder()
        let program = try RunningProgram(
            ["record", home.url.path, "--archive", home.url.appendingPathComponent("a.sqlite").path]
                + ["--metrics", "192.0.2.1:9464"],
            in: home.url
        )
        #expect(await program.waits(for: "problem --metrics 192.0.2.1:9464: can't serve metrics"))
        #expect(program.lines.contains { $0.contains("other computers can read the metrics") })
        #expect(program.end(with: SIGTERM) == 0)
        let invalid = try Program.run(["record", home.url.path, "--metrics", "http://x"])
        #expect(invalid.status == 64 && invalid.errors.contains("--metrics"))
    }

    @Test(
        "promtool accepts the example alert rules",
        .enabled(if: promtool != nil, "promtool isn't installed (Debian package prometheus)")
    )
    func rules() throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: try #require(Self.promtool))
        let rules = Fixtures.repository.appendingPathComponent("docs/prometheus-rules.yml").path
        process.arguments = ["check", "rules", rules]
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
    }

    private func text(at address: String) throws -> String {
        String(decoding: try Data(contentsOf: try #require(URL(string: address))), as: UTF8.self)
    }
}
