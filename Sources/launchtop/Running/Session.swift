import Archive
import ArgumentParser
import Canvas
import Dashboard
import Foundation
import History
import Ingest
import Market
import Ncurses

/// One run of the dashboard: the screen where there is one, the page as text where there is none.
struct Session {
    let common: CommonOptions
    let ledger: Ledger
    let opening: Opening
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
        defer { for problem in opening.problems { Say.error(problem.description) } }
        let hasScreen = (Self.hasTerminal || common.robot != nil) && !common.plain
        let configuration = try common.configuration()
        let environment = ProcessInfo.processInfo.environment
        let appearance = try common.appearance(configuration, ground: Appearance.ground(environment))
        defer { for problem in appearance.problems { Say.error(problem) } }
        var history = OpenHistory(ledger, configuration: configuration)
        do throws(ArchiveError) {
            try history.open(opening.archive, isWhole: !hasScreen)
        } catch {
            throw Failure(error.description)
        }
        guard hasScreen else { return try withoutScreen?() ?? printPage(history.ledger) }
        let end: DashboardLoop.End
        do throws(TerminalError) {
            end = try show(&history, appearance)
        } catch {
            Say.error("\(error); here is the page as text")
            history.letGo()
            return try withoutScreen?() ?? printPage(history.ledger)
        }
        if case .signal(let signal) = end { throw ExitCode(128 + signal) }
    }

    func state(_ snapshot: LedgerSnapshot) -> DashboardState {
        let now = Loading.now()
        var state =
            switch opening.page {
            case .library: DashboardState.openingLibrary(snapshot, now: now)
            case .charts(let isLive):
                DashboardState.openingCharts(
                    snapshot,
                    library: libraryBeside(goals: snapshot.goals),
                    now: now,
                    isLive: isLive,
                    range: opening.range(of: snapshot.span)
                )
            case .launch(let launch):
                DashboardState.openingLaunch(
                    launch,
                    in: snapshot,
                    now: now,
                    range: opening.range(of: snapshot.span(of: .app(launch.app)))
                )
            }
        state.anchors = common.anchors()
        state.start(at: opening.at, speed: opening.speed)
        return state
    }

    /// The launches for page 4 beside other data; none where there are none, since the data do not need them.
    private func libraryBeside(goals: [Int]) -> LedgerSnapshot {
        guard let library = try? common.library() else { return LedgerSnapshot() }
        for problem in library.problems { Say.error(problem.description) }
        var snapshot = library.ledger.snapshot
        snapshot.goals = goals
        return snapshot
    }

    /// The page that would open, as text: as of `--at`, else as of the end.
    private func printPage(_ ledger: Ledger) throws {
        let snapshot = ledger.snapshot
        let instant = opening.at ?? opening.to ?? snapshot.span?.end ?? Loading.now()
        switch opening.page {
        case .library: try Say.line(Twin.launches(snapshot, asOf: instant, as: .text))
        case .launch(let launch):
            try Say.line(Twin.launch(launch, in: snapshot, asOf: instant, as: .text) ?? "")
        case .charts:
            let anchors = common.anchors()
            for chart in snapshot.charts {
                try Say.line(
                    (Twin.chart(
                        chart,
                        in: snapshot,
                        asOf: instant,
                        window: 86_400,
                        anchors: anchors,
                        as: .text
                    )
                        ?? "\(chart.title): not seen until \(instant.iso8601)") + "\n"
                )
            }
        }
    }

    /// Opens the screen and stays until the end.
    private func show(
        _ history: inout OpenHistory,
        _ appearance: Appearance
    ) throws(TerminalError) -> DashboardLoop.End {
        let device = common.robot.map { _ in Terminal.Device.void(common.robotSize.size) } ?? .standard
        let usesColor = appearance.usesColor(ProcessInfo.processInfo.environment)
        var terminal = try Terminal(device, usesColor: usesColor, usesASCII: appearance.usesASCII)
        let inbox = Inbox(expecting: opening.sources.count + (history.horizon == nil ? 0 : 1))
        var state = state(history.ledger.snapshot)
        let memoryFile = MemoryFile(file: UserFolders.memory, subject: opening.subject)
        let memory = common.robot == nil ? memoryFile.memory() : Memory()
        state.memory = memory
        state.take(appearance, hasColor: terminal.hasColor, isASCII: terminal.isASCII)
        if let problem = appearance.problems.last { _ = state.apply(.notice(problem)) }
        let log = EventLog(file: common.log)
        let rules = opening.sources.isEmpty ? [] : history.configuration.alerts
        let alerts = AlertDesk(rules, start: Loading.now(), inbox: inbox, log: log)
        let recorder = Recorder(
            ledger: history.takeLedger(),
            inbox: inbox,
            log: log,
            archive: history.takeWriter(),
            loader: history.loader,
            configuration: history.configuration,
            alerts: opening.sources.isEmpty ? nil : alerts
        )
        let following = Following(
            opening.sources,
            recorder: recorder,
            polling: history.configuration.polling,
            settings: opening.settings
        )
        var tasks = [Task { await following.run() }]
        if let horizon = history.horizon { tasks.append(Task { await recorder.loadOlder(than: horizon) }) }
        if let mark = history.followedFrom { tasks.append(Task { await recorder.followArchive(from: mark) }) }
        defer {
            for task in tasks { task.cancel() }
            // Every batch that was acknowledged is on the disk; who reads a large folder just now is not waited for.
            Loading.wait(atMost: 2) { await recorder.finish() }
        }
        if !memory.watched.isEmpty { Task { await recorder.watch(memory.watched) } }
        var loop = DashboardLoop(state: state, inbox: inbox, robot: common.robot) { apps in
            Task { await recorder.watch(apps) }
        }
        let end = loop.run(on: &terminal)
        if common.robot == nil { memoryFile.save(loop.state.memory, unless: memory) }
        if case .robotDone = end { for line in terminal.text() { print(line) } }
        return end
    }
}
