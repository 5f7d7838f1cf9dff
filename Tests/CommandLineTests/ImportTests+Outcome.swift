import Foundation
import TestSupport
import Testing

/// How an import ends: its exit code, what it skips and how many faults it shows.
extension ImportTests {
    @Test(
        "the exit code is 0 where all was read, 2 where some failed, 1 where nothing was imported",
        arguments: [
            (["a.csv": "good", "README": "notes"], 0), (["a.csv": "good", "b": "cut"], 2),
            (["a.csv": "good", "b.json": ""], 2),
            (["b.json": "<html>"], 1), (["README": "notes"], 1), ([".hidden": "good"], 1),
        ]
    )
    func exitCodes(files: [String: String], status: Int) throws {
        for (name, content) in files {
            let body =
                switch content {
                case "good": chart(ids("a"), at: "2026-03-01T10:00:00Z")
                case "cut": String(source(["1", "2"], at: 1).dropLast(5))
                default: content
                }
            try folder.write(body, to: "in/\(name)")
        }
        let outcome = try run([folder.url.path + "/in"])
        #expect(Int(outcome.status) == status)
        #expect(outcome.output.isEmpty == (status == 1), "the summary is on standard output")
    }

    @Test("of a folder what is skipped is counted at the end, and what is named itself is not skipped")
    func skipped() throws {
        try folder.write(chart(ids("a"), at: "2026-03-01T10:00:00Z"), to: "in/chart.txt")
        try folder.write("# Notes", to: "in/README.md")
        try folder.write("x", to: "in/.hidden")
        try folder.write("x", to: "in/.git/config")
        try folder.write("[a]", to: "in/deep/settings")
        try folder.write("\u{89}PNG", to: "in/a.dat")
        // The archive stands in the folder, and is none of its files.
        let outcome = try Program.run(["import", folder.url.path, "--into", archive])
        #expect(outcome.status == 0)
        #expect(
            outcome.errors
                == "launchtop: skipped 5 files: 3 not charts or reports (README.md, a.dat, settings), 2 hidden\n"
        )
        let named = try run([folder.url.path + "/in/chart.txt", folder.url.path + "/in/README.md"])
        #expect(named.status == 2 && named.errors.contains("README.md, line 1: unknown format: neither JSON nor CSV"))
    }

    @Test("of very many faults fifty are shown and the others counted, over files and within one")
    func limits() throws {
        for index in 0..<200 { try folder.write("{\"feed\":{", to: "in/\(index).json") }
        let rows = (1...3000).map { "2026-03-01,appstore,us,top-free,,\($0),\($0 % 2 == 0 ? "" : "\($0)"),A,x" }
        let header = "time,store,storefront,chart,genre,rank,app,name,developer"
        try folder.write(([header] + rows).joined(separator: "\n"), to: "in/a.csv")
        let outcome = try run([folder.url.path + "/in"])
        #expect(outcome.status == 2)
        let lines = outcome.errors.split(separator: "\n").map(String.init)
        #expect(lines.count == 52)
        #expect(lines[50] == "launchtop: 1,650 more problems not shown")
        #expect(lines[51] == "launchtop: 200 documents could not be read")
        #expect(outcome.output.contains("1 list of 1 chart (1,500 places)"))
    }

    @Test("a broken file among good ones is reported, and the rest is imported")
    func someBroken() throws {
        try folder.write(chart(ids("a"), at: "2026-03-01T10:00:00Z"), to: "a.csv")
        try folder.write("<html>", to: "b.json")
        try FileManager.default.createDirectory(
            at: folder.url.appendingPathComponent("inner"),
            withIntermediateDirectories: true
        )
        try folder.write(chart(ids("a"), at: "2026-03-02T10:00:00Z"), to: "inner/c.csv")
        let outcome = try run([folder.url.path])
        #expect(outcome.status == 2)
        #expect(outcome.errors.contains("b.json: received an HTML page instead of a chart"))
        #expect(outcome.errors.contains("1 document could not be read"))
        #expect(outcome.output.contains("2 lists of 1 chart (24 places)"))
    }

    @Test(
        "what cannot be imported exits with 1 and a sentence",
        arguments: [
            (["/no/such/file"], "there is no such file or folder, and nothing fits it as a pattern"),
            (["/dev/null"], "nothing was imported"),
            (["x/**/*.csv"], "“**” is not understood; name the folder"),
            ([".", "--mapping", "nothing"], "is neither a mapping file nor a shipped mapping"),
        ]
    )
    func nothing(arguments: [String], words: String) throws {
        let outcome = try run(arguments)
        #expect(outcome.status == 1)
        #expect(outcome.errors.contains(words))
    }
}
