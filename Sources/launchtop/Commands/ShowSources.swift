import Archive
import ArgumentParser
import Collector
import Dashboard
import History
import Market
import Settings

struct ShowSources: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sources",
        abstract: "Status of each source in the archive, or of one source polled now."
    )

    @OptionGroup var options: ShowOptions
    @OptionGroup var reading: ReadingOptions

    @Option(help: ArgumentHelp("Archive, or a source to poll (default: the archive).", valueName: "source")) var from:
        String?

    func run() throws {
        let now = SystemClock.now()
        var ledger = Ledger()
        if let path = from.map({ ArchiveReader.isArchive($0) ? $0 : nil }) ?? options.common.archiveToRead {
            ledger = try SourceLoader.ledger(from: path, common: options.common)
            do throws(ArchiveError) {
                for source in SourceStatusFile.read(of: path) { ledger.note(source) }
                let known = Set(ledger.snapshot.sources.map(\.source))
                let sources = try ArchiveReader(path).catalog().chartSources
                for (label, charts) in Dictionary(grouping: sources, by: \.source).sorted(by: { $0.key < $1.key })
                where !known.contains(label) {
                    var source = SourceHealth(source: label)
                    source.newestData = charts.map(\.last).max()
                    source.isFollowed = false
                    ledger.note(source)
                }
            } catch {
                throw Failure(error.description)
            }
        } else if let from {
            let source = try SourceLoader.source(from)
            var limiter = HostRateLimiter(PollingSettings())
            let decoder = try reading.decoder(options.common)
            ledger.note(SourceLoader.read(source, decoder: decoder, limiter: &limiter, into: &ledger).health)
        }
        try Console.printLine(
            PageExport.sources(ledger.snapshot, asOf: now, zone: try options.zone(), as: options.format)
        )
    }
}
