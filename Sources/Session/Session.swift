import Alerts
package import Canvas
import Collector
import Dashboard
import Foundation
package import History
import Input
import Market
import Ncurses
import Settings
package import Setup
import Synchronization

/// One run of the dashboard: interactive, or printed as text if there is no screen.
package struct Session {
    let setup: Setup
    /// The initial data. For the replay of a launch, this is only that launch; the rest of the library is loaded later.
    let ledger: Ledger
    let opening: Opening
    /// Keys to type on an invisible screen instead of in the terminal; `nil` for the terminal.
    let keys: KeyScript?
    /// The size of the invisible screen.
    let size: Size
    /// The timeout for output at exit, in seconds. It is needed because nothing may be reading the output after a
    /// signal.
    private static let exitTimeout = 0.1
    /// An action that replaces printing the page if there is no screen.
    package var withoutScreen: (() throws -> Void)?

    package init(_ setup: Setup, _ opening: Opening, _ ledger: Ledger, keys: KeyScript?, size: Size) {
        (self.setup, self.opening, self.ledger) = (setup, opening, ledger)
        (self.keys, self.size) = (keys, size)
    }

    /// Whether standard input and output are the same terminal.
    package static var hasTerminal: Bool {
        guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 else { return false }
        // With two different terminals, keys would be read from one and pages drawn on the other.
        var (input, output) = (stat(), stat())
        return fstat(STDIN_FILENO, &input) == 0 && fstat(STDOUT_FILENO, &output) == 0 && input.st_rdev == output.st_rdev
    }

    /// Runs the dashboard until the user quits, or until there are charts to open instead of the start page.
    ///
    /// - Returns: Whether another process has recorded charts, which a new session can show.
    /// - Throws: ``EndedBySignal`` after a signal, or an error if the settings, the archive or the page can't be
    ///   opened.
    @discardableResult
    package func run() throws -> Bool {
        // Print these problems after the screen is closed.
        var problems = opening.problems.map(\.description)
        var hasTimeout = false
        defer { Console.report(problems, atMost: hasTimeout ? Self.exitTimeout : nil) }
        let hasScreen = (Self.hasTerminal || keys != nil) && !setup.plain
        let configuration = try setup.configuration()
        let environment = ProcessInfo.processInfo.environment
        let appearance = try setup.appearance(configuration, background: Appearance.background(environment))
        problems = appearance.problems + problems
        // Scripted keys don't change the user's state.
        let stateFile =
            keys == nil ? StateFile(file: UserFolders.dashboardState, subject: opening.subject) : nil
        var userState = stateFile?.userState() ?? UserState()
        let launchNotes = opening.watched.compactMap { userState.noteOnLaunch(of: $0, zone: appearance.zone) }
        for app in opening.watched { userState.watch(app) }
        var history = OpenHistory(
            ledger,
            configuration: configuration,
            changes: userState.watchlist,
            watched: userState.watched,
            show: Console.report
        )
        history.firstPage = opening.firstPage(restoring: opening.restoresLastPage ? userState.lastPage : nil)
        try history.open(opening.archive, isWhole: !hasScreen || (opening.at != nil && !opening.isReplayOfArchive))
        var state = try state(history.ledger.snapshot, zone: appearance.zone, entered: userState)
        let instant = try opening.at?.instant(on: state)
        if opening.shown != nil, let instant { state.show(at: instant) }
        guard hasScreen else {
            try withoutScreen?() ?? printPage(state, at: instant, configuration)
            return false
        }
        if opening.shown == nil { state.start(at: instant, speed: opening.speed) }
        // A comparison on the command line replaces the stored marks.
        if !state.userState.marked.isEmpty { userState.marked = state.userState.marked }
        state.userState = userState
        if case .charts(isLive: true) = opening.page, opening.shown == nil, instant == nil {
            state.startOnMyLaunch(showing: opening.watched.first?.app)
        }
        let isRestored = opening.restoresLastPage && opening.shown == nil && instant == nil
        if isRestored, let lastPage = userState.lastPage { state.restore(lastPage) }
        let changes = state.isLive ? userState.lastVisit.flatMap { state.changesText(since: $0) } : nil
        let notices =
            [history.unarchivedReason.map { "archive \($0)" }, changes, opening.notice].compactMap { $0 } + launchNotes
        if !notices.isEmpty { _ = state.apply(.notice(notices.joined(separator: "; "))) }
        let library = LibraryLoader(opening, setup, configuration)
        let end: DashboardLoop.End
        do throws(TerminalError) {
            end = try show(state, &history, library, appearance, stateFile)
        } catch {
            Console.report("\(error); printing the page as text")
            history.closeWriter()
            try withoutScreen?() ?? printPage(state, at: instant, configuration)
            return false
        }
        problems += library?.problems.map(\.description) ?? []
        if case .signal(let signal) = end {
            hasTimeout = true
            throw EndedBySignal(signal: signal)
        }
        if case .recordingFound = end { return true }
        return false
    }

    /// Returns the initial state of the dashboard, with the page to open.
    ///
    /// - Parameter entered: What the user entered about the watchlist, on which the page may depend.
    func state(
        _ snapshot: LedgerSnapshot,
        zone: TimeZoneTable,
        entered: UserState = UserState()
    ) throws -> DashboardState {
        var state = page(snapshot, range: nil)
        state.zone = zone
        if let range = try opening.range(on: state) { state = page(snapshot, range: range) }
        state.zone = zone
        state.anchors = setup.anchors()
        (state.userState.watchlist, state.userState.watched) = (entered.watchlist, entered.watched)
        try opening.show(on: &state)
        return state
    }

    private func page(_ snapshot: LedgerSnapshot, range: TimeRange?) -> DashboardState {
        let now = SystemClock.now()
        return switch opening.page {
        case .library: .openingLibrary(snapshot, now: now)
        case .charts(let isLive): .openingCharts(snapshot, now: now, isLive: isLive, range: range)
        case .launch(let launch): .openingLaunch(launch, in: snapshot, now: now, range: range)
        }
    }

    /// Prints the opening page as text, at the time of `--at` or at the end of the page's time range.
    private func printPage(_ state: DashboardState, at asked: Timestamp?, _ configuration: Configuration) throws {
        let snapshot = state.ledger
        // A live page ends now.
        let end = opening.to == nil && !state.isLive ? snapshot.span?.end : state.route.playhead.bounds.end
        let instant = asked ?? end ?? SystemClock.now()
        let print = { (text: String) in try setup.printText(text, configuration) }
        if opening.shown != nil { return try print(state.exported(ExportOptions(.text)) ?? "") }
        func text(of subject: DashboardState.PageSubject, in ledger: LedgerSnapshot) -> String? {
            DashboardState.export(subject, in: ledger, at: instant, anchors: state.anchors, zone: state.zone, as: .text)
        }
        switch opening.page {
        case .library: try print(text(of: .library, in: snapshot) ?? "")
        case .launch(let launch):
            let library = (try? setup.reportedLibrary()) ?? snapshot
            try print(text(of: .launch(launch), in: library) ?? "")
        case .charts:
            for chart in snapshot.charts {
                let absence = "\(chart.title): no snapshots before \(TimeFormat.instant(instant, in: state.zone))"
                try print((text(of: .chart(chart), in: snapshot) ?? absence) + "\n")
            }
        }
    }

    /// Opens the screen and runs the dashboard until it ends.
    private func show(
        _ start: DashboardState,
        _ history: inout OpenHistory,
        _ library: LibraryLoader?,
        _ appearance: Appearance,
        _ stateFile: StateFile?
    ) throws(TerminalError) -> DashboardLoop.End {
        let device = keys.map { _ in Terminal.Device.void(size) } ?? .standard
        let usesColor = appearance.usesColor(ProcessInfo.processInfo.environment)
        var terminal = try Terminal(device, usesColor: usesColor, usesASCII: appearance.usesASCII)
        let isPartial = !history.queue.isEmpty
        let backgroundLoads = [isPartial, library != nil].count { $0 }
        let inbox = Inbox(expecting: opening.sources.count + backgroundLoads, showsLedger: opening.page.isOfData)
        var state = start
        state.apply(appearance, depth: terminal.depth, isASCII: terminal.isASCII)
        state.zoneNames = TimeZoneName.all
        state.configuredWatchlist = ConfiguredWatchlist(history.configuration, file: setup.configurationFile)
        if let problem = appearance.problems.last { _ = state.apply(.notice(problem)) }
        // Printed when the screen is closed, so with the time, because the problem may be over.
        let zone = appearance.zone
        let log = EventLog(file: setup.log) { problem in
            Console.report("\(TimeFormat.clockWithSeconds(SystemClock.now(), in: zone)) \(problem)")
        }
        for problem in history.problems { log.report(problem) }
        if let pruned = history.pruned { log.write("pruned", pruned) }
        // Another process that writes to the archive sends the alerts; this one shows them.
        let isSending = !opening.sources.isEmpty && history.followedFrom == nil
        if !isSending {
            _ = state.apply(.alertHistory(AlertHistory(notEvaluated: history.configuration.alerts)))
        }
        let collector = history.collector(
            observer: inbox,
            log: log,
            zone: appearance.zone,
            sendsAlerts: isSending,
            sourcesJSON: DashboardState.sourcesJSON
        )
        state.pollsAddedCharts = isSending
        let poller = SourcePoller(
            opening.sources,
            collector: collector,
            polling: history.configuration.polling,
            settings: opening.settings
                ?? SettingsFile(withoutSources: setup.configurationFile, history.configuration)
        )
        var tasks = [Task { await poller.run() }]
        if let library { tasks.append(Task { inbox.settle(with: library.read()) }) }
        if history.engine != nil {
            tasks.append(Task { await collector.followEngine() })
        } else if isPartial {
            tasks.append(Task { await collector.loadHistory() })
        }
        if let position = history.followedFrom {
            tasks.append(Task { await collector.followArchive(from: position) })
        }
        if let path = opening.awaitedArchive, keys == nil {
            tasks.append(Task { if await ArchiveArrival(path: path).wait() { inbox.postRecording() } })
        }
        let settings = LiveSettings(setup, history.configuration)
        let searcher = StoreSearcher(inbox)
        let interval = history.configuration.polling.interval
        var loop = DashboardLoop(
            state: state,
            inbox: inbox,
            settings: settings,
            keys: keys,
            stateFile: stateFile,
            watch: { apps in Task { await collector.watch(apps) } },
            prefer: { priority in Task { await collector.prefer(priority) } },
            search: { searcher.start($0) },
            poll: { invocation in
                let sources = ResolvedSource.charts(of: invocation, interval: interval)
                inbox.expect(sources.count)
                Task {
                    await collector.watch(adding: invocation.app)
                    let added = await poller.add(sources)
                    for _ in 0..<(sources.count - added) { inbox.settle() }
                }
            }
        )
        let end = loop.run(on: &terminal)
        loop.saveState(isLast: true)
        for task in tasks { task.cancel() }
        // Finish before restoring the terminal, which may block. All accepted batches are on disk already, so don't
        // wait for a large folder that is still being read.
        let isBusy = { collector.isRecovering.load(ordering: .relaxed) }
        SourceLoader.wait(atMost: 2, longest: Collector.recoverySeconds, while: isBusy) { await collector.finish() }
        log.finish(atMost: Self.exitTimeout)
        if case .scriptDone = end { for line in terminal.text() { print(line) } }
        terminal.restore()
        return end
    }
}

/// An error for a signal that ended the dashboard.
package struct EndedBySignal: Error {
    package let signal: Int32
}
