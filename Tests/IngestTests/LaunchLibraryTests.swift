import Foundation
import Ingest
import Market
import TestSupport
import Testing

@Suite("The library of launches")
struct LaunchLibraryTests {
    private static let folder = Fixtures.repository.appendingPathComponent("Data/launches")

    @Test("every bundled file passes its own check and is named after its launch")
    func bundled() throws {
        let files = try LaunchLibrary.files(of: Self.folder)
        let checked = LaunchLibrary.check(files, today: Fixtures.day("2026-12-31"))
        for file in checked {
            #expect(file.reading.faults.isEmpty, "\(file.reading.faults.map(\.description))")
            #expect(file.reading.launch?.id == file.file.deletingPathExtension().lastPathComponent)
        }
        #expect(checked.count == 26)
    }

    @Test("each launch has figures, and each figure a source with a date of publication")
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

    @Test("the curve of a launch is made of one series in one scope")
    func oneSeries() {
        for launch in LaunchLibrary.read(folder: Self.folder).launches {
            let own = launch.observations.filter { figure in
                switch figure.period {
                case .total, .within: false
                case .day, .days, .through:
                    figure.metric == .downloads && figure.scope == launch.homeScope && figure.series == launch.series
                }
            }
            // Without a series nothing may look like one; with it there must be something to draw.
            #expect(own.isEmpty == (launch.series == nil), "\(launch.id)")
            #expect(Set(own.map { $0.source.name.split(separator: " ")[0] }).count <= 2, "\(launch.id)")
        }
    }

    @Test("two files of one id, and two launches of one app, are refused; a surge of it is not")
    func twins() throws {
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
        let words = checked.map { $0.reading.faults.first?.description ?? "" }
        #expect(words[0].isEmpty && words[3].isEmpty, "\(words)")
        #expect(words[1].contains("“id”: “claude” is that of a.toml already"), "\(words)")
        #expect(words[2].contains("a.toml is the launch of this app already"), "\(words)")
        #expect(LaunchLibrary.read(folder: folder.url).launches.map(\.id) == ["claude", "another", "late"])
    }

    @Test("a folder, a pipe, bytes that are no text and a file too large cost only themselves")
    func strange() throws {
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

    @Test("links that lead in a circle, and a file of a hundred megabytes, cost only themselves")
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
        let words = problems.map(\.description)
        #expect(words.count == 5, "\(words)")
        #expect(words.contains { $0.contains("a.toml: cannot be read: Too many levels of symbolic links") })
        #expect(words.contains { $0.contains("c.toml: there is no such file") })
        #expect(words.contains { $0.contains("d.toml: is a folder") })
        #expect(words.contains { $0.contains("large.toml: has more than the 4194304 bytes that are read") })
        // What is checked says the same.
        let checked = LaunchLibrary.check(try LaunchLibrary.files(of: folder.url), today: Fixtures.day("2026-12-31"))
        #expect(checked.flatMap { $0.reading.faults.map(\.description) } == words)
    }

    @Test(
        "a file that may not be read costs only itself",
        .enabled(if: geteuid() != 0, "root may read everything")
    )
    func forbidden() throws {
        let folder = try TemporaryFolder()
        let file = try folder.write("format = 1", to: "a.toml")
        #expect(chmod(file, 0) == 0)
        let problems = LaunchLibrary.read(folder: folder.url).problems.map(\.description)
        #expect(problems == ["\(file): cannot be read: Permission denied"])
    }

    @Test("of two files of one id the first by name stands, and the other is told which that is")
    func oneID() throws {
        let folder = try TemporaryFolder()
        let text = try String(contentsOf: Self.folder.appendingPathComponent("sora.toml"), encoding: .utf8)
        try folder.write(text.replacingOccurrences(of: "name = \"Sora\"", with: "name = \"Mine\""), to: "b.toml")
        let first = try folder.write(text, to: "a.toml")
        let (launches, problems) = LaunchLibrary.read(folder: folder.url)
        #expect(launches.map(\.name) == ["Sora"])
        let words = problems.map(\.description)
        #expect(words.count == 1 && words[0].contains("b.toml, “id”: “sora” is that of \(first) already"), "\(words)")
    }

    @Test("a folder without files is a library without launches; one that is not there is told")
    func nothing() throws {
        let folder = try TemporaryFolder()
        #expect(LaunchLibrary.read(folder: folder.url).launches.isEmpty)
        #expect(LaunchLibrary.read(folder: folder.url).problems.isEmpty)
        let gone = folder.url.appendingPathComponent("gone")
        #expect(
            LaunchLibrary.read(folder: gone).problems.map(\.description).first?.contains("cannot be listed") == true
        )
    }
}

@Suite("The library against what was collected")
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
        "no figure is other than collected, none has the lowest grade, no sentence is copied",
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
                // Thirty-three days to a number are collected as days.
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
