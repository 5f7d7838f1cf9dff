import Foundation
import TestSupport
import Testing

@Suite("launch new, launch export and show library --check", .serialized, .blocking)
struct LaunchCommandTests {
    @Test("show library --check reports the bundled library as valid, with a line for each file")
    func library() throws {
        let outcome = try Program.run(["show", "library", "--check"])
        #expect(outcome.status == 0)
        #expect(outcome.errors.isEmpty)
        #expect(outcome.output.split(separator: "\n").count == 26)
        #expect(outcome.output.contains("sora.toml: OK (24 figures from 12 sources, 9 events, 4 conflicts)"))
    }

    @Test("launches are read once if the user's launch folder is the installed one")
    func sharedFolder() throws {
        let home = try TemporaryFolder()
        let folder = home.url.appendingPathComponent("launchtop")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(
            at: folder.appendingPathComponent("launches"),
            withDestinationURL: Fixtures.repository.appendingPathComponent("Data/launches")
        )
        let outcome = try Program.run(["show", "library"], home: home.url)
        #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
    }

    @Test("show library --check reports all errors in an invalid launch file, and exits with 1")
    func invalid() throws {
        let folder = try TemporaryFolder()
        let sora = Fixtures.repository.appendingPathComponent("Data/launches/sora.toml")
        let text = try String(contentsOf: sora, encoding: .utf8)
        let path = try folder.write(
            text.replacingOccurrences(of: "value = 582_000", with: "value = 482_000")
                .replacingOccurrences(of: "on = 2025-10-04", with: "on = 2025-09-04"),
            to: "bad.toml"
        )
        let outcome = try Program.run(["show", "library", "--check", sora.path, path])
        #expect(outcome.status == 1)
        #expect(outcome.output.hasPrefix("sora.toml: OK"))
        #expect(outcome.errors.contains("bad.toml:153:6: "))
        #expect(outcome.errors.contains("2025-09-04 is before day 0 (2025-09-30)"))
        #expect(outcome.errors.contains("627,000 contradicts its parts, which add up to 527,000"))
        #expect(outcome.errors.contains("1 of 2 launch files are invalid"))
    }

    @Test("show library and launch new exit with 64 if options conflict or an id or storefront is invalid")
    func usage() throws {
        #expect(try Program.run(["show", "library", "a.toml"]).status == 64)
        #expect(try Program.run(["show", "library", "--check", "--json"]).status == 64)
        #expect(try Program.run(["launch", "new", "--id", "Not An Id"]).status == 64)
        #expect(try Program.run(["launch", "new", "--storefront", "ja"]).status == 64)
    }

    @Test("launch new writes a valid launch file that the library loads, and doesn't overwrite a file")
    func new() throws {
        let home = try TemporaryFolder()
        let folder = home.url.appendingPathComponent("launchtop/launches")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let file = folder.appendingPathComponent("mine.toml").path
        let arguments = ["launch", "new", "--name", "Mine", "--day0", "2026-03-01", "--storefront", "us,Canada"]
        let printed = try Program.run(arguments, home: home.url)
        #expect(printed.status == 0)
        #expect(printed.output.contains("storefronts = [\"ca\", \"us\"]"))
        #expect(try Program.run(arguments + ["-o", file], home: home.url).status == 0)
        #expect(try String(contentsOfFile: file, encoding: .utf8) == printed.output)
        #expect(try Program.run(["show", "library", "--check", file], home: home.url).status == 0)
        #expect(try Program.run(["show", "launch", "mine"], home: home.url).output.hasPrefix("Mine, launched"))
        let again = try Program.run(arguments + ["-o", file], home: home.url)
        #expect(again.status == 1)
        #expect(again.errors.contains("already exists"))
    }

