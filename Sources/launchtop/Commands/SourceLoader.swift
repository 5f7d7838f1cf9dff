import Archive
import Foundation
import History
import Ingest
import Market
import Synchronization

/// Reads sources once, on the calling thread.
enum SourceLoader {
    static func now() -> Timestamp { Timestamp(seconds: Int64(Date().timeIntervalSince1970)) }

    /// Seconds on a clock that only goes forward.
    static func uptime() -> Int64 {
        #if os(Linux)
            // Counts while the machine sleeps, as Apple's does with the same name in Foundation.
            var time = timespec()
            if clock_gettime(CLOCK_BOOTTIME, &time) == 0 { return Int64(time.tv_sec) }
        #endif
        return Int64(ProcessInfo.processInfo.systemUptime)
    }

    /// What an archive holds of the last hours, by which what comes now is judged; nothing where it cannot be read.
    static func recent(_ path: String, _ configuration: Configuration) -> LedgerSnapshot {
        var ledger = Ledger()
        guard ArchiveReader.isArchive(path), let reader = try? ArchiveReader(path),
            var loader = try? ArchiveLoader(reader, configuration: configuration)
        else { return ledger.snapshot }
        _ = try? loader.loadCatalog(into: &ledger)
        _ = try? loader.load(.since(now() - 2 * SnapshotValidator.comparisonWindow), into: &ledger)
        return ledger.snapshot
    }

    /// Adds a source's valid snapshots to `ledger`, part by part as they are read, and prints to standard error what can't be
    /// read or fails validation.
    ///
    /// - Parameter known: what was believed before, by which the source is judged.
    /// - Returns: how the source is doing, and how many documents and counts it gave.
    @discardableResult
    static func read(
        _ source: SourceName,
        decoder: SnapshotDecoder = SnapshotDecoder(),
        authorization: Secret? = nil,
        beside known: LedgerSnapshot = LedgerSnapshot(),
        pace: inout HostRateLimiter,
        into ledger: inout Ledger,
        keep: (ArchiveBatch) -> Void = { _ in }
    ) -> (health: SourceHealth, documents: Int, counts: Int) {
        var reader = SourceReader(source, transport: WebTransport(), decoder: decoder, authorization: authorization)
        var monitor = SourceMonitor(label: source.label, interval: nil)
        var (documents, counts) = (0, 0)
        var hasMore = true
        while hasMore {
            pace.wait(for: source)
            let (reading, next) = wait { [reader] in
                var reader = reader
                return (await reader.read(now: now()), reader)
            }
            reader = next
            hasMore = reading.hasMore
            documents += reading.documents
            let outcome = monitor.take(reading, at: now(), beside: known)
            counts += outcome.counts.count
            for problem in outcome.problems { Console.error(problem) }
            for snapshot in outcome.accepted { ledger.append(snapshot) }
            for seen in outcome.counts { ledger.append(seen) }
            keep(ArchiveBatch(source: source.label, snapshots: outcome.accepted, counts: outcome.counts))
        }
        return (monitor.health, documents, counts)
    }

    /// A whole archive in a ledger; says on standard error what could not be read.
    ///
    /// - Parameter isWanted: whether a chart is to be read.
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
            // Where there is no such chart, all of them, to say which there are.
            let charts = wanted.isEmpty || wanted.count == all.count ? nil : wanted
            let problems = try loader.loadCatalog(into: &ledger) + loader.load(.all, of: charts, into: &ledger)
            for problem in problems { Console.error(problem.description) }
        } catch {
            throw Failure(error.description)
        }
    }

    /// The library of launches, with the goals of the settings; says on standard error what could not be read of it.
    static func library(_ common: CommonOptions) throws(Failure) -> LedgerSnapshot {
        var (ledger, problems) = try common.library()
        for problem in problems { Console.error(problem.description) }
        ledger.setGoals(try common.configuration().milestones)
        return ledger.snapshot
    }

    /// A ledger from where a person pointed: a launch of the library by its short id, an archive, or any source;
    /// where nobody pointed, the archive to read, else the library. What the settings watch and count to holds there.
    ///
    /// - Parameter isWanted: which charts of an archive are read.
    static func ledger(
        from text: String?,
        common: CommonOptions,
        decoder: SnapshotDecoder = SnapshotDecoder(),
        where isWanted: (Chart) -> Bool = { _ in true }
    ) throws(Failure) -> Ledger {
        let configuration = try common.configuration()
        var ledger = try unset(from: text, common: common, configuration, decoder: decoder, where: isWanted)
        ledger.watch(configuration.watchlistApps)
        ledger.watch(changes: StateFile.changesByKey())
        ledger.setGoals(configuration.milestones)
        return ledger
    }

    private static func unset(
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
        var pace = HostRateLimiter(PollingSettings())
        guard read(try source(text), decoder: decoder, pace: &pace, into: &ledger).documents > 0 else {
            throw Failure("nothing could be read from \(text)")
        }
        return ledger
    }

    /// The end of all that an archive holds, where one is read; of it perhaps only some charts were.
    static func lastSighting(from text: String?, common: CommonOptions) throws(Failure) -> Timestamp? {
        guard let path = archive(from: text, common: common) else { return nil }
        do throws(ArchiveError) { return try ArchiveReader(path).lastSeen() } catch { throw Failure("\(error)") }
    }

    private static func archive(from text: String?, common: CommonOptions) -> String? {
        guard let text else { return common.archiveToRead }
        return ArchiveReader.isArchive(text) ? text : nil
    }

    static func source(_ text: String) throws(Failure) -> SourceName {
        if text == "-", isatty(STDIN_FILENO) == 1 {
            throw Failure("standard input is the terminal; pipe a body into it, or name a file")
        }
        do {
            return try SourceName(text)
        } catch {
            throw Failure(error.description)
        }
    }

    /// Blocks this thread until asynchronous work is done. Only for the main thread before there is a screen.
    static func wait<Value: Sendable>(_ work: @escaping @Sendable () async -> Value) -> Value {
        let box = Box<Value>()
        wait(atMost: nil) {
            let value = await work()
            box.value.withLock { $0 = value }
        }
        guard let value = box.value.withLock({ $0 }) else { preconditionFailure("the work ended without a value") }
        return value
    }

    /// Blocks this thread until asynchronous work is done, or so many seconds have passed.
    ///
    /// - Parameters:
    ///   - longest: seconds to wait while `isBusy`, where that is longer.
    ///   - isBusy: whether the work is at something that must not be cut off.
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

    /// Blocks this thread until asynchronous work is done, or so many seconds have passed.
    ///
    /// - Returns: its value; `nil` where it isn't done.
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
