import Archive
import ArgumentParser
import Dashboard
import History
import Ingest
import Market

struct ShowSources: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "feeds",
        abstract: "How each source is doing: what the archive knows of its sources, or one look at a source."
    )

    @OptionGroup var options: ShowOptions
    @OptionGroup var reading: ReadingOptions

    @Option(help: ArgumentHelp("What is looked at; the archive without it.", valueName: "source")) var from: String?

    func run() throws {
        let now = SourceLoader.now()
        var ledger = Ledger()
        if let path = from.map({ ArchiveReader.isArchive($0) ? $0 : nil }) ?? options.common.archiveToRead {
            ledger = try SourceLoader.ledger(from: path, common: options.common)
            do throws(ArchiveError) {
                for source in SourceStatusFile.read(of: path) { ledger.note(source) }
                let told = Set(ledger.snapshot.sources.map(\.source))
                let sources = try ArchiveReader(path).catalog().chartSources
                for (label, charts) in Dictionary(grouping: sources, by: \.source).sorted(by: { $0.key < $1.key })
                where !told.contains(label) {
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
            var pace = HostRateLimiter(PollingSettings())
            let decoder = try reading.decoder(options.common)
            ledger.note(SourceLoader.read(source, decoder: decoder, pace: &pace, into: &ledger).health)
        }
        try Console.line(PageExport.sources(ledger.snapshot, asOf: now, zone: try options.zone(), as: options.format))
    }
}
