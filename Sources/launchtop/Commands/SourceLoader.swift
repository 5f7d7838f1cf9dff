import Archive
import Collector
import Formats
import Foundation
import History
import Input
import Market
import Settings
import Synchronization
import Transport

/// Reads sources once, synchronously.
enum SourceLoader {
    /// Help text of `--from`.
    static let fromHelp = "Archive, file, folder, URL or - to read (default: the archive, else the library)."

    static func now() -> Timestamp { Timestamp(seconds: Int64(Date().timeIntervalSince1970)) }

    /// Returns the seconds of a monotonic clock.
    static func uptime() -> Int64 {
        #if os(Linux)
            // Includes the time that the machine was asleep, like systemUptime on Apple platforms.
            var time = timespec()
            if clock_gettime(CLOCK_BOOTTIME, &time) == 0 { return Int64(time.tv_sec) }
        #endif
        return Int64(ProcessInfo.processInfo.systemUptime)
    }

    /// Returns the last hours of an archive, which new snapshots are validated against. Empty if it can't be read.
    static func recent(_ path: String, _ configuration: Configuration) -> LedgerSnapshot {
        var ledger = Ledger()
        guard ArchiveReader.isArchive(path), let reader = try? ArchiveReader(path),
            var loader = try? ArchiveLoader(reader, configuration: configuration)
        else { return ledger.snapshot }
        _ = try? loader.loadCatalog(into: &ledger)
        _ = try? loader.load(.since(now() - 2 * SnapshotValidator.comparisonWindow), into: &ledger)
        return ledger.snapshot
    }

    /// Adds the valid snapshots of a source to `ledger`, and prints errors for documents that can't be read or fail
    /// validation.
    ///
    /// - Parameters:
    ///   - known: Earlier data to validate the snapshots against.
    ///   - keep: Receives each batch of valid snapshots and counts.
    /// - Returns: The status of the source, and the number of its documents and counts.
    @discardableResult
    static func read(
        _ source: SourceName,
        decoder: SnapshotDecoder = SnapshotDecoder(),
        authorization: Secret? = nil,
        validatingAgainst known: LedgerSnapshot = LedgerSnapshot(),
        limiter: inout HostRateLimiter,
        into ledger: inout Ledger,
        keep: (ArchiveBatch) -> Void = { _ in }
    ) -> (health: SourceHealth, documents: Int, counts: Int) {
        var reader = SourceReader(
            source,
            transport: WebTransport.forSources(),
            decoder: decoder,
            authorization: authorization
        )
        var monitor = SourceMonitor(label: source.label, interval: nil)
        var (documents, counts) = (0, 0)
        var hasMore = true
        while hasMore {
            limiter.wait(for: source)
            let (reading, next) = wait { [reader] in
                var reader = reader
                return (await reader.read(now: now()), reader)
            }
            reader = next
            hasMore = reading.hasMore
            documents += reading.documents
            let outcome = monitor.take(reading, at: now(), validatingAgainst: known)
            counts += outcome.counts.count
            for problem in outcome.problems { Console.report(problem) }
            for snapshot in outcome.accepted { ledger.append(snapshot) }
            for count in outcome.counts { ledger.append(count) }
            keep(ArchiveBatch(source: source.label, snapshots: outcome.accepted, counts: outcome.counts))
        }
        return (monitor.health, documents, counts)
    }

    /// Reads an archive into a ledger, and prints errors for parts that can't be read.
    ///
    /// - Parameter isWanted: Whether to read a chart.
    private static func read(
        archive path: String,
        where isWanted: (Chart) -> Bool,
        configuration: Configuration,
        into ledger: inout Ledger
    ) throws(Failure) {
        do throws(ArchiveError) {
            let reader = try ArchiveReader(path)
            var loader = try ArchiveLoader(reader, configuration: configuration)
            let all = try reader.charts()
            let wanted = Set(all.filter(isWanted))
            // If there is no such chart, read all of them, so that the error can list them.
            let charts = wanted.isEmpty || wanted.count == all.count ? nil : wanted
            let problems = try loader.loadCatalog(into: &ledger) + loader.load(.all, of: charts, into: &ledger)
            for problem in problems { Console.report(problem.description) }
        } catch {
            throw Failure(error.description)
        }
    }

    /// Returns the launch library with the milestones from the settings, and prints errors for files that can't be read.
    static func library(_ common: CommonOptions) throws(Failure) -> LedgerSnapshot {
        var (ledger, problems) = try common.library()
        for problem in problems { Console.report(problem.description) }
        ledger.setGoals(try common.configuration().milestones)
        return ledger.snapshot
    }

