import Foundation
import Input
import Launches
import Market
import TestSupport
import Testing

@Suite("Launch library")
struct LaunchLibraryTests {
    private static let folder = Fixtures.repository.appendingPathComponent("Data/launches")

    @Test("every bundled launch file is valid and named after its launch's id")
    func bundled() throws {
        let files = try LaunchLibrary.files(of: Self.folder)
        let checked = LaunchLibrary.check(files, today: Fixtures.day("2026-12-31"))
        for file in checked {
            #expect(file.reading.errors.isEmpty, "\(file.reading.errors.map(\.description))")
            #expect(file.reading.launch?.id == file.file.deletingPathExtension().lastPathComponent)
        }
        #expect(checked.count == 26)
    }

    @Test("each bundled launch lists figures and missing data, and each figure has a dated source")
    func sources() {
        let (launches, problems) = LaunchLibrary.read(folder: Self.folder)
        #expect(problems.isEmpty)
        #expect(launches.reduce(0) { $0 + $1.observations.count } > 300)
        for launch in launches {
            #expect(launch.observations.count > 1, "\(launch.id)")
            #expect(!launch.missing.isEmpty, "\(launch.id)")
            for figure in launch.observations {
                #expect(!figure.source.name.isEmpty && figure.source.published.hasPrefix("20"), "\(launch.id)")
            }
        }
    }

    @Test("the curve of each bundled launch consists of one series from at most two publishers")
    func oneSeries() {
        for launch in LaunchLibrary.read(folder: Self.folder).launches {
            let own = launch.observations.filter { figure in
                switch figure.period {
                case .total, .within: false
                case .day, .days, .through:
                    figure.metric == .downloads && figure.scope == launch.homeScope && figure.series == launch.series
                }
            }
            // A launch with a series must have figures in it; a launch without one must not.
            #expect(own.isEmpty == (launch.series == nil), "\(launch.id)")
            #expect(Set(own.map { $0.source.name.split(separator: " ")[0] }).count <= 2, "\(launch.id)")
        }
    }

    @Test("a duplicate launch id or a second launch of the same app is an error, but a surge of the app isn't")
    func duplicates() throws {
        let folder = try TemporaryFolder()
        let text = try String(contentsOf: Self.folder.appendingPathComponent("claude.toml"), encoding: .utf8)
        let other = text.replacingOccurrences(of: "id = \"claude\"", with: "id = \"another\"")
        try folder.write(text, to: "a.toml")
        try folder.write(text, to: "b.toml")
        try folder.write(other, to: "c.toml")
        try folder.write(
            other.replacingOccurrences(of: "id = \"another\"", with: "id = \"late\"\nkind = \"surge\""),
            to: "d.toml"
        )
        let checked = LaunchLibrary.check(try LaunchLibrary.files(of: folder.url), today: Fixtures.day("2026-12-31"))
        let texts = checked.map { $0.reading.errors.first?.description ?? "" }
        #expect(texts[0].isEmpty && texts[3].isEmpty, "\(texts)")
        #expect(texts[1].contains("id: duplicate id \"claude\"; a.toml already has it"), "\(texts)")
        #expect(texts[2].contains("app: a.toml already describes the launch of this app"), "\(texts)")
        #expect(LaunchLibrary.read(folder: folder.url).launches.map(\.id) == ["claude", "another", "late"])
    }

    @Test("a launch library skips and reports folders, pipes, invalid text and large files")
    func unreadable() throws {
        let folder = try TemporaryFolder()
        try folder.write(
            try String(contentsOf: Self.folder.appendingPathComponent("sora.toml"), encoding: .utf8),
            to: "sora.toml"
        )
        try FileManager.default.createDirectory(
            at: folder.url.appendingPathComponent("folder.toml"),
            withIntermediateDirectories: true
        )
        #expect(mkfifo(folder.url.appendingPathComponent("pipe.toml").path, 0o600) == 0)
        try Data([0xFF, 0xFE, 0x00]).write(to: folder.url.appendingPathComponent("bytes.toml"))
        try Data(repeating: 0x20, count: 5 << 20).write(to: folder.url.appendingPathComponent("large.toml"))
        let (launches, problems) = LaunchLibrary.read(folder: folder.url)
        #expect(launches.map(\.id) == ["sora"])
        #expect(problems.count == 4, "\(problems)")
    }

