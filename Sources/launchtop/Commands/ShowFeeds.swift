import Archive
import ArgumentParser
import Dashboard
import History
import Ingest
import Market

struct ShowFeeds: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "feeds",
        abstract: "How each source is doing: what the archive knows of its sources, or one look at a source."
    )

    @OptionGroup var options: ShowOptions
    @OptionGroup var reading: ReadingOptions

    @Option(help: ArgumentHelp("What is looked at; the archive without it.", valueName: "source")) var from: String?

    func run() throws {
        let now = Loading.now()
        var ledger = Ledger()
        if let path = from.map({ ArchiveReader.isArchive($0) ? $0 : nil }) ?? options.common.archiveToRead {
            ledger = try Loading.ledger(from: path, common: options.common)
            do throws(ArchiveError) {
                for feed in FeedJournal.read(of: path) { ledger.note(feed) }
                let told = Set(ledger.snapshot.feeds.map(\.source))
                let sources = try ArchiveReader(path).catalog().chartSources
                for (label, charts) in Dictionary(grouping: sources, by: \.source).sorted(by: { $0.key < $1.key })
                where !told.contains(label) {
                    var feed = FeedHealth(source: label)
                    feed.newestData = charts.map(\.last).max()
                    feed.isFollowed = false
                    ledger.note(feed)
                }
            } catch {
                throw Failure(error.description)
            }
        } else if let from {
            let source = try Loading.source(from)
            var pace = HostPace(PollingSettings())
            let decoder = try reading.decoder(options.common)
            ledger.note(Loading.read(source, decoder: decoder, pace: &pace, into: &ledger).health)
        }
        try Say.line(Twin.feeds(ledger.snapshot, asOf: now, zone: try options.zone(), as: options.format))
    }
}
