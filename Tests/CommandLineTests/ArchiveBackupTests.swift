import Foundation
import TestSupport
import Testing

@Suite("Archive backups and invalid archive paths", .serialized, .blocking)
struct ArchiveBackupTests {
    private let home: TemporaryFolder
    private var archive: String { path("history.sqlite") }

    init() throws {
        home = try TemporaryFolder()
        #expect(try Program.run(["simulate", path("market"), "--storefronts", "1", "--hours", "30"]).status == 0)
        #expect(try Program.run(["import", path("market"), "--into", archive]).status == 0)
    }

    private func path(_ name: String) -> String { home.url.appendingPathComponent(name).path }

    private func backup(_ arguments: [String]) throws -> Program.Outcome {
        try Program.run(["archive", "backup", "--archive", archive] + arguments, home: home.url)
    }

    private func partials() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: home.url.path).filter { $0.contains("partial") }
    }

    @Test("archive backup copies the whole archive, and replaces an existing copy only with --force")
    func backup() throws {
        let copy = path("copy.sqlite")
        let first = try backup([copy])
        #expect(first.status == 0 && first.errors.isEmpty)
        #expect(first.output.hasPrefix("\(copy): 30 snapshots, 1 chart, 0 counts, "), "\(first.output)")
        let page = ["show", "chart", "us", "top-free", "--json", "--from"]
        #expect(try Program.run(page + [copy]).output == Program.run(page + [archive]).output)
        let second = try backup([copy])
        #expect(second.status == 1 && second.errors.contains("already exists; --force replaces an archive"))
        #expect(try backup([copy, "--force"]).status == 0)
        let itself = try backup([archive, "--force"])
        #expect(itself.status == 1 && itself.errors.contains("is the archive itself"))
        #expect(try partials().isEmpty)
    }

    @Test("archive backup copies an archive while record is writing to it")
    func recorded() async throws {
        let source = path("feed")
        try home.write(
            "time,store,storefront,chart,genre,rank,app,name,developer\n2026-04-01,appstore,us,top-paid,,1,7,Seven,Maker\n",
            to: "feed/a.csv"
        )
        let program = try RunningProgram(["record", source, "--archive", archive], in: home.url)
        #expect(await program.waits(for: "new=1"))
        #expect(try backup([path("copy.sqlite")]).output.contains(": 31 snapshots, 2 charts"))
        #expect(program.end(with: SIGTERM) == 0)
    }

    @Test("archive backup --force doesn't replace another program's database")
    func foreignDatabase() throws {
        let other = path("photos.sqlite")
        let made = try Program.run(["import", path("market"), "--into", other])
        #expect(made.status == 0)
        // Write a different application id into the file header.
        let file = try FileHandle(forUpdating: URL(fileURLWithPath: other))
        try file.seek(toOffset: 68)
        try file.write(contentsOf: [1, 2, 3, 4])
        try file.close()
        let before = try Data(contentsOf: URL(fileURLWithPath: other))
        let outcome = try backup([other, "--force"])
        #expect(outcome.status == 1 && outcome.errors.contains("not an archive, so it isn't replaced"))
        #expect(try Data(contentsOf: URL(fileURLWithPath: other)) == before)
    }

    @Test("a failed archive backup leaves no file behind")
    func refused() throws {
        // Limit files to 34 kB: enough for the index of the write-ahead log, but less than the copy.
        #expect(try Program.run(["simulate", path("larger"), "--storefronts", "8", "--hours", "24"]).status == 0)
        #expect(try Program.run(["import", path("larger"), "--into", archive]).status == 0)
        let script = "trap '' XFSZ; ulimit -f 34; exec \"$0\" archive backup --archive \"$1\" \"$2\""
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/bash")
        process.arguments = ["-c", script, Program.path, archive, path("copy.sqlite")]
        let errors = Pipe()
        process.standardError = errors
        try process.run()
        let text = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        #expect(process.terminationStatus == 1)
        #expect(text.contains("copy.sqlite: can't write: "), "\(text)")
        #expect(try partials().isEmpty && !FileManager.default.fileExists(atPath: path("copy.sqlite")))
        let missing = try Program.run(["archive", "backup", "--archive", path("none.sqlite"), path("x")])
        #expect(missing.status == 1 && missing.errors.contains("none.sqlite: no such file"))
        let unnamed = try Program.run(["archive", "backup", path("x")])
        #expect(unnamed.status == 1 && unnamed.errors.contains("nothing to back up"))
    }

    @Test("an empty or blank archive path on the command line is a usage error", arguments: ["", "  "])
    func empty(name: String) throws {
        for arguments in [
            ["--archive", name], ["record", path("market"), "--archive", name],
            ["watch", "--once", path("market"), "--archive", name],
            ["import", path("market"), "--into", name], ["archive", "backup", name],
        ] {
            let outcome = try Program.run(arguments)
            #expect(outcome.status == 64)
            #expect(outcome.errors.contains("empty path; specify a file"), "\(arguments): \(outcome.errors)")
        }
    }

    @Test("a blank archive path in the config file is reported with its line and column")
    func settings() throws {
        let file = try home.write("[archive]\npath = \" \"\n", to: "settings.toml")
        let outcome = try Program.run(["record", path("market"), "--config", file])
        #expect(outcome.status == 1)
        #expect(outcome.errors.contains(":2:8:") && outcome.errors.contains("path is blank"), "\(outcome.errors)")
    }

    @Test("record refuses to write to an archive with two hard links, but archive backup copies it")
    func hardLink() throws {
        #expect(link(archive, path("second.sqlite")) == 0)
        let outcome = try Program.run(["record", path("market"), "--archive", archive])
        #expect(outcome.status == 1 && outcome.errors.contains("has 2 hard links"), "\(outcome.errors)")
        let copied = try backup([path("copy.sqlite")])
        #expect(copied.status == 0 && copied.errors.contains("has 2 hard links"))
    }
}
