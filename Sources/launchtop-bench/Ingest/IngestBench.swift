import ArgumentParser

/// What comes in: fetched, decoded, imported, scheduled.
struct IngestBench: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ingest",
        abstract:
            "Decoding, imports and their memory, a sweep over all storefronts, and the schedule of ten thousand feeds."
    )

    @Option(help: "A legacy chart body to decode; an invented one without it.") var body: String?
    @Option(help: "Documents of the container that is imported.") var documents = 69_300
    @Option(help: "Seconds to watch the schedule.") var idle = 5

    func run() throws {
        // First, so that its peak of memory is its own.
        try SweepBench().measure()
        try DecodeFigures(body: body).measure()
        try ImportFigures().measure()
        try ContainerBench(documents: documents).measure()
        ScheduleBench(seconds: idle).measure()
    }
}
