import Alerts
import Canvas
import Dashboard
import Foundation
import Market
import Ncurses

/// Waits, hands what came to the dashboard, draws. Runs on the thread that owns the screen and sleeps while nothing
/// moves.
struct DashboardLoop {
    private(set) var state: DashboardState
    private let inbox: Inbox
    /// Tells who gathers alerts which apps are watched.
    private let watch: ([AppID: Bool]) -> Void
    private var robot: Robot?
    /// Where what is changed by key is kept; `nil` keeps nothing.
    private var stateFile: StateFile?
    private var hasMoreInput = false
    private let clock = ContinuousClock()
    /// When time was last handed to a playing dashboard.
    private var lastStep: ContinuousClock.Instant

    /// Milliseconds between frames while playing; over a network half as many frames have to do.
    private let frameInterval: Int
    /// Longest real time that one step counts: after a suspended laptop wakes, a replay goes on and does not catch up.
    private static let longestStep = 250

    /// Most inputs that are taken before the screen is drawn again.
    private static let inputLimit = 256

    /// Why a loop ended.
    enum End {
        case quit
        case signal(Int32)
        /// All keys of a robot were typed.
        case scriptDone
    }

    init(
        state: DashboardState,
        inbox: Inbox,
        robot: Robot? = nil,
        stateFile: StateFile? = nil,
        watch: @escaping ([AppID: Bool]) -> Void
    ) {
        self.state = state
        self.watch = watch
        self.inbox = inbox
        self.robot = robot
        self.stateFile = stateFile
        frameInterval = ProcessInfo.processInfo.environment["SSH_TTY"] == nil ? 33 : 66
        lastStep = clock.now
    }

    mutating func run(on terminal: inout Terminal) -> End {
        _ = state.apply(.resize(terminal.size()))
        if let notice = terminal.notice { _ = state.apply(.notice(notice)) }
        terminal.setMouse(state.usesMouse)
        draw(on: &terminal)
        while true {
            if isIdle, robot != nil {
                guard let bytes = robot?.next() else { return .scriptDone }
                terminal.type(bytes)
            }
            let wake = terminal.wait(milliseconds: patience)
            if wake.contains(.gone) { return .signal(SIGHUP) }
            terminal.stopAndResume()
            if let signal = terminal.endingSignal { return .signal(signal) }
            if handleInput(of: &terminal) == .quit { return .quit }
            keepMemory()
            passTime()
            if let library = inbox.takeLibrary() { _ = state.apply(.library(library)) }
            if let snapshot = inbox.take() { _ = state.apply(.ledger(snapshot)) }
            takeAlerts(on: &terminal)
            draw(on: &terminal)
        }
    }

    /// Whether nothing will change on the screen without a key, a new list or the clock.
    private var isIdle: Bool { !state.isPlaying && inbox.isIdle }

    /// Shows what was told, rings once for all of it, and asks for a notification of the newest.
    private mutating func takeAlerts(on terminal: inout Terminal) {
        let (rules, alerts) = inbox.takeAlerts()
        if let rules { _ = state.apply(.alertRules(rules)) }
        guard !alerts.isEmpty else { return }
        _ = state.apply(.clock(SourceLoader.now()))
        _ = state.apply(.alerts(alerts.map(\.alert)))
        if alerts.contains(where: \.rings) { terminal.ring() }
        if let last = alerts.last(where: \.notifies)?.alert,
            let way = NotificationWay.way(in: ProcessInfo.processInfo.environment)
        {
            terminal.notify(title: last.title, text: last.text, by: way)
        }
    }

    /// Draws unless the terminal still has to take the frame before; keys are read all the same.
    private func draw(on terminal: inout Terminal) {
        if !terminal.isBehind { terminal.show(state.frame()) }
    }

    /// Writes what a key changed before the answer to it is drawn, so that who sees the answer can kill the program; takes
    /// what another dashboard changed.
    ///
    /// - Parameter isLast: tries it also where it failed a moment ago.
    mutating func keepMemory(isLast: Bool = false) {
        if let merged = stateFile?.exchange(state.userState, at: SourceLoader.now(), isLast: isLast) {
            state.userState = merged
            watch(merged.watchlist)
        }
        if let notice = stateFile?.takeNotice() { _ = state.apply(.notice(notice)) }
    }

    /// How long there is nothing to do: a frame while playing, to the next edge of the clock that is shown while live,
    /// else for ever.
    private var patience: Int? {
        if hasMoreInput { return 0 }
        if state.isPlaying { return frameInterval }
        guard state.isLive else { return nil }
        let now = Date().timeIntervalSince1970
        let step: TimeInterval = state.showsSeconds ? 1 : 60
        let edge = ((now / step).rounded(.down) + 1) * step
        let next = state.toastEnds.map { min(edge, max(now, TimeInterval($0.seconds))) } ?? edge
        return Int((next - now) * 1000) + 1
    }

    /// Everything that has arrived.
    private mutating func handleInput(of terminal: inout Terminal) -> Effect? {
        var count = 0
        while count < Self.inputLimit, terminal.endingSignal == nil, let input = terminal.nextInput() {
            count += 1
            let wasPlaying = state.isPlaying
            let effects: [Effect]
            switch input {
            case .key(let key): effects = state.apply(.key(key))
            case .paste(let text): effects = state.apply(.paste(text))
            case .mouse(let mouse): effects = state.apply(.mouse(mouse))
            case .resize: effects = []
            }
            if state.isPlaying, !wasPlaying { lastStep = clock.now }
            for effect in effects {
                switch effect {
                case .quit: return .quit
                case .mouse(let isOn): terminal.setMouse(isOn)
                case .watchlist(let apps): watch(apps)
                case .copy(let text): terminal.copy(base64: Data(text.utf8).base64EncodedString())
                case .write(let file, let text): _ = state.apply(SavedFile(path: file).write(text))
                }
            }
        }
        hasMoreInput = count == Self.inputLimit
        // Asked for once, after all keys, and at every wake: a change of size may come without a key.
        let size = terminal.size()
        if size != state.size { _ = state.apply(.resize(size)) }
        return nil
    }

    private mutating func passTime() {
        if state.isLive { _ = state.apply(.clock(SourceLoader.now())) }
        guard state.isPlaying else { return }
        let now = clock.now
        let passed = lastStep.duration(to: now) / .milliseconds(1)
        lastStep = now
        _ = state.apply(.elapsed(milliseconds: Int64(min(passed, Double(Self.longestStep)))))
    }
}
