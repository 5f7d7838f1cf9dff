import Archive
import ArgumentParser
import Canvas
import Dashboard
import Foundation
import History
import Ingest
import Market
import Ncurses
import Synchronization

/// One run of the dashboard: the screen where there is one, the page as text where there is none.
struct Session {
    let common: CommonOptions
    /// What is open; of a launch's replay it holds that launch, and the rest of the library follows.
    let ledger: Ledger
    let opening: Opening
    /// Seconds after a signal for what is written where nobody may be reading.
    private static let farewell = 0.1
    /// What is done where there is no screen, other than printing the page that would open.
    var withoutScreen: (() throws -> Void)?

    /// Whether a person sits at both ends.
    static var hasTerminal: Bool {
        guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 else { return false }
        // Two terminals would be one to read from and another to draw on, each with modes of its own.
        var (input, output) = (stat(), stat())
        return fstat(STDIN_FILENO, &input) == 0 && fstat(STDOUT_FILENO, &output) == 0 && input.st_rdev == output.st_rdev
    }

    func run() throws {
        // Said when the screen is gone.
        var problems = opening.problems.map(\.description)
        var isHurried = false
        defer { Console.errors(problems, atMost: isHurried ? Self.farewell : nil) }
        let hasScreen = (Self.hasTerminal || common.robot != nil) && !common.plain
        let configuration = try common.configuration()
        let environment = ProcessInfo.processInfo.environment
        let appearance = try common.appearance(configuration, background: Appearance.background(environment))
        problems = appearance.problems + problems
        // A robot's keys are nobody's wishes.
        let stateFile = common.robot == nil ? StateFile(file: UserFolders.memory, subject: opening.subject) : nil
        let memory = stateFile?.memory() ?? UserState()
        var history = OpenHistory(ledger, configuration: configuration, changes: memory.watchlist)
        do throws(ArchiveError) {
            try history.open(opening.archive, isWhole: !hasScreen)
        } catch {
            throw Failure(error.description)
        }
        var state = try state(history.ledger.snapshot, zone: appearance.zone)
        let instant = try opening.at?.instant(on: state)
        guard hasScreen else { return try withoutScreen?() ?? printPage(state, at: instant) }
        state.start(at: instant, speed: opening.speed)
        state.userState = memory
        let library = LibraryLoader(opening, common, configuration)
        let end: DashboardLoop.End
        do throws(TerminalError) {
            end = try show(state, &history, library, appearance, stateFile)
        } catch {
            Console.error("\(error); here is the page as text")
            history.letGo()
            return try withoutScreen?() ?? printPage(state, at: instant)
        }
        problems += library?.problems.map(\.description) ?? []
        if case .signal(let signal) = end {
            isHurried = true
            throw ExitCode(128 + signal)
        }
    }

    /// The page that opens, with time standing where it begins.
    ///
    /// - Parameter snapshot: what is open.
    func state(_ snapshot: LedgerSnapshot, zone: TimeZoneTable) throws -> DashboardState {
        var state = page(snapshot, range: nil)
        state.zone = zone
        if let range = try opening.range(on: state) { state = page(snapshot, range: range) }
        state.zone = zone
        state.anchors = common.anchors()
        return state
    }

    private func page(_ snapshot: LedgerSnapshot, range: TimeRange?) -> DashboardState {
        let now = SourceLoader.now()
        return switch opening.page {
        case .library: .openingLibrary(snapshot, now: now)
        case .charts(let isLive): .openingCharts(snapshot, now: now, isLive: isLive, range: range)
        case .launch(let launch): .openingLaunch(launch, in: snapshot, now: now, range: range)
        }
    }

    /// The page that would open, as text: as of `--at`, else as of the end.
    private func printPage(_ state: DashboardState, at asked: Timestamp?) throws {
        let snapshot = state.ledger
        // Where it would open live, its end is now at the latest.
        let end = opening.to == nil && !state.isLive ? snapshot.span?.end : state.route.playhead.bounds.end
        let instant = asked ?? end ?? SourceLoader.now()
        switch opening.page {
        case .library: try Console.line(PageExport.launches(snapshot, asOf: instant, as: .text))
        case .launch(let launch):
            let library = (try? SourceLoader.library(common)) ?? snapshot
            try Console.line(PageExport.launch(launch, in: library, asOf: instant, zone: state.zone, as: .text) ?? "")
        case .charts:
            for chart in snapshot.charts {
                let text = PageExport.chart(
                    chart,
                    in: snapshot,
                    asOf: instant,
                    window: 86_400,
                    anchors: state.anchors,
                    zone: state.zone,
                    as: .text
                )
                try Console.line(
                    (text ?? "\(chart.title): not seen until \(TimeFormat.instant(instant, in: state.zone))") + "\n"
                )
            }
        }
    }

    /// Opens the screen and stays until the end.
    private func show(
        _ start: DashboardState,
        _ history: inout OpenHistory,
        _ library: LibraryLoader?,
        _ appearance: Appearance,
        _ stateFile: StateFile?
    ) throws(TerminalError) -> DashboardLoop.End {
        let device = common.robot.map { _ in Terminal.Device.void(common.scriptSize.size) } ?? .standard
        let usesColor = appearance.usesColor(ProcessInfo.processInfo.environment)
        var terminal = try Terminal(device, usesColor: usesColor, usesASCII: appearance.usesASCII)
        let late = [history.horizon != nil, library != nil].count { $0 }
        let inbox = Inbox(expecting: opening.sources.count + late)
        var state = start
        state.take(appearance, hasColor: terminal.hasColor, isASCII: terminal.isASCII)
        if let problem = appearance.problems.last { _ = state.apply(.notice(problem)) }
        let log = EventLog(file: common.log)
        for problem in history.problems { log.say(problem) }
        if let pruned = history.pruned { log.tell("pruned", pruned) }
        let rules = opening.sources.isEmpty ? [] : history.configuration.alerts
        let alerts = AlertCenter(rules, start: SourceLoader.now(), inbox: inbox, log: log)
        let collector = Collector(
            ledger: history.takeLedger(),
            inbox: inbox,
            log: log,
            archive: history.takeWriter(),
            pruning: history.pruning,
            loader: history.loader,
            configuration: history.configuration,
            alerts: opening.sources.isEmpty ? nil : alerts
        )
        let follower = SourceFollower(
            opening.sources,
            collector: collector,
            polling: history.configuration.polling,
            settings: opening.settings
        )
        var tasks = [Task { await follower.run() }]
        if let library { tasks.append(Task { inbox.settle(with: library.read()) }) }
        if let horizon = history.horizon { tasks.append(Task { await collector.loadOlder(than: horizon) }) }
        if let mark = history.followedFrom { tasks.append(Task { await collector.followArchive(from: mark) }) }
        var loop = DashboardLoop(state: state, inbox: inbox, robot: common.robot, stateFile: stateFile) { apps in
            Task { await collector.watch(apps) }
        }
        let end = loop.run(on: &terminal)
        loop.keepMemory(isLast: true)
        for task in tasks { task.cancel() }
        // Before the terminal, which may take nothing. Every batch that was acknowledged is on the disk; a large folder that
        // is being read is not waited for.
        let isBusy = { collector.isRecovering.load(ordering: .relaxed) }
        SourceLoader.wait(atMost: 2, longest: Collector.recoverySeconds, while: isBusy) { await collector.finish() }
        log.finish(atMost: Self.farewell)
        if case .scriptDone = end { for line in terminal.text() { print(line) } }
        terminal.restore()
        return end
    }
}
