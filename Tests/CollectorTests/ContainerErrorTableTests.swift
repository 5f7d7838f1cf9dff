import Collector
import Formats
import Foundation
import Input
import Market
import TestSupport
import Testing
import Transport

/// A test of the error messages about files, folders, archives, git histories and programs. They are listed in
/// `Goldens/errors-containers.txt`.
@Suite("Error messages about files and containers")
struct ContainerErrorTableTests {
    @Test("error messages about sources, folders, archives, git and programs match the golden file")
    func table() async throws {
        let folder = try TemporaryFolder()
        var lines = ["# Sources"] + Self.sources
        lines += try await ["", "# Folders"] + Self.folders(folder)
        lines += try ["", "# Archives"] + Self.archives(folder)
        lines += try ["", "# Git"] + Self.git()
        lines += await ["", "# Programs"] + Self.programs
        let text = lines.map { $0.replacing(folder.url.path, with: "/folder") + "\n" }.joined()
        #expect(Golden.difference(of: text, named: "errors-containers") == nil)
    }

    private static func message(_ body: () throws(InputError) -> Void) -> String {
        do throws(InputError) {
            try body()
            return "no error"
        } catch {
            return error.description
        }
    }

    private static var sources: [String] {
        [
            "/no/such/file", "http://", "ftp://example.com/x", "appstore:us", "appstore:zz/top-free",
            "appstore:us/top-fre", "appstore:us/top-free/gamez",
        ].map { text in message { () throws(InputError) in _ = try SourceName(text) } } + [
            message { () throws(InputError) in
                _ = try AppStoreFeed.sources(
                    storefronts: ["all"],
                    charts: AppStoreFeed.kinds.map(\.slug),
                    genres: (6000...6020).map { "\($0)" }.filter { !["6019"].contains($0) }
                )
            }
        ]
    }

    private static func folders(_ folder: TemporaryFolder) async throws -> [String] {
        func problems(_ source: SourceName) async -> [String] {
            var reader = SourceReader(source, transport: ScriptedTransport([]))
            return await reader.read(now: Fixtures.time("2026-03-01")).problems.map(\.description)
        }
        let path = folder.url.path
        var lines = await problems(.folder(path))
        lines += await problems(.folder(path + "/none"))
        try folder.write("# Notes", to: "README.md")
        lines += await problems(.folder(path))
        try FileManager.default.createSymbolicLink(atPath: path + "/zero.json", withDestinationPath: "/dev/zero")
        lines += await problems(.folder(path))
        lines += await problems(.file(path + "/none.json"))
        let watch = message { () throws(InputError) in _ = try FolderWatch([path + "/README.md"]) }
        return lines + [watch]
    }

    private static func archives(_ folder: TemporaryFolder) throws -> [String] {
        func messages(_ container: Unpacking.Container, _ limits: Unpacking.Limits = .init()) -> [String] {
            var messages: [String] = []
            do throws(InputError) {
                try Unpacking.forEachEntry(of: container, origin: "c", limits: limits) { result throws(InputError) in
                    if case .failure(let error) = result { messages.append(error.description) }
                }
            } catch {
                messages.append(error.description)
            }
            return messages
        }
        let tar = Tar.archive((0..<4).map { .init("\($0).json", "{}") })
        var small = Unpacking.Limits()
        (small.entryBytes, small.totalBytes) = (1 << 20, 4 << 20)
        var few = Unpacking.Limits()
        few.entries = 3
        var corrupt = Gzip.member(Data("hello".utf8))
        corrupt[corrupt.count - 6] ^= 0xFF
        let plain = try folder.write("{}", to: "plain.json")
        let decoder = SnapshotDecoder()
        let file = DocumentReader.File("notes.tar", isNamed: true)
        let notes = Document(origin: "notes.tar", body: Tar.archive([.init("README.md", "# Notes")]))
        var lines = messages(.bytes(Gzip.bomb(1 << 30)), small) + messages(.bytes(tar), few)
        lines += messages(.bytes(tar.prefix(700))) + messages(.bytes(corrupt)) + messages(.bytes(Gzip.member(Data())))
        lines += messages(.file(folder.url.path)) + messages(.file(plain)) + messages(.file(folder.url.path + "/none"))
        if case .failed(let error) = DocumentReader.decode(.success(notes), of: file, decoder: decoder) {
            lines.append(error.description)
        }
        return lines
    }

    private static func git() throws -> [String] {
        let repository = try TestRepository()
        func message(_ path: String, _ environment: [String: String]? = nil) -> String {
            Self.message { () throws(InputError) in
                _ = try GitHistory(path: repository.path + path, environment: environment ?? repository.environment)
                    .versions()
            }
        }
        var lines = [message("")]
        let commit = TestRepository.commit(1, from: [], at: 1_771_581_600, [("a.json", "one")])
        try repository.git(["fast-import", "--quiet"], input: commit)
        lines += [message("/none"), message("/.git/x"), message("", ["PATH": repository.path])]
        let history = try GitHistory(path: repository.path, environment: repository.environment)
        try history.forEachContent(of: try history.versions(), limit: 2) { _, result throws(InputError) in
            if case .failure(let error) = result { lines.append(error.description) }
        }
        let folder = try TemporaryFolder()
        lines.append(
            Self.message { () throws(InputError) in
                _ = try GitHistory(path: folder.url.path, environment: repository.environment).versions()
            }.replacing(folder.url.path, with: "/elsewhere")
        )
        return lines.map { $0.replacing(repository.path, with: "/repository") }
    }

    private static var programs: [String] {
        get async {
            let environment = ["PATH": "/usr/bin:/bin"]
            var lines: [String] = []
            for arguments in [["no-such-program-here"], ["printf", "a\u{0}b"]] {
                let outcome = await CommandRunner().run(arguments, environment: environment, timeout: 5)
                if case .failedToStart(let reason) = outcome { lines.append("\(arguments[0]): \(reason)") }
            }
            return lines
        }
    }
}
