import Canvas
import History
import Market

extension DashboardState {
    /// Applies an event and returns the effects to perform.
    public mutating func apply(_ event: DashboardEvent) -> [Effect] {
        switch event {
        case .key(let key):
            let effects = apply(key)
            takeFinishedSearch()
            return effects
        case .paste(let text): paste(text)
        case .mouse(let mouse): return apply(mouse)
        case .notice(let text):
            message = text
            exportMessage = nil
        case .written(let file): noteWritten(file)
        case .resize(let size): self.size = size
        case .ledger(let ledger): take(ledger)
        case .library(let library): take(library: library)
        case .alerts(let alerts): take(alerts)
        case .alertHistory(let history): alertHistory = history
        case .clock(let now):
            self.now = now
            endToast()
            if let recovery, recovery.isOver(at: now) { self.recovery = nil }
            flash.end(at: now)
            extendBounds()
        case .searched(let outcome): take(outcome)
        case .elapsed(let milliseconds):
            play(milliseconds)
        }
        return []
    }

    private mutating func take(_ ledger: LedgerSnapshot) {
        chooseFirstChart(of: ledger)
        if isLive, !reducesMotion, ledger.isPolled(after: data) { flash.add(from: data, to: ledger, at: now) }
        if isLive, let recovery = SourceRecovery(from: data.sources, to: ledger.sources, at: now) {
            self.recovery = recovery
        }
        data = ledger
        applyWatchlist()
        // Forget dismissed problems that are resolved, so that they're reported again if they recur.
        dismissedProblems.formIntersection(ledger.sources.compactMap { $0.error ?? $0.firstUnreadable })
        extendBounds()
    }

    /// Replaces the library, and extends the bounds of routes that show the whole library.
    private mutating func take(library: LedgerSnapshot) {
        self.library = library
        applyWatchlist()
        restoreAfterLoading()
        let bounds = Self.bounds(of: library, now: now, isLive: false)
        for position in stack.indices where stack[position].subject == .library {
            stack[position].playhead.extend(to: bounds)
        }
    }

    /// Extends the bounds of live routes to the newest data and the present.
    private mutating func extendBounds() {
        guard isLive else { return }
        let bounds = Self.bounds(of: data, now: now, isLive: isLive)
        for position in stack.indices where !stack[position].isOfLibrary {
            stack[position].playhead.extend(to: bounds)
        }
    }

    mutating func apply(_ key: Key) -> [Effect] {
        isUntouched = false
        if case .page = mode, message == nil, let problem { dismissedProblems.insert(problem) }
        message = nil
        recovery = nil
        toast = nil
        switch mode {
        case .page: return applyOnPage(key)
        case .line(let line): return apply(key, to: line)
        case .picker(let picker): return apply(key, to: picker)
        case .overlay(let overlay): return apply(key, to: overlay)
        }
    }

    private mutating func applyOnPage(_ key: Key) -> [Effect] {
        if key == .escape, pendingSearch != nil {
            cancelSearch()
            return []
        }
        if focus != .list, applyToFocus(key) { return [] }
        if let command = commands.command(for: key, on: route.page) { return perform(command) }
        // A page without a filter opens the finder, so that what is typed next is text and not commands.
        if commands.row(of: .filter)?.keys.contains(key) == true { return perform(.find) }
        if !route.page.type.hasTime, commands.isTimeKey(key) { message = noTimelineText }
        return []
    }

    /// Pastes text into the prompt or the picker. Elsewhere, the text is ignored with a message.
    private mutating func paste(_ text: String) {
        switch mode {
        case .line, .picker: break
        case .page, .overlay:
            message = "pasted text ignored; press \(commands.label(.filter)) to filter"
            return
        }
        // A text field keeps at most this many characters.
        for character in PastedLine(text).text.prefix(TextField.limit) { _ = apply(Key.character(character)) }
    }
}
