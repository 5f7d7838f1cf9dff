import Alerts
import Canvas
import Collector
import Dashboard
import Foundation
import History
import Market
import Ncurses
import Setup

/// The event loop of the dashboard. It waits for input and data, passes them to the dashboard's state, and draws the
/// screen. It runs on the thread that owns the screen.
struct DashboardLoop {
    private(set) var state: DashboardState
    private let inbox: Inbox
    /// A closure that is called with the user's changes to the watchlist: `true` for an added app, `false` for a
    /// removed one.
    private let watch: ([AppID: Bool]) -> Void
    /// A closure that is called when the charts to load first change.
    private let prefer: (LoadPriority) -> Void
    /// A closure that is called with each search in the App Store.
    private let search: (StoreSearch) -> Void
    /// A closure that is called with each app whose charts are to be polled.
    private let poll: (WatchInvocation) -> Void
    private var priority = LoadPriority()
    /// Whether another process has recorded charts since this dashboard was opened without any.
    private var hasRecording = false
    private var keys: KeyScript?
    private var settings: LiveSettings
    /// The file for the changes that the user makes; `nil` to discard the changes.
    private var stateFile: StateFile?
    private var hasMoreInput = false
    private let clock = ContinuousClock()
    /// The time of the last playback step.
    private var lastStep: ContinuousClock.Instant

    /// The number of milliseconds between frames while playing. The frame rate is halved over SSH.
    private let frameInterval: Int
    /// The maximum playback step in milliseconds, so that a replay doesn't jump after the computer was asleep.
    private static let maximumStep = 250

    /// The maximum number of input events to apply between two frames.
    private static let inputLimit = 256

    /// The reason why the event loop ended.
    enum End {
        case quit
        case signal(Int32)
        /// All keys of the script were typed.
        case scriptDone
        /// Another process has recorded charts, and the user is on the start page.
        case recordingFound
    }

    init(
        state: DashboardState,
        inbox: Inbox,
        settings: LiveSettings,
        keys: KeyScript? = nil,
        stateFile: StateFile? = nil,
        watch: @escaping ([AppID: Bool]) -> Void,
        prefer: @escaping (LoadPriority) -> Void,
        search: @escaping (StoreSearch) -> Void,
        poll: @escaping (WatchInvocation) -> Void
    ) {
        self.state = state
        self.watch = watch
        self.prefer = prefer
        (self.search, self.poll) = (search, poll)
        self.inbox = inbox
        self.keys = keys
        self.settings = settings
        self.stateFile = stateFile
        frameInterval = ProcessInfo.processInfo.environment["SSH_TTY"] == nil ? 33 : 66
        lastStep = clock.now
    }

    mutating func run(on terminal: inout Terminal) -> End {
        _ = state.apply(.resize(terminal.size()))
        if let notice = terminal.notice { _ = state.apply(.notice(notice)) }
        terminal.setMouse(state.usesMouse)
        if state.themes.background == nil { terminal.askForBackground() }
        draw(on: &terminal)
        notePriority()
        while true {
            if isIdle, keys != nil {
                guard let bytes = keys?.next() else { return .scriptDone }
                terminal.type(bytes)
            }
            let wake = terminal.wait(milliseconds: timeout)
            if wake.contains(.gone) { return .signal(SIGHUP) }
            terminal.stopAndResume()
            if let signal = terminal.endingSignal { return .signal(signal) }
            if handleInput(of: &terminal) == .quit { return .quit }
            saveState()
            passTime()
            if let library = inbox.take(\.library) { _ = state.apply(.library(library)) }
            if let page = inbox.take(\.unopenedPage) { show(page, on: &terminal) }
            if let snapshot = inbox.take(\.newest) { _ = state.apply(.ledger(snapshot)) }
            if let outcome = inbox.take(\.search) { _ = state.apply(.searched(outcome)) }
            takeSettings(on: &terminal)
            takeAlerts(on: &terminal)
            if takeRecording() { return .recordingFound }
            draw(on: &terminal)
            notePriority()
        }
    }

    /// Returns whether to open the charts that another process has recorded. If the user has left the start page, says
    /// once how to open them.
    private mutating func takeRecording() -> Bool {
        if inbox.take(\.recording) != nil {
            hasRecording = true
            if !state.isOnStartPage {
                _ = state.apply(.notice("charts are being recorded now; to show them, go back to the Library page"))
            }
        }
        return hasRecording && state.isOnStartPage
    }

    /// While the archive is being loaded, moves the charts on the screen to the front.
    private mutating func notePriority() {
        guard state.data.pending != nil, state.loadPriority != priority else { return }
        priority = state.loadPriority
        prefer(priority)
    }

    /// Whether nothing is playing, all initial tasks are finished, and all posted data has been shown.
    private var isIdle: Bool { !state.isPlaying && inbox.isIdle }

