import Collector
import Formats
import Foundation
import Input
import Market
import TestSupport
import Testing

@Suite("Polling containers in parts")
struct ContainerPartsTests {
    private let folder: TemporaryFolder
    private let now = Fixtures.time("2026-05-01")
    private static let start = Fixtures.time("2026-03-01")

    init() throws { folder = try TemporaryFolder() }

    /// Returns a chart with three apps.
    private static func chart(_ hour: Int) -> String {
        let time = (start + Int64(hour) * 3600).iso8601
        let rows = (1...3).map { "\(time),appstore,us,top-free,,\($0),\(1000 + $0),App \($0),Maker" }
        return (["time,store,storefront,chart,genre,rank,app,name,developer"] + rows).joined(separator: "\n") + "\n"
    }

    /// Writes a tar file of more than 64 KB with hourly snapshots of a chart, and returns its content.
    @discardableResult
    private func writeTar(hours: Range<Int>, named name: String = "b.tar") throws -> Data {
        var entries = hours.map { Tar.Entry("\($0).csv", Self.chart($0)) }
        entries.append(.init("notes", String(repeating: "x", count: 70_000)))
        let tar = Tar.archive(entries)
        try tar.write(to: folder.url.appendingPathComponent(name))
        return tar
    }

    private func reader(_ path: String, documents: Int = 2) throws -> SourceReader {
        SourceReader(
            try SourceName(path),
            transport: ScriptedTransport([]),
            partLimit: PartLimit(documents: documents)
        )
    }

    /// Polls until nothing is left to read, and returns the hours of the snapshots that each poll read.
    private func polls(_ reader: inout SourceReader) async -> [[Int]] {
        var polls: [[Int]] = []
        while polls.count < 100 {
            let reading = await reader.read(now: now)
            #expect(reading.documents == reading.charts.count)
            #expect(reading.readable > 0)
            polls.append(reading.snapshots.map { Int(($0.observedAt - Self.start) / 3600) })
            if !reading.hasMore { break }
        }
        return polls
    }

    @Test("polls of a folder read its files in name order, and a large container one part at a time")
    func folderParts() async throws {
        try writeTar(hours: 0..<5)
        try folder.write(Self.chart(10), to: "a.csv")
        try folder.write(Self.chart(11), to: "c.csv")
        var reader = try reader(folder.url.path)
        #expect(await polls(&reader) == [[10], [0, 1], [2, 3], [4], [11]])
        #expect(await polls(&reader) == [[]], "nothing changed")
    }

    @Test("polls of a single container file read it one part at a time")
    func fileParts() async throws {
        try writeTar(hours: 0..<3)
        var reader = try reader(folder.url.path + "/b.tar", documents: 1)
        #expect(await polls(&reader) == [[0], [1], [2], []])
    }

    @Test("if a container is replaced during reading, the old one is read to its end before the new one")
    func replaced() async throws {
        try writeTar(hours: 0..<3)
        var reader = try reader(folder.url.path)
        #expect(await reader.read(now: now).charts.count == 2)
        try FileManager.default.removeItem(at: folder.url.appendingPathComponent("b.tar"))
        try writeTar(hours: 5..<8)
        #expect(await polls(&reader) == [[2]])
        #expect(await polls(&reader) == [[5, 6], [7]])
    }

    @Test("reading a truncated container returns the intact documents and one error with the byte position")
    func cutShort() async throws {
        let tar = try writeTar(hours: 0..<5)
        let file = folder.url.appendingPathComponent("b.tar")
        // Cuts the notes in the middle, after five documents with a header and a block each.
        try tar.prefix(10 * 512 + 66_000).write(to: file)
        var reader = try reader(folder.url.path)
        var problems: [InputError] = []
        var hours = 0
        var hasMore = true
        while hasMore {
            let reading = await reader.read(now: now)
            problems += reading.problems
            hours += reading.charts.count
            hasMore = reading.hasMore
        }
        #expect(hours == 5)
        #expect(problems.count == 1 && problems[0].description.contains("entry 6, byte 71120 of the decompressed data"))
        #expect(problems[0].problem.hasPrefix("truncated"))
    }

    @Test("a zip file inside a tar file is reported as unreadable, and the other documents are read")
    func nested() async throws {
        var inner = Tar.Entry("inner.zip")
        inner.content = Data([0x50, 0x4B, 0x03, 0x04]) + Data(repeating: 7, count: 70_000)
        let entries = [Tar.Entry("0.csv", Self.chart(0)), inner, .init("1.csv", Self.chart(1))]
        try Tar.archive(entries).write(to: folder.url.appendingPathComponent("b.tar"))
        var reader = try reader(folder.url.path, documents: 10)
        let reading = await reader.read(now: now)
        #expect(reading.charts.count == 2 && !reading.hasMore)
        #expect(reading.problems.count == 1 && reading.problems[0].origin.hasSuffix("b.tar › inner.zip"))
    }
}