    @Test("launch export writes a valid launch file that cites its source")
    func export() throws {
        let folder = try TemporaryFolder()
        for (day, rank) in [("01", 180), ("02", 60), ("03", 4), ("04", 1)] {
            let rows = (1...200).map { row in
                "2026-03-\(day)T12:00:00Z,appstore,us,top-free,,\(row),\(row == rank ? 77 : 1000 + row),App \(row == rank ? 77 : row),Maker"
            }
            let head = "time,store,storefront,chart,genre,rank,app,name,developer\n"
            try folder.write(head + rows.joined(separator: "\n") + "\n", to: "\(day).csv")
        }
        let file = folder.url.appendingPathComponent("77.toml").path
        let outcome = try Program.run(["launch", "export", "77", "--from", folder.url.path, "--id", "mine", "-o", file])
        #expect(outcome.status == 0, "\(outcome.errors)")
        let text = try String(contentsOfFile: file, encoding: .utf8)
        #expect(text.contains("day0 = 2026-03-01"))
        for value in [60, 4, 1] { #expect(text.contains("value = \(value)\n"), "\(text)") }
        #expect(text.contains("value = 180\non = 2026-03-01\n"), "\(text)")
        // The folders of this computer aren't part of the file.
        #expect(text.contains("Charts read from \(folder.url.lastPathComponent)\""))
        let check = try Program.run(["show", "library", "--check", file])
        #expect(check.status == 0, "\(check.errors)")
        #expect(try Program.run(["launch", "export", "nobody", "--from", folder.url.path]).status == 1)
    }

    @Test("replay loads the user's own launch files, and reports duplicate ids and invalid files")
    func own() throws {
        let home = try TemporaryFolder()
        let folder = home.url.appendingPathComponent("launchtop/launches")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let arguments = ["launch", "new", "--name", "Mine", "--day0", "2026-03-01"]
        _ = try Program.run(arguments + ["-o", folder.appendingPathComponent("mine.toml").path], home: home.url)
        _ = try Program.run(
            arguments + ["--id", "sora", "-o", folder.appendingPathComponent("sora.toml").path],
            home: home.url
        )
        try Data("format = ".utf8).write(to: folder.appendingPathComponent("broken.toml"))
        let keys = ["--keys", "5", "--keys-size", "80x24"]
        let mine = try Program.run(["replay", "mine"] + keys, home: home.url)
        #expect(mine.status == 0 && mine.output.contains("Mine › Library"), "\(mine.output)")
        #expect(mine.output.contains("27 documented launches"))
        let errors = mine.errors.split(separator: "\n")
        #expect(errors.count == 2, "\(errors)")
        #expect(errors.contains { $0.contains("broken.toml:1:") })
        #expect(errors.contains { $0.contains("sora.toml: id: duplicate id \"sora\", skipped; ") })
        // The bundled launch takes precedence.
        #expect(
            try Program.run(["replay", "sora", "--at", "day 6"] + keys, home: home.url).output.contains(
                "Sora › Library"
            )
        )
    }

    @Test("replay, show library and show library --check report an empty library")
    func empty() throws {
        let data = try TemporaryFolder()
        try FileManager.default.createDirectory(
            at: data.url.appendingPathComponent("launches"),
            withIntermediateDirectories: true
        )
        let options = ["--data", data.url.path]
        let replay = try Program.run(["replay", "sora"] + options)
        #expect(replay.status == 1 && replay.errors.contains("\"sora\" is not a launch, file or folder"))
        #expect(
            try Program.run(["show", "library", "--check"] + options).errors.contains("no launch files to check")
        )
        #expect(try Program.run(["show", "library"] + options).output.hasPrefix("no documented launches"))
        #expect(try Program.run(["show", "library", "--json"] + options).output == "[]\n")
    }

    @Test("show launch prints separate figures for two launches of the same app")
    func oneApp() throws {
        let launch = try Program.run(["show", "launch", "claude", "--json"]).output
        let surge = try Program.run(["show", "launch", "claude-surge", "--json"]).output
        #expect(launch.contains("\"value\":183000") && !launch.contains("\"date\":\"2026-02-25\""))
        #expect(surge.contains("\"date\":\"2026-02-25\"") && !surge.contains("\"value\":183000"))
        #expect(surge.contains("\"kind\":\"surge\""))
        #expect(try Program.run(["show", "launch", "threads", "--json"]).output.contains("\"app\":null"))
    }
}