    /// Applies the changed config file, if any.
    private mutating func takeSettings(on terminal: inout Terminal) {
        guard let changed = inbox.take(\.settings) else { return }
        let outcome = settings.apply(changed, to: &state)
        if let usesASCII = outcome.usesASCII {
            terminal.setASCII(usesASCII)
            state.themes.marks = terminal.isASCII ? .ascii : .braille
        }
        if let usesMouse = outcome.usesMouse { terminal.setMouse(usesMouse) }
        if let notice = outcome.notice { _ = state.apply(.notice(notice)) }
    }

    /// Shows the alert rules and alerts. Rings the bell once and sends one notification for all new alerts, if their
    /// rules ask for it.
    private mutating func takeAlerts(on terminal: inout Terminal) {
        guard let (history, new) = inbox.takeAlerts() else { return }
        _ = state.apply(.alertHistory(history))
        guard !new.isEmpty else { return }
        _ = state.apply(.clock(SystemClock.now()))
        _ = state.apply(.alerts(new))
        if new.contains(where: \.rings) { terminal.ring() }
        let notified = new.filter(\.notifies).map(\.alert)
        guard !notified.isEmpty, let way = NotificationWay.way(in: ProcessInfo.processInfo.environment) else { return }
        let message = AlertMessage(notified)
        terminal.notify(title: message.title, text: message.texts.joined(separator: "; "), by: way)
    }

    /// Draws a frame, unless the terminal is still busy with the previous one.
    private func draw(on terminal: inout Terminal) {
        if !terminal.isBehind { terminal.show(state.terminalFrame()) }
    }

    /// Saves changes that the user made, and loads changes by other dashboards. Call this before drawing, so that a
    /// change shown on the screen is never lost.
    ///
    /// - Parameter isLast: Whether to save the current page, and to retry immediately after a failure.
    mutating func saveState(isLast: Bool = false) {
        if isLast { (state.userState.lastPage, state.userState.lastVisit) = (state.lastPage, SystemClock.now()) }
        if let merged = stateFile?.sync(state.userState, at: SystemClock.now(), isLast: isLast) {
            state.userState = merged
            watch(merged.watchlist)
        }
        if let notice = stateFile?.takeNotice() { _ = state.apply(.notice(notice)) }
    }

    /// The maximum number of milliseconds to wait for input: 0 if more is pending, the frame interval while playing, or
    /// the time until the displayed clock changes, a toast or a highlight ends while live; `nil` for no timeout.
    private var timeout: Int? {
        if hasMoreInput { return 0 }
        if state.isPlaying { return frameInterval }
        guard state.isLive else { return nil }
        let now = Date().timeIntervalSince1970
        let tick = ((now / 60).rounded(.down) + 1) * 60
        let ends = [state.toastEnds, state.flashEnds].compactMap { $0 }.min()
        let next = ends.map { min(tick, max(now, TimeInterval($0.seconds))) } ?? tick
        return Int((next - now) * 1000) + 1
    }

    /// Applies the input that has arrived, up to a limit.
    ///
    /// - Returns: `.quit` if the user quit; otherwise `nil`.
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
            case .background(let color):
                state.themes.background = Background(color)
                effects = []
            }
            if state.isPlaying, !wasPlaying { lastStep = clock.now }
            for effect in effects {
                switch effect {
                case .quit: return .quit
                case .mouse(let isOn): terminal.setMouse(isOn)
                case .watchlist(let apps): watch(apps)
                case .zone(let name): _ = state.apply(.notice(settings.changeZone(to: name, in: &state)))
                case .copy(let text): copy(text, to: &terminal)
                case .browse(let address): browse(address, on: &terminal)
                case .search(let wanted): search(wanted)
                case .poll(let invocation): poll(invocation)
                case .write(let file, let text): _ = state.apply(SavedFile(path: file).write(text))
                }
            }
        }
        hasMoreInput = count == Self.inputLimit
        // Check on every wakeup, because the size may change without any input event.
        let size = terminal.size()
        if size != state.size { _ = state.apply(.resize(size)) }
        return nil
    }

    private func copy(_ text: String, to terminal: inout Terminal) {
        terminal.copy(base64: Data(text.utf8).base64EncodedString())
    }

    private mutating func browse(_ address: String, on terminal: inout Terminal) {
        let browser = Browser(environment: ProcessInfo.processInfo.environment)
        if let problem = browser.open(
            address,
            failed: { [inbox] in inbox.post(UnopenedPage(address: address, reason: $0)) }
        ) {
            show(UnopenedPage(address: address, reason: problem), on: &terminal)
        }
    }

    /// Copies the URL of a web page that couldn't be opened to the clipboard, and shows the URL with the reason.
    private mutating func show(_ page: UnopenedPage, on terminal: inout Terminal) {
        copy(page.address, to: &terminal)
        _ = state.apply(.notice("\(page.reason); copied: \(page.address)"))
    }

    private mutating func passTime() {
        if state.isLive { _ = state.apply(.clock(SystemClock.now())) }
        guard state.isPlaying else { return }
        let now = clock.now
        let passed = lastStep.duration(to: now) / .milliseconds(1)
        lastStep = now
        _ = state.apply(.elapsed(milliseconds: Int64(min(passed, Double(Self.maximumStep)))))
    }
}
