import ArgumentParser

/// Fetching and scheduling.
struct IngestBench: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ingest",
        abstract: "A sweep over all storefronts, and the schedule of ten thousand feeds."
    )

    @Option(help: "Seconds to watch the schedule.") var idle = 5

    func run() throws {
        // First, so that its peak of memory is its own.
        try SweepBench().measure()
        ScheduleBench(seconds: idle).measure()
    }
}