    /// Returns a ledger with the data of `--from`: the short id of a launch, an archive, or any source. Without `--from`,
    /// reads the default archive, or the library if there is none. Applies the watchlist and milestones.
    ///
    /// - Parameter isWanted: Whether to read a chart of an archive.
    static func ledger(
        from text: String?,
        common: CommonOptions,
        decoder: SnapshotDecoder = SnapshotDecoder(),
        where isWanted: (Chart) -> Bool = { _ in true }
    ) throws(Failure) -> Ledger {
        let configuration = try common.configuration()
        var ledger = try plainLedger(from: text, common: common, configuration, decoder: decoder, where: isWanted)
        ledger.watch(configuration.watchlistApps)
        ledger.watch(changes: StateFile.changesByKey())
        ledger.setGoals(configuration.milestones)
        return ledger
    }

    /// Returns the ledger without watchlist and milestones.
    private static func plainLedger(
        from text: String?,
        common: CommonOptions,
        _ configuration: Configuration,
        decoder: SnapshotDecoder,
        where isWanted: (Chart) -> Bool
    ) throws(Failure) -> Ledger {
        if let archive = archive(from: text, common: common) {
            var ledger = Ledger()
            try read(archive: archive, where: isWanted, configuration: configuration, into: &ledger)
            return ledger
        }
        guard let text else { return try common.library().ledger }
        if let library = try? common.library().ledger, library.snapshot.launch(id: text) != nil { return library }
        var ledger = Ledger()
        var limiter = HostRateLimiter(PollingSettings())
        guard read(try source(text), decoder: decoder, limiter: &limiter, into: &ledger).documents > 0 else {
            throw Failure("\(text): no readable data")
        }
        return ledger
    }

    /// Returns the time of the last snapshot of all charts in the archive, or `nil` if the data isn't from an archive.
    static func lastObservation(from text: String?, common: CommonOptions) throws(Failure) -> Timestamp? {
        guard let path = archive(from: text, common: common) else { return nil }
        do throws(ArchiveError) { return try ArchiveReader(path).lastSeen() } catch { throw Failure("\(error)") }
    }

    private static func archive(from text: String?, common: CommonOptions) -> String? {
        guard let text else { return common.archiveToRead }
        return ArchiveReader.isArchive(text) ? text : nil
    }

    static func source(_ text: String) throws(Failure) -> SourceName {
        if text == "-", isatty(STDIN_FILENO) == 1 {
            throw Failure("standard input is a terminal; pipe a document into it, or name a file")
        }
        do {
            return try SourceName(text)
        } catch {
            throw Failure(error.description)
        }
    }

    /// Blocks this thread until asynchronous work is done. Only for the main thread, before the screen is opened.
    static func wait<Value: Sendable>(_ work: @escaping @Sendable () async -> Value) -> Value {
        let box = Box<Value>()
        wait(atMost: nil) {
            let value = await work()
            box.value.withLock { $0 = value }
        }
        guard let value = box.value.withLock({ $0 }) else { preconditionFailure("the work finished without a value") }
        return value
    }

    /// Blocks this thread until asynchronous work is done or times out.
    ///
    /// - Parameters:
    ///   - seconds: Timeout; `nil` for none.
    ///   - longest: Timeout while `isBusy` returns true, if that is longer.
    ///   - isBusy: Whether the work is doing something that must not be interrupted.
    static func wait(
        atMost seconds: Double?,
        longest: Double = 0,
        while isBusy: () -> Bool = { false },
        _ work: @escaping @Sendable () async -> Void
    ) {
        let done = DispatchSemaphore(value: 0)
        Task {
            await work()
            done.signal()
        }
        guard let seconds else { return done.wait() }
        let end = DispatchTime.now() + longest
        while done.wait(timeout: .now() + seconds) == .timedOut, isBusy(), .now() < end {}
    }

    /// Blocks this thread until asynchronous work is done or times out.
    ///
    /// - Returns: The value, or `nil` on timeout.
    static func value<Value: Sendable>(
        atMost seconds: Double,
        _ work: @escaping @Sendable () async -> Value
    ) -> Value? {
        let box = Box<Value>()
        wait(atMost: seconds) {
            let value = await work()
            box.value.withLock { $0 = value }
        }
        return box.value.withLock { $0 }
    }

    private final class Box<Value: Sendable>: Sendable {
        let value = Mutex<Value?>(nil)
    }
}
