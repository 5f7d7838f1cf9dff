import Foundation
import TestSupport
import Testing

/// Tests of the outcome of imports: exit codes, skipped files and the number of errors shown.
extension ImportTests {
    @Test(
        "import exits with 0 if all files were read, 2 if some failed, and 1 if nothing was imported",
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

    @Test("import counts the files it skips in a folder, and reports an unreadable file given as an argument")
    func skipped() throws {
        try folder.write(chart(ids("a"), at: "2026-03-01T10:00:00Z"), to: "in/chart.txt")
        try folder.write("# Notes", to: "in/README.md")
        try folder.write("x", to: "in/.hidden")
        try folder.write("x", to: "in/.git/config")
        try folder.write("[a]", to: "in/deep/settings")
        try folder.write("\u{89}PNG", to: "in/a.dat")
        // The archive in the folder isn't imported.
        let outcome = try Program.run(["import", folder.url.path, "--into", archive])
        #expect(outcome.status == 0)
        #expect(
            outcome.errors
                == "launchtop: skipped 5 files: 3 not charts or reports (README.md, a.dat, settings), 2 hidden\n"
        )
        let named = try run([folder.url.path + "/in/chart.txt", folder.url.path + "/in/README.md"])
        #expect(named.status == 2 && named.errors.contains("README.md:1: unknown format: neither JSON nor CSV"))
    }

    @Test("import shows a problem in many lines or documents once, with the number of occurrences")
    func repeated() throws {
        for index in 0..<200 { try folder.write("{\"feed\":{", to: "in/\(index).json") }
        let rows = (1...3000).map { "2026-03-01,appstore,\($0 % 2 == 0 ? "xx" : "us"),top-free,,\($0),\($0),A,x" }
        let header = "time,store,storefront,chart,genre,rank,app,name,developer"
        try folder.write(([header] + rows).joined(separator: "\n"), to: "in/a.csv")
        let outcome = try run([folder.url.path + "/in"])
        #expect(outcome.status == 2)
        let lines = outcome.errors.replacing(folder.url.path, with: "DIR").split(separator: "\n").map(String.init)
        #expect(lines.count == 4, "\(outcome.errors)")
        #expect(
            lines[0].hasPrefix("launchtop: DIR/in/0.json")
                && lines[1].hasPrefix("launchtop: DIR/in/a.csv:3: row skipped")
        )
        #expect(lines[1].hasSuffix("(first of 1,500 lines)"))
        let problem = lines[0].split(separator: ": ").last.map(String.init) ?? ""
        #expect(lines[2].hasPrefix("launchtop: 199 more documents: ") && lines[2].hasSuffix(problem))
        #expect(lines[3] == "launchtop: 200 documents couldn't be read")
    }

    @Test("import shows fifty different errors and counts the rest, across files and within one file")
    func limits() throws {
        for index in 0..<200 { try folder.write("{\"key\(index)\":1}", to: "in/\(index).json") }
        let rows = (1...3000).map { "2026-03-01,appstore,us,top-free,,\($0),\($0 % 2 == 0 ? "x\($0)" : "\($0)"),A,x" }
        let header = "time,store,storefront,chart,genre,rank,app,name,developer"
        try folder.write(([header] + rows).joined(separator: "\n"), to: "in/a.csv")
        let outcome = try run([folder.url.path + "/in"])
        #expect(outcome.status == 2)
        let lines = outcome.errors.split(separator: "\n").map(String.init)
        #expect(lines.count == 52)
        #expect(lines[50] == "launchtop: 1,650 more problems, not shown")
        #expect(lines[51] == "launchtop: 200 documents couldn't be read")
        #expect(outcome.output.contains("1 snapshot of 1 chart (1,500 entries)"))
    }

    @Test("import reports an invalid file in a folder and imports the other files")
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
        #expect(outcome.errors.contains("1 document couldn't be read"))
        #expect(outcome.output.contains("2 snapshots of 1 chart (24 entries)"))
    }

    @Test(
        "import exits with 1 and a message if a source or a mapping can't be read",
        arguments: [
            (["/no/such/file"], "no such file or folder, and no files match it as a pattern"),
            (["/dev/null"], "nothing was imported"),
            (["x/**/*.csv"], "\"**\" isn't supported; name the folder"),
            ([".", "--mapping", "nothing"], "no such mapping file or bundled mapping"),
        ]
    )
    func nothing(arguments: [String], message: String) throws {
        let outcome = try run(arguments)
        #expect(outcome.status == 1)
        #expect(outcome.errors.contains(message))
    }
}
