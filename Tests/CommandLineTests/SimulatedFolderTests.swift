import Foundation
import TestSupport
import Testing

@Suite("Output folder of simulate", .blocking)
struct SimulatedFolderTests {
    private let folder: TemporaryFolder
    private let market: [String]

    init() throws {
        folder = try TemporaryFolder()
        market = ["simulate", folder.url.path, "--storefronts", "2", "--hours", "3"]
    }

    private func names() throws -> Set<String> {
        Set(try FileManager.default.contentsOfDirectory(atPath: folder.url.path))
    }

    @Test("simulate adds missing files to a folder written with the same arguments, and ignores hidden files")
    func again() throws {
        #expect(try Program.run(market).status == 0)
        let names = try names()
        try FileManager.default.removeItem(at: folder.url.appendingPathComponent(try #require(names.min())))
        try Data().write(to: folder.url.appendingPathComponent(".hidden"))
        let again = try Program.run(market)
        #expect(again.status == 0 && again.output.hasPrefix("6 snapshots"), "\(again.errors)")
        #expect(try self.names() == names.union([".hidden"]))
    }

    @Test(
        "simulate refuses to write to a folder that contains another market unless --force is given",
        arguments: [["--seed", "2"], ["--hours", "2"], ["--storefronts", "1"], ["--format", "legacy"]]
    )
    func other(arguments: [String]) throws {
        #expect(try Program.run(market).status == 0)
        func bodies() throws -> [Data] {
            try names().sorted().map { try Data(contentsOf: folder.url.appendingPathComponent($0)) }
        }
        let before = try bodies()
        let refused = try Program.run(market + arguments)
        #expect(refused.status == 1 && refused.output.isEmpty)
        #expect(refused.errors.contains("--force") && refused.errors.contains(".json"), "\(refused.errors)")
        #expect(try bodies() == before)
        #expect(try Program.run(market + arguments + ["--force"]).status == 0)
    }

    @Test("simulate refuses to write to a folder that contains other files")
    func own() throws {
        for name in ["notes.txt", "plan.md"] { try Data("x".utf8).write(to: folder.url.appendingPathComponent(name)) }
        let refused = try Program.run(market)
        #expect(
            refused.status == 1 && refused.errors.contains("contains other files: notes.txt and 1 more"),
            "\(refused.errors)"
        )
        #expect(try names() == ["notes.txt", "plan.md"])
    }
}
