import Archive
import ArgumentParser
import Collector
import Dashboard
import History
import Market
import Settings

/// The arguments that select the sources of an archive, or one source to poll now. Only the latest status of a source
/// is stored, so the page is always as of now.
struct SourcesQuery: PageQuery {
    static let name = "sources"
    static let abstract = "Status of each source in the archive, or of one source polled now."

    @OptionGroup var reading: ReadingOptions

    @Option(help: ArgumentHelp("Archive, or a source to poll (default: the archive).", valueName: "source")) var from:
        String?

    func selection(_ common: CommonOptions) throws -> PageSelection {
        let now = SystemClock.now()
        let ledger = try ledger(common)
        return PageSelection(title: Self.name, end: now) { _ in .showing(.sources, in: ledger, at: now) }
    }

    private func ledger(_ common: CommonOptions) throws -> LedgerSnapshot {
        var ledger = Ledger()
        if let path = from.map({ ArchiveReader.isArchive($0) ? $0 : nil }) ?? common.archiveToRead {
            ledger = try SourceLoader.ledger(from: path, common: common)
            do throws(ArchiveError) {
                for source in SourceStatusFile.read(of: path) { ledger.note(source) }
                let known = Set(ledger.snapshot.sources.map(\.source))
                let sources = try ArchiveReader(path).catalog().chartSources
                for (label, charts) in Dictionary(grouping: sources, by: \.source).sorted(by: { $0.key < $1.key })
                where !known.contains(label) {
                    var source = SourceHealth(source: label)
                    source.newestData = charts.map(\.last).max()
                    source.isPolled = false
                    ledger.note(source)
                }
            } catch {
                throw Failure(error.description)
            }
        } else if let from {
            let source = try SourceLoader.source(from)
            var limiter = HostRateLimiter(PollingSettings())
            let decoder = try reading.decoder(common)
            ledger.note(SourceLoader.read(source, decoder: decoder, limiter: &limiter, into: &ledger).health)
        }
        return ledger.snapshot
    }
}