    @Test("a launch library skips and reports circular links, broken links and a 100 MB file")
    func linksAndSizes() throws {
        let folder = try TemporaryFolder()
        let files = FileManager.default
        try files.copyItem(
            at: Self.folder.appendingPathComponent("sora.toml"),
            to: folder.url.appendingPathComponent("sora.toml")
        )
        for (name, target) in [("a.toml", "b.toml"), ("b.toml", "a.toml"), ("c.toml", "nowhere.toml")] {
            try files.createSymbolicLink(
                atPath: folder.url.appendingPathComponent(name).path,
                withDestinationPath: folder.url.appendingPathComponent(target).path
            )
        }
        try files.createSymbolicLink(
            atPath: folder.url.appendingPathComponent("d.toml").path,
            withDestinationPath: folder.url.path
        )
        let large = folder.url.appendingPathComponent("large.toml").path
        #expect(files.createFile(atPath: large, contents: nil) && truncate(large, 100_000_000) == 0)
        let (launches, problems) = LaunchLibrary.read(folder: folder.url)
        #expect(launches.map(\.id) == ["sora"])
        let texts = problems.map(\.description)
        #expect(texts.count == 5, "\(texts)")
        #expect(texts.contains { $0.contains("a.toml: can't read file: too many levels of symbolic links") })
        #expect(texts.contains { $0.contains("c.toml: no such file") })
        #expect(texts.contains { $0.contains("d.toml: is a folder, not a file") })
        #expect(texts.contains { $0.contains("large.toml: file too large; the limit is 4194304 bytes") })
        // Checking the files reports the same errors.
        let checked = LaunchLibrary.check(try LaunchLibrary.files(of: folder.url), today: Fixtures.day("2026-12-31"))
        #expect(checked.flatMap { $0.reading.errors.map(\.description) } == texts)
    }

    @Test(
        "a launch library reports a file without read permission",
        .enabled(if: geteuid() != 0, "root can read everything")
    )
    func forbidden() throws {
        let folder = try TemporaryFolder()
        let file = try folder.write("format = 1", to: "a.toml")
        #expect(chmod(file, 0) == 0)
        let problems = LaunchLibrary.read(folder: folder.url).problems.map(\.description)
        #expect(problems == ["\(file): can't read file: Permission denied"])
    }

    @Test("if two launch files have the same id, the second is skipped with an error naming the first")
    func oneID() throws {
        let folder = try TemporaryFolder()
        let text = try String(contentsOf: Self.folder.appendingPathComponent("sora.toml"), encoding: .utf8)
        try folder.write(text.replacingOccurrences(of: "name = \"Sora\"", with: "name = \"Mine\""), to: "b.toml")
        let first = try folder.write(text, to: "a.toml")
        let (launches, problems) = LaunchLibrary.read(folder: folder.url)
        #expect(launches.map(\.name) == ["Sora"])
        let texts = problems.map(\.description)
        #expect(
            texts.count == 1
                && texts[0].contains("b.toml: id: duplicate id \"sora\", skipped; \(first) already has it"),
            "\(texts)"
        )
    }

    @Test("an empty folder gives an empty launch library; a missing folder is an error")
    func empty() throws {
        let folder = try TemporaryFolder()
        #expect(LaunchLibrary.read(folder: folder.url).launches.isEmpty)
        #expect(LaunchLibrary.read(folder: folder.url).problems.isEmpty)
        let gone = folder.url.appendingPathComponent("gone")
        #expect(
            LaunchLibrary.read(folder: gone).problems.map(\.description).first?.contains("can't list folder") == true
        )
    }
}

@Suite("Launch library and collected data")
struct CollectedLaunchesTests {
    struct Entry: Decodable {
        var observations: [Figure]
        var conflicts: [String]
        var missing: [String]
    }
    struct Figure: Decodable {
        var value: Double?
        var grade: String
        var source: String
        var note: String?
        var date: String
    }

    @Test(
        "bundled launches use only collected figures not graded D, and copy no sentences from that data",
        .enabled(if: SharedData.isPresent, "\(SharedData.notice)")
    )
    func figures() throws {
        let entries = try JSONDecoder().decode([Entry].self, from: try SharedData.data("launches/launches.json"))
        let collected = entries.flatMap(\.observations)
        let usable = Set(collected.filter { $0.grade != "D" }.map { "\($0.value ?? -1) \($0.source)" })
        let sentences = Set(collected.compactMap(\.note) + entries.flatMap(\.conflicts) + entries.flatMap(\.missing))
            .filter { $0.split(separator: " ").count > 6 }
        let launches = LaunchLibrary.read(folder: Fixtures.repository.appendingPathComponent("Data/launches")).launches
        for launch in launches {
            for figure in launch.observations {
                // This figure covers 33 days, which are separate figures in the collected data.
                guard figure.value != 150_000_000 || launch.id != "pokemon-go" else { continue }
                #expect(usable.contains("\(figure.value) \(figure.source.name)"), "\(launch.id): \(figure)")
                #expect(figure.note.map(sentences.contains) != true, "\(launch.id): \(figure.note ?? "")")
            }
            for sentence in launch.conflicts + launch.missing + launch.events.map(\.text) {
                #expect(!sentences.contains(sentence), "\(launch.id): \(sentence)")
            }
        }
    }
}
