import ArgumentParser
import Foundation
import TimeSeries

/// A command that prints the number of bytes of memory used by rankings, excluding the memory of the idle process. It
/// reads snapshots hour by hour, so that nothing else is in memory.
struct StoreMemory: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "store-memory", shouldDisplay: false)

    @Option var workload: String
    @Option var charts = 60

    func run() throws {
        let file = try FileHandle(forReadingFrom: URL(fileURLWithPath: workload))
        let hours = Int(try file.seekToEnd()) / 4 / Workload.depth / charts
        // Load what the program itself needs before measuring: code and file buffers.
        _ = try append(hours: 30, charts: 1, from: file, totalHours: hours)
        let before = Self.residentBytes()
        let store = try append(hours: hours, charts: charts, from: file, totalHours: hours)
        let after = Self.residentBytes()
        precondition(store.allSatisfy { $0.count > 0 }, "nothing was stored")
        print(after - before)
    }

    private func append(hours: Int, charts: Int, from file: FileHandle, totalHours: Int) throws -> [RankingSeries] {
        var store = [RankingSeries](repeating: RankingSeries(), count: charts)
        for hour in 0..<hours {
            for chart in 0..<charts {
                try file.seek(toOffset: UInt64((chart * totalHours + hour) * Workload.depth * 4))
                let bytes = try file.read(upToCount: Workload.depth * 4) ?? Data()
                let list = bytes.withUnsafeBytes { bytes in
                    (0..<Workload.depth).map { route in
                        let id = bytes.loadUnaligned(fromByteOffset: route * 4, as: UInt32.self)
                        return RankingSeries.Entry(rank: UInt16(route + 1), id: UInt32(littleEndian: id))
                    }
                }
                store[chart].append(list, at: Workload.time(hour))
            }
        }
        return store
    }

    /// Runs this command in a separate process and returns the memory used by rankings, in bytes.
    static func inProcess(_ arguments: [String]) throws -> Double {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: Bundle.main.executablePath ?? CommandLine.arguments[0])
        process.arguments = ["store-memory"] + arguments
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let text = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        guard let bytes = Double(text.trimmingCharacters(in: .whitespacesAndNewlines)) else {
            throw CocoaError(.fileReadUnknown)
        }
        return bytes
    }

    /// Returns the resident memory of this process in bytes.
    private static func residentBytes() -> Int {
        let fields = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8))?.split(separator: " ") ?? []
        return (fields.count > 1 ? Int(fields[1]) ?? 0 : 0) * 4096
    }
}
