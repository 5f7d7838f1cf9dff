import Archive
package import History
import Market
package import Settings

/// A type that polls each source once, and writes the snapshots to an archive.
package struct SinglePoll {
    private let configuration: Configuration
    /// The path of the archive to write to; `nil` to write no archive.
    private let archive: String?
    package private(set) var ledger = Ledger()
    /// Number of counts that were read.
    package private(set) var counts = 0
    /// Snapshots and other data that aren't written yet.
    private var batches: [ArchiveBatch] = []
    /// The error that stopped writing; `nil` if there was none.
    private var failure: Failure?

    /// Maximum number of snapshots and reviews to hold in memory before they are written, so that a large container can't exhaust
    /// the memory.
    private static let batchLimit = 2_048
    /// Maximum number of answers of sources that read their history in parts to hold before they are written, so that an
    /// interrupted poll doesn't request them again.
    private static let partLimit = 32

    package init(_ configuration: Configuration, archive: String?) {
        self.configuration = configuration
        self.archive = archive
    }

    /// Polls the sources, and prints errors for documents that can't be read or fail validation.
    ///
    /// - Throws: An error if no source had readable data.
    package mutating func run(_ sources: [ResolvedSource]) throws(Failure) {
        let recent = archive.map { known(by: sources, in: $0) } ?? LedgerSnapshot()
        var (documents, unconfirmed) = (0, 0)
        var isUpToDate = false
        var limiter = HostRateLimiter(configuration.polling)
        let seconds = limiter.seconds(for: sources.map(\.name))
        if seconds > 10 {
            Console.report(
                "requests are rate-limited; this takes about \(NumberFormat.count(Int(seconds / 60) + 1, "minute"))"
            )
        }
        var ledger = Ledger()
        for source in sources {
            let read = SourceLoader.read(
                source,
                state: archive.flatMap { SourceLoader.state(of: source, in: $0) },
                watchlist: Set(configuration.watchlistApps),
                validatingAgainst: recent,
                limiter: &limiter,
                into: &ledger,
                report: Console.report
            ) { keep($0) }
            documents += read.documents
            counts += read.counts
            unconfirmed += read.unconfirmed
            isUpToDate = isUpToDate || read.isUpToDate
        }
        self.ledger = ledger
        guard documents > 0 || isUpToDate else { throw Failure("no source had readable data") }
        if unconfirmed > 0 { Console.report(Self.notice(ofUnconfirmed: unconfirmed)) }
    }

    /// Returns the contents of the archive that snapshots of the sources are compared with: the last hours, or the time of
    /// the histories that sources request.
    private func known(by sources: [ResolvedSource], in archive: String) -> LedgerSnapshot {
        guard let days = sources.compactMap(\.history?.schedule.days).max() else {
            return SourceLoader.recent(archive, configuration)
        }
        let start = SystemClock.now() - Int64(days + 1) * Day.secondsPerDay
        return SourceLoader.recent(archive, configuration, since: start).snapshot
    }

    /// Writes the remaining snapshots.
    ///
    /// - Throws: The first error that occurred when writing.
    package mutating func finish() throws(Failure) {
        write()
        if let failure { throw failure }
    }

    private mutating func keep(_ batch: ArchiveBatch) {
        guard archive != nil, failure == nil else { return }
        batches.append(batch)
        let parts = batches.count { $0.state != nil }
        if parts >= Self.partLimit
            || batches.reduce(0, { $0 + $1.snapshots.count + $1.reviews.count }) >= Self.batchLimit
        {
            write()
        }
    }

    private mutating func write() {
        guard let archive, failure == nil else { return }
        do throws(ArchiveError) {
            try SourceLoader.write(
                batches,
                to: archive,
                keep: configuration.keep,
                owner: "launchtop watch --once",
                report: Console.report
            )
        } catch {
            let advice = error.reason == .locked ? "; use --no-archive, or another --archive" : ""
            failure = Failure("\(error); the polled snapshots were not archived\(advice)")
        }
        batches = []
    }

    /// Returns a message about quarantined snapshots, which only another poll in the same run can confirm.
    private static func notice(ofUnconfirmed count: Int) -> String {
        let (was, it) = count == 1 ? ("was", "it") : ("were", "them")
        return
            "\(NumberFormat.count(count, "snapshot")) \(was) quarantined and not archived, and polling once can't confirm \(it); "
            + "use launchtop record to poll again, or launchtop import --no-validate with the saved documents"
    }
}
