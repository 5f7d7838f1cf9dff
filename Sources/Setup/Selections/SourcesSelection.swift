import Archive
import Collector
import Dashboard
import Formats
import History
import Input
import Market
import Settings

extension PageSelection {
    /// Returns the Sources page of an archive, or of a source that is polled now. An archive stores only the latest
    /// status of a source, so the page can't show an earlier time.
    ///
    /// - Throws: An error if the archive can't be read, or if the name of the source is invalid.
    package static func sources(from source: DataSource, _ setup: Setup) throws -> PageSelection {
        let now = SystemClock.now()
        let ledger = try ledger(from: source, setup)
        return PageSelection(title: "sources", end: now) { _ in .showing(.sources, in: ledger, at: now) }
    }

    private static func ledger(from source: DataSource, _ setup: Setup) throws -> LedgerSnapshot {
        var ledger = Ledger()
        if let path = source.name.map({ setup.archive(from: $0) }) ?? setup.archiveToRead {
            ledger = try setup.ledger(from: path)
            // The ledger of an engine has its sources.
            if !EngineAddress.isAddress(path) { try SourceStatusFile.note(of: path, in: &ledger) }
        } else if let name = source.name {
            let named = try SourceLoader.source(name)
            let polling = PollingSettings()
            var limiter = HostRateLimiter(polling)
            let polled = ResolvedSource(
                name: named,
                label: named.label,
                interval: polling.interval,
                decoder: source.decoder
            )
            ledger.note(
                SourceLoader.read(polled, limiter: &limiter, into: &ledger, report: Console.report).health
            )
        }
        return ledger.snapshot
    }
}
