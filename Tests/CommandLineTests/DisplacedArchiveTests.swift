import FlyingFox
import Foundation
import TestSupport
import Testing

@Suite("Recording while the archive is moved, deleted or replaced", .serialized)
struct DisplacedArchiveTests {
    private let home: TemporaryFolder
    private var archive: String { path("data/history.sqlite") }

    init() throws {
        home = try TemporaryFolder()
        try FileManager.default.createDirectory(atPath: path("data"), withIntermediateDirectories: true)
    }

    private func path(_ name: String) -> String { home.url.appendingPathComponent(name).path }

    private static func chart(_ day: Int) -> String {
        "time,store,storefront,chart,genre,rank,app,name,developer\n"
            + "2026-03-1\(day),appstore,us,top-free,,1,\(day),App \(day),Maker\n"
    }

    /// The ways in which another program displaces or damages an archive that is being recorded.
    enum Harm: CaseIterable {
        case moved, deleted, replaced, replacedByArchive, folderMoved, overwritten, truncatedWithoutIndex,
            copiedOverWithoutLog
    }

    private func harm(_ harm: Harm) throws {
        let files = FileManager.default
        switch harm {
        case .moved: try files.moveItem(atPath: archive, toPath: path("moved.sqlite"))
        case .deleted: try files.removeItem(atPath: archive)
        case .replaced: #expect(rename(try home.write("text", to: "text"), archive) == 0)
        case .replacedByArchive:
            let file = try home.write(Self.chart(9), to: "other.csv")
            #expect(try Program.run(["import", file, "--into", path("other.sqlite")]).status == 0)
            #expect(rename(path("other.sqlite"), archive) == 0)
        case .overwritten: try Data("text".utf8).write(to: URL(fileURLWithPath: archive))
        case .truncatedWithoutIndex:
            try files.removeItem(atPath: archive + "-shm")
            #expect(truncate(archive, 0) == 0)
        case .copiedOverWithoutLog:
            let file = try home.write(Self.chart(9), to: "other.csv")
            #expect(try Program.run(["import", file, "--into", path("other.sqlite")]).status == 0)
            for suffix in ["-wal", "-shm"] { try files.removeItem(atPath: archive + suffix) }
            let bytes = try Data(contentsOf: URL(fileURLWithPath: path("other.sqlite")))
            let target = try FileHandle(forWritingTo: URL(fileURLWithPath: archive))
            try target.truncate(atOffset: 0)
            try target.write(contentsOf: bytes)
            try target.close()
        case .folderMoved: try files.moveItem(atPath: path("data"), toPath: path("data-2"))
        }
    }

    /// Returns the path of the archive that `record` has written again in full.
    private func recovered(_ harm: Harm) throws -> String {
        guard
            [
                .replaced, .replacedByArchive, .overwritten, .truncatedWithoutIndex, .copiedOverWithoutLog,
            ].contains(harm)
        else { return archive }
        let names = try FileManager.default.contentsOfDirectory(atPath: path("data"))
        let name = try #require(names.first { $0.hasPrefix("history (recovered 20") && $0.hasSuffix(").sqlite") })
        return path("data/\(name)")
    }

    private func shows(_ day: Int, in archive: String) throws -> Bool {
        let arguments = ["show", "chart", "us", "top-free", "--at", "2026-03-1\(day)", "--from", archive, "--json"]
        return try Program.run(arguments).output.contains("App \(day)")
    }

    @Test(
        "if its archive is displaced, record writes a new complete archive, logs that, and exits with 1",
        arguments: Harm.allCases
    )
    func followed(_ harm: Harm) async throws {
        try await record(harm) { program in
            try home.write(Self.chart(3), to: "feed/3.csv")
            // In these cases, the archive is written from memory, which already has the latest snapshot.
            let isFromMemory = [.overwritten, .truncatedWithoutIndex, .copiedOverWithoutLog].contains(harm)
            let count = isFromMemory ? 3 : 2
            #expect(await program.waits(for: "wrote a complete archive (\(count) snapshots and 0 counts) to "))
            #expect(await program.waits(for: "new=1", count: 3))
        }
        let recovered = try recovered(harm)
        for day in 1...3 { #expect(try shows(day, in: recovered), "day \(day)") }
        let sources = try Program.run(["show", "sources", "--from", recovered, "--json"]).output
        #expect(sources.contains(": wrote a complete archive ("), "\(sources)")
    }

    @Test(
        "record recovers an archive that is displaced just before record exits",
        arguments: [Harm.deleted, .replacedByArchive]
    )
    func atEnd(_ harm: Harm) async throws {
        try await record(harm) { _ in }
        let recovered = try recovered(harm)
        for day in 1...2 { #expect(try shows(day, in: recovered), "day \(day)") }
        if harm == .replacedByArchive { #expect(try shows(9, in: archive), "the other archive is unchanged") }
    }

    /// Records a chart from a server and one from a folder, displaces the archive, calls `then` and ends the run.
    private func record(_ harm: Harm, then: @Sendable (RunningProgram) async throws -> Void) async throws {
        try await LocalServer.with { _ in
            HTTPResponse(statusCode: .ok, body: Data(Self.chart(1).utf8))
        } _: { server in
            try home.write(Self.chart(2), to: "feed/2.csv")
            let sources = ["\(server.address)/chart.csv", path("feed")]
            let program = try RunningProgram(["record"] + sources + ["--archive", archive], in: home.url)
            #expect(await program.waits(for: "new=1", count: 2))
            // Snapshots are logged before they are written.
            let end = ContinuousClock.now + .seconds(60)
            while try !(shows(1, in: archive) && shows(2, in: archive)), ContinuousClock.now < end {}
            try self.harm(harm)
            try await then(program)
            #expect(program.end(with: SIGTERM) == 1)
            #expect(program.lines.last?.contains("exit code 1: \(archive): was ") == true, "\(program.lines)")
            #expect(program.errorText.contains("wrote a complete archive ("), "\(program.errorText)")
        }
    }
}
