package import Archive
package import Formats
import Foundation
package import History
import Input
package import Market
package import Settings
import Transport

/// Functions that read sources once, synchronously.
package enum SourceLoader {
    /// Returns the last four hours of an archive, to validate new snapshots against, or an empty ledger snapshot if the
    /// archive can't be read.
    package static func recent(_ path: String, _ configuration: Configuration) -> LedgerSnapshot {
        recent(path, configuration, since: SystemClock.now() - 2 * SnapshotValidator.comparisonWindow).snapshot
    }

    /// Returns the contents of an archive since a time, or an empty ledger if it can't be read.
    package static func recent(_ path: String, _ configuration: Configuration, since start: Timestamp) -> Ledger {
        var ledger = Ledger()
        guard ArchiveReader.isArchive(path), let reader = try? ArchiveReader(path),
            var loader = try? ArchiveLoader(reader, configuration: configuration)
        else { return ledger }
        _ = try? loader.loadCatalog(into: &ledger)
        _ = try? loader.load(.since(start), into: &ledger)
        return ledger
    }

    /// Returns what a source has read according to an archive; `nil` if nothing is known.
    static func state(of source: ResolvedSource, in path: String) -> String? {
        guard source.keepsState, ArchiveReader.isArchive(path), let reader = try? ArchiveReader(path) else {
            return nil
        }
        return (try? reader.state(ofSource: source.label)) ?? nil
    }

    /// Parses a source that is given on the command line.
    ///
    /// - Throws: An error if the text isn't a valid source, or is `-` and standard input is a terminal.
    package static func source(_ text: String) throws(Failure) -> SourceName {
        if text == "-", isatty(STDIN_FILENO) == 1 {
            throw Failure("standard input is a terminal; pipe a document into it, or name a file")
        }
        do throws(InputError) { return try SourceName(text) } catch { throw Failure(error.description) }
    }

    /// Returns a ledger with the data of a source.
    ///
    /// - Throws: An error if no document could be read. Errors for documents that can't be read or fail validation are
    ///   printed.
    package static func ledger(of text: String, decoder: SnapshotDecoder) throws(Failure) -> Ledger {
        var ledger = Ledger()
        var limiter = HostRateLimiter(PollingSettings())
        let report = Console.report as (String) -> Void
        let name = try source(text)
        let source = ResolvedSource(
            name: name,
            label: name.label,
            interval: PollingSettings().interval,
            decoder: decoder
        )
        let read = read(source, limiter: &limiter, into: &ledger, report: report)
        guard read.documents > 0 else { throw Failure("\(text): no readable data") }
        return ledger
    }

    /// Adds the valid snapshots of a source to `ledger`.
    ///
    /// - Parameters:
    ///   - state: The text that the source kept last about what it has read.
    ///   - watchlist: The apps whose listings or reviews are read.
    ///   - known: Earlier data to validate the snapshots against.
    ///   - report: A closure that receives errors for documents that can't be read or fail validation.
    ///   - keep: A closure that receives each batch of valid snapshots and counts.
    /// - Returns: The status of the source, the numbers of its documents and counts, the number of snapshots that are
    ///   still quarantined, and whether the source has nothing to request yet.
    package static func read(
        _ source: ResolvedSource,
        state: String? = nil,
        watchlist: Set<AppID> = [],
        validatingAgainst known: LedgerSnapshot = LedgerSnapshot(),
        limiter: inout HostRateLimiter,
        into ledger: inout Ledger,
        report: (String) -> Void,
        keep: (ArchiveBatch) -> Void = { _ in }
    ) -> (health: SourceHealth, documents: Int, counts: Int, unconfirmed: Int, isUpToDate: Bool) {
        var reader = SourceReader(source, transport: WebTransport.forSources(), state: state)
        reader.watchlist = watchlist
        var monitor = SourceMonitor(label: source.label, interval: nil)
        var (documents, counts) = (0, 0)
        var (hasMore, isUpToDate) = (true, false)
        while hasMore {
            limiter.wait(for: source.name)
            if case .reviews = source.name { reader.knownReviews = known.storeReviews }
            let (reading, next) = wait { [reader] in
                var reader = reader
                return (await reader.read(now: SystemClock.now()), reader)
            }
            reader = next
            hasMore = reading.hasMore
            if case .idle = reading.outcome { isUpToDate = true }
            documents += reading.documents
            let outcome = monitor.take(reading, at: SystemClock.now(), validatingAgainst: known)
            counts += outcome.counts.count
            for problem in outcome.problems { report(problem) }
            for snapshot in outcome.accepted { ledger.append(snapshot, from: source.label) }
            for count in outcome.counts { ledger.append(count) }
            for listing in outcome.listings { ledger.append(listing) }
            for review in outcome.reviews { ledger.append(review) }
            keep(
                ArchiveBatch(
                    source: source.label,
                    snapshots: outcome.accepted,
                    counts: outcome.counts,
                    listings: outcome.listings,
                    reviews: outcome.reviews,
                    state: reading.state
                )
            )
        }
        return (monitor.health, documents, counts, monitor.unconfirmedCount, isUpToDate)
    }

    /// Writes batches to an archive and prunes it.
    ///
    /// - Parameters:
    ///   - keep: The `keep` setting in seconds; `nil` to skip pruning.
    ///   - owner: The command that this process runs, which other writers show in their errors.
    ///   - report: A closure that receives problems, and a summary of what was pruned.
    package static func write(
        _ batches: [ArchiveBatch],
        to path: String,
        keep: Int64?,
        owner: String,
        report: (String) -> Void
    ) throws(ArchiveError) {
        var writer = try ArchiveWriter(path, owner: owner, timeout: 5)
        let (now, uptime) = (SystemClock.now(), SystemClock.uptime())
        let plan = PruningPlan(newest: try writer.reader.lastSeen() ?? now, uptime: uptime)
        for batch in batches { try writer.append(batch) }
        if let keep {
            let done = try writer.prune(by: plan, keep: keep, wall: now, uptime: uptime)
            for problem in done.problems { report(problem) }
            if let summary = done.summary { report(summary) }
        }
        for problem in writer.problems { report(problem.description) }
        try writer.close()
    }

    /// Reads an archive into a ledger.
    ///
    /// - Parameters:
    ///   - isWanted: A closure that returns whether to read a chart. If it returns `false` for every chart, all charts
    ///     are read.
    ///   - needsAllApps: Whether to read the apps and names of the whole archive instead of those in the charts.
    ///   - report: A closure that receives errors for parts that can't be read.
    package static func read(
        archive path: String,
        where isWanted: (Chart) -> Bool,
        needsAllApps: Bool,
        configuration: Configuration,
        into ledger: inout Ledger,
        report: (String) -> Void
    ) throws(Failure) {
        do throws(ArchiveError) {
            let reader = try ArchiveReader(path)
            var loader = try ArchiveLoader(reader, configuration: configuration)
            let all = try reader.charts()
            let wanted = Set(all.filter(isWanted))
            // If there is no such chart, read all of them, so that an error can list them.
            let charts = wanted.isEmpty || wanted.count == all.count ? nil : wanted
            var problems = reader.warnings
            if needsAllApps || charts == nil { problems = try loader.loadCatalog(into: &ledger) }
            // If there is no such chart, the names of the charts are enough for the error.
            let part: ArchiveReader.Part = wanted.isEmpty && !needsAllApps ? .newest(seconds: 0) : .all
            problems += try loader.load(part, of: charts, into: &ledger).problems
            for problem in problems { report(problem.description) }
        } catch {
            throw Failure(error.description)
        }
    }
}
