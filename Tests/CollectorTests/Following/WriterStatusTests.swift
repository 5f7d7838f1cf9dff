import Foundation
import History
import Market
import Settings
import TestSupport
import Testing

@testable import Collector

@Suite("Following the status of a recording process")
struct WriterStatusTests {
    private let folder: TemporaryFolder
    private var path: String { folder.url.appendingPathComponent("history.sqlite").path }

    init() throws { folder = try TemporaryFolder() }

    /// Returns a collector that uses an archive.
    ///
    /// - Parameter sources: The JSON about its sources that the collector writes.
    private func collector(_ use: ArchiveUse, sources: String = "[]") throws -> Collector {
        var history = OpenHistory(Ledger(), configuration: Configuration()) { _ in }
        try history.open(use, isWhole: true)
        return history.collector(
            log: EventLog { _ in },
            zone: .utc,
            sendsAlerts: false,
            sourcesJSON: { _, _ in sources }
        )
    }

    private static let us = """
        {"source":"us","polled":true,"interval":60,"lastAttempt":"2026-03-05T12:00:00Z",
        "lastSuccess":"2026-03-05T12:00:00Z","nextAttempt":"2026-03-05T12:01:00Z",
        "charts":[{"store":"appstore","storefront":"us","kind":"top-free"}]}
        """
    private static let jp = us.replacingOccurrences(of: #""us""#, with: #""jp""#)

    private func write(_ sources: String) async throws -> Collector {
        let writer = try collector(.write(path, isExplicit: true), sources: "[\(sources)]")
        await writer.writeStatus(isUrgent: true)
        return writer
    }

    @Test("an archive reader lists the recording process's sources as polled until that process exits")
    func exit() async throws {
        let writer = try await write(Self.us)
        let reader = try collector(.read(path))
        let start = await reader.ledger.snapshot.sources
        #expect(start.map(\.source) == [path, "us"])
        #expect(start[0].isArchive && start[0].isRecording == true && !start[0].isPolled)
        #expect(start[1].isPolled && !start[1].isArchive && start[1].charts == [Fixtures.chart("us")])
        var reading = Collector.WriterReading()
        await reader.followWriter(of: path, &reading)
        #expect(await reader.ledger.snapshot.sources == start)
        await writer.finish()
        await reader.followWriter(of: path, &reading)
        let end = await reader.ledger.snapshot.sources
        #expect(end.map(\.source) == [path, "us"])
        #expect(end[0].isRecording == false && !end[1].isPolled && end[1].nextAttempt == nil)
    }

    @Test("an archive reader doesn't list the sources of a killed recording process as polled")
    func killed() async throws {
        let writer = try await write(Self.us)
        let reader = try collector(.read(path))
        var reading = Collector.WriterReading()
        await reader.followWriter(of: path, &reading)
        // No running process has this id.
        try Data("launchtop record, process 2147483646".utf8).write(to: URL(fileURLWithPath: path + ".lock"))
        await reader.followWriter(of: path, &reading)
        let sources = await reader.ledger.snapshot.sources
        #expect(sources.map(\.isPolled) == [false, false] && sources[0].isRecording == false)
        await writer.finish()
    }

    @Test("a collector that polls without an archive reports an error once the recording process has exited")
    func unarchived() async throws {
        let writer = try await write(Self.us)
        let other = try collector(.write(path, isExplicit: false))
        var reading = Collector.WriterReading()
        await other.followWriter(of: path, &reading)
        func row() async throws -> SourceHealth {
            try #require(await other.ledger.snapshot.sources.first { $0.source == path + " (writing)" })
        }
        let locked = try await row()
        #expect(locked.error == nil && locked.note?.contains("not archived") == true)
        await writer.finish()
        await other.followWriter(of: path, &reading)
        #expect(try await row().error?.contains("the process that recorded has stopped") == true)
        let next = try await write(Self.us)
        await other.followWriter(of: path, &reading)
        #expect(try await row().error == nil)
        await next.finish()
    }

    @Test("an archive reader stops listing sources that the next recording process doesn't poll")
    func removed() async throws {
        let first = try await write("\(Self.us),\(Self.jp)")
        let reader = try collector(.read(path))
        var reading = Collector.WriterReading()
        await reader.followWriter(of: path, &reading)
        #expect(await reader.ledger.snapshot.sources.map(\.source) == [path, "us", "jp"])
        await first.finish()
        let second = try await write(Self.jp)
        await reader.followWriter(of: path, &reading)
        #expect(await reader.ledger.snapshot.sources.map(\.source) == [path, "jp"])
        await second.finish()
    }
}
