import Foundation
import TestSupport
import Testing

@Suite("Archives on the command line", .serialized, .blocking)
struct ArchiveCommandTests {
    private let folder: TemporaryFolder
    private let home: TemporaryFolder
    private var market: String { folder.url.appendingPathComponent("market").path }
    private var archive: String { home.url.appendingPathComponent("launchtop/history.sqlite").path }

    init() throws {
        folder = try TemporaryFolder()
        home = try TemporaryFolder()
        #expect(try run(["simulate", market, "--storefronts", "2", "--hours", "60"]).status == 0)
    }

    private func run(_ arguments: [String]) throws -> Program.Outcome {
        try Program.run(arguments, home: home.url)
    }

    @Test("watch stores snapshots in the default archive, from which show prints the same pages as from the files")
    func kept() throws {
        #expect(try run(["watch", "--once", market]).status == 0)
        for page in [["chart", "us", "top-free"], ["chart", "gb", "top-free", "--at", "2026-03-02"]] {
            let fromFolder = try run(["show"] + page + ["--from", market, "--json"])
            #expect(fromFolder.output.count > 1000)
            #expect(try run(["show"] + page + ["--json"]).output == fromFolder.output)
            #expect(try run(["show"] + page + ["--from", archive, "--json"]).output == fromFolder.output)
        }
        let before = try Data(contentsOf: URL(fileURLWithPath: archive))
        #expect(try run([]).output.contains("App Store, US Top Free"), "launchtop without a command opens the archive")
        #expect(try run(["replay", archive, "--at", "2026-03-01T05:00:00Z"]).output.contains("Mar 1, 2026, 05:00"))
        #expect(try Data(contentsOf: URL(fileURLWithPath: archive)) == before)
    }

    @Test("watch writes no archive with --no-archive, and writes to the given path with --archive")
    func paths() throws {
        #expect(try run(["watch", "--once", market, "--no-archive"]).status == 0)
        #expect(!FileManager.default.fileExists(atPath: archive))
        let other = folder.url.appendingPathComponent("deep/er/other.sqlite").path
        #expect(try run(["watch", "--once", market, "--archive", other]).status == 0)
        #expect(!FileManager.default.fileExists(atPath: archive))
        #expect(try run(["show", "chart", "us", "top-free", "--archive", other]).status == 0)
        #expect(try run(["watch", market, "--no-archive", "--archive", other]).status == 64)
    }

    @Test("watch, replay and show exit with 1 if the archive is invalid, and leave the file unchanged")
    func refused() throws {
        let text = try folder.write("SQLite format 3\0and no more", to: "not.sqlite")
        for arguments in [
            ["watch", "--once", market, "--archive", text], ["replay", text],
            ["show", "chart", "us", "top-free", "--from", text],
        ] {
            let outcome = try run(arguments)
            #expect(outcome.status == 1)
            #expect(outcome.errors.contains("not.sqlite: can't open"), "\(arguments): \(outcome.errors)")
        }
        #expect(try String(contentsOfFile: text, encoding: .utf8) == "SQLite format 3\0and no more")
    }

