import Foundation
import TestSupport
import Testing

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

@Suite("The watchlist of the record command", .serialized)
struct RecordWatchlistTests {
    private let home: TemporaryFolder
    private var folder: URL { home.url.appendingPathComponent("charts") }

    init() throws {
        home = try TemporaryFolder()
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try write("2026-03-01,appstore,us,top-free,,1,2", to: "store.csv")
    }

    private func write(_ row: String, to name: String) throws {
        let text = "time,store,storefront,chart,genre,rank,app\n\(row)\n"
        // Write atomically, so that the program never reads a partial file.
        try Data(text.utf8).write(to: folder.appendingPathComponent(name), options: .atomic)
    }

    @Test("record applies names, and ids in both stores, that are entered in another process")
    func enteredPair() async throws {
        let archive = home.url.appendingPathComponent("history.sqlite").path
        let program = try RunningProgram(["record", folder.path, "--archive", archive], in: home.url)
        #expect(await program.waits(for: "snapshots=1 new=1"))
        let pair = ["watch", "2", "--googleplay", "com.example.mint", "--name", "Mint Weather"]
        let outcome = try Program.run(pair + [folder.path, "--once", "--no-archive"], home: home.url)
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(await program.waits(for: "watchlist added 2 and com.example.mint"))
        try write("2026-03-02,googleplay,us,top-free,,1,com.example.mint", to: "play.csv")
        #expect(await program.waits(for: "rank Mint Weather: #1 in Google Play, US Top Free"))
        _ = program.end(with: SIGTERM)
    }
}
