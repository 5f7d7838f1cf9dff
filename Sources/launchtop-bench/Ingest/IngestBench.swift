import ArgumentParser

/// A benchmark that measures polling, decoding, importing and scheduling.
struct IngestBench: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ingest",
        abstract:
            "Measure decoding, imports and their memory, polling all storefronts, and a schedule of 10,000 sources."
    )

    @Option(help: "A legacy chart file to decode (default: a generated one)") var body: String?
    @Option(help: "Number of documents in the imported container") var documents = 69_300
    @Option(help: "Seconds to measure the schedule") var idle = 5

    func run() throws {
        // Run this benchmark first, so that the others don't affect its peak memory.
        try SweepBench().measure()
        try DecodeFigures(body: body).measure()
        try ImportFigures().measure()
        try ContainerBench(documents: documents).measure()
        ScheduleBench(seconds: idle).measure()
    }
}