    @Test("an invalid default archive doesn't prevent launchtop, show app and watch from running")
    func unusable() throws {
        let folder = home.url.appendingPathComponent("launchtop")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try Data("no archive".utf8).write(to: folder.appendingPathComponent("history.sqlite"))
        let library = try run([])
        #expect(library.status == 0)
        #expect(library.output.contains("Sora"))
        #expect(
            library.errors.contains("not an archive: the file starts with \"no archive\"; opening the library instead")
        )
        #expect(try run(["show", "app", "sora"]).output.contains("Sora"))
        let terminal = try PseudoTerminal(
            [Program.path, "watch", market],
            environment: ["XDG_DATA_HOME": home.url.path]
        )
        #expect(terminal.waitFor("will not be"))
        // The message covers the bottom of the page until the next key.
        terminal.type("~")
        #expect(terminal.waitFor("100 entries"))
    }

    @Test("watch on a dumb terminal polls once and stores the snapshots in the archive")
    func dumbTerminal() throws {
        let terminal = try PseudoTerminal(
            [Program.path, "watch", market],
            environment: ["XDG_DATA_HOME": home.url.path, "TERM": "dumb"]
        )
        #expect(terminal.waitForEnd() == 0)
        #expect(try run(["show", "chart", "us", "top-free"]).status == 0)
    }

    @Test("the error for an invalid archive contains no control characters from the file")
    func hostileBeginning() throws {
        let file = try folder.write("\u{1B}[2J\u{1B}]0;evil\u{7}", to: "hostile.sqlite")
        for arguments in [["--archive", file], ["watch", "--once", market, "--archive", file]] {
            let outcome = try run(arguments)
            #expect(outcome.status == 1)
            #expect(outcome.errors.contains("not an archive"))
            #expect(!outcome.errors.contains("\u{1B}"))
        }
    }

    @Test("watch prunes snapshots that are older than the newest one by more than the keep setting")
    func retention() throws {
        let settings = home.url.appendingPathComponent("launchtop")
        try FileManager.default.createDirectory(at: settings, withIntermediateDirectories: true)
        let long = folder.url.appendingPathComponent("long").path
        #expect(try run(["simulate", long, "--storefronts", "1", "--hours", "1200"]).status == 0)
        #expect(try run(["watch", "--once", long]).status == 0)
        let early = ["show", "chart", "us", "top-free", "--at", "2026-03-02"]
        #expect(try run(early).status == 0)
        try Data("[archive]\nkeep = \"1d\"\n".utf8).write(to: settings.appendingPathComponent("config.toml"))
        // Poll another chart, because polling the first one would restore the pruned snapshots.
        try folder.write(
            """
            time,store,storefront,chart,genre,rank,app,name,developer
            2026-03-17T00:00:00Z,appstore,de,top-paid,,1,77,Another,\n
            """,
            to: "other.csv"
        )
        let other = folder.url.appendingPathComponent("other.csv").path
        #expect(try run(["watch", "--once", other]).status == 0)
        let shown = try run(early)
        #expect(shown.status == 1)
        #expect(shown.errors.contains("the first one is from 2026-04-"), "\(shown.errors)")
        #expect(
            try run(["show", "chart", "us", "top-free"]).status == 0,
            "keep counts from the newest snapshot, not from now"
        )
        try Data("[archive]\nkeep = 1\n".utf8).write(to: settings.appendingPathComponent("config.toml"))
        let wrong = try run(["watch", "--once", market])
        #expect(wrong.status == 1)
        #expect(wrong.errors.contains("config.toml:2:8: [archive] keep: expected a string"))
    }

    @Test("a dashboard opened before the first recording opens the charts when they are recorded")
    func recordingStarts() throws {
        let folder = URL(fileURLWithPath: archive).deletingLastPathComponent()
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let variables = ["XDG_DATA_HOME": home.url.path]
        let (start, busy) = (
            try PseudoTerminal([Program.path], environment: variables),
            try PseudoTerminal([Program.path], environment: variables)
        )
        try #require(start.waitFor("documented launches"))
        try #require(busy.waitFor("documented launches"))
        busy.type("\r")
        try #require(busy.waitFor("Esc"))
        #expect(try run(["watch", "--once", market]).status == 0)
        #expect(start.waitFor("100 entries"))
        #expect(busy.waitFor("charts are being recorded now"))
        busy.type("\u{1B}")
        #expect(busy.waitFor("100 entries"))
        for terminal in [start, busy] {
            terminal.type("q")
            #expect(terminal.waitForEnd() == 0)
        }
    }

    @Test("while watch writes an archive, other writers are rejected, readers see updates, and a kill loses no data")
    func onTheScreen() throws {
        let variables = ["XDG_DATA_HOME": home.url.path]
        let writer = try PseudoTerminal([Program.path, "watch", market], environment: variables)
        try #require(writer.waitFor("100 entries"))
        try #require(writer.waitFor("1 OK"))
        let second = try PseudoTerminal([Program.path, "watch", market], environment: variables)
        #expect(second.waitFor("locked by launchtop watch"))
        second.type("q")
        #expect(second.waitForEnd() == 0)
        let named = try run(["watch", market, "--archive", archive, "--once"])
        #expect(named.status == 1)
        #expect(named.output.contains("100 entries"), "the summary is printed before the write error")
        let reader = try PseudoTerminal([Program.path], environment: variables)
        try #require(reader.waitFor("100 entries"))
        let mark = reader.output.count
        try folder.write(
            """
            time,store,storefront,chart,genre,rank,app,name,developer,edition
            2026-03-20T00:00:00Z,appstore,us,top-free,,1,77,Newcomer of today,,without-games\n
            """,
            to: "market/z.csv"
        )
        #expect(reader.waitFor("Newcomer", after: mark))
        writer.signal(SIGKILL)
        _ = writer.waitForEnd()
        let shown = try run(["show", "app", "77", "--json"])
        #expect(shown.output.contains("Newcomer of today"), "\(shown.errors)")
    }
}
