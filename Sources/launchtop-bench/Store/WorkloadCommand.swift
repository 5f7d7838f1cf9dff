import ArgumentParser
import Foundation

/// A command that writes the workload of the store benchmarks, so that other databases can be measured with it.
struct WorkloadCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "workload",
        abstract: "Write the ids that `store` stores, as 32-bit little-endian numbers, [60][720][200]."
    )

    @Argument(help: "File to write") var file: String

    func run() throws { try Workload(charts: 60, hours: 720).write(to: URL(fileURLWithPath: file)) }
}
