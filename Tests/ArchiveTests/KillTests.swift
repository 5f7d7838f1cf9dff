import Archive
import Foundation
import TestSupport
import Testing
import TimeSeries

@Suite("Killing the writer of an archive")
struct KillTests {
    @Test(
        "after its writer is killed, an archive contains all acknowledged batches and no partial batch",
        arguments: [UInt64(1)]
    )
    func kills(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        var folder = try TemporaryFolder()
        var model = NumberedModel()
        var unacknowledged = 0
        for kill in 0..<200 {
            // Starts a new archive from time to time, so that its creation is interrupted too.
            if kill % 20 == 0 { (folder, model) = (try TemporaryFolder(), NumberedModel()) }
            let path = folder.url.appendingPathComponent("history.sqlite").path
            let pause = UInt32.random(in: 0...40_000, using: &generator)
            model.advance(to: try write(to: path, from: model.count, microseconds: pause))
            let found = try Self.frames(in: path)
            if found != model.series.map(\.frames) {
                // The writer may have been killed between the end of the transaction and the acknowledgment.
                model.advance(to: model.count + 1)
                unacknowledged += 1
                #expect(found == model.series.map(\.frames), "seed \(seed), kill \(kill), batch \(model.count)")
            }
        }
        // Some kills must interrupt a batch and some must not, or the test would prove little.
        #expect((1..<200).contains(unacknowledged), "seed \(seed)")
    }

    /// Runs the writer and kills it after `microseconds`. If that is more than 6,000, the time starts at the first
    /// output.
    ///
    /// - Returns: The number of batches that the archive must contain.
    private func write(to path: String, from first: Int, microseconds: UInt32) throws -> Int {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: Program.path(of: "batch-writer"))
        process.arguments = [path, "\(first)"]
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        var output = Data()
        if microseconds > 6000 { output = pipe.fileHandleForReading.availableData }
        usleep(microseconds)
        kill(process.processIdentifier, SIGKILL)
        output += pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        #expect(process.terminationReason == .uncaughtSignal, "the writer exited before it was killed")
        let lines = String(decoding: output, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: true)
        return lines.last.flatMap { Int($0) }.map { $0 + 1 } ?? first
    }

    /// Returns the contents of the numbered charts in an archive.
    private static func frames(in path: String) throws -> [[RankingFrame]] {
        guard FileManager.default.fileExists(atPath: path),
            let reader = try? ArchiveReader(path), let rankings = try? reader.rankings()
        else { return NumberedBatches.charts.map { _ in [] } }
        #expect(rankings.problems.isEmpty)
        let apps = try reader.catalog().apps.mapValues(NumberedModel.id)
        return NumberedBatches.charts.map { chart in
            let series = rankings.series.first { $0.chart == chart }?.series ?? RankingSeries()
            return series.frames.map { frame in
                var frame = frame
                frame.entries = frame.entries.map { .init(rank: $0.rank, id: apps[$0.id] ?? .max) }
                return frame
            }
        }
    }
}
