import Archive
import ArgumentParser
import Collector
import Dashboard
import History
import Input
import Settings
import Setup

/// The arguments that select the sources of an archive, or one source to poll now. An archive stores only the latest
/// status of a source, so the page can't show an earlier time.
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
        if let path = from.map({ common.setup.archive(from: $0) }) ?? common.setup.archiveToRead {
            ledger = try common.setup.ledger(from: path)
            // The ledger of an engine has its sources.
            if !EngineAddress.isAddress(path) { try SourceStatusFile.note(of: path, in: &ledger) }
        } else if let from {
            let source = try SourceLoader.source(from)
            var limiter = HostRateLimiter(PollingSettings())
            let decoder = try reading.decoder(common)
            ledger.note(
                SourceLoader.read(source, decoder: decoder, limiter: &limiter, into: &ledger, report: Console.report)
                    .health
            )
        }
        return ledger.snapshot
    }
}
