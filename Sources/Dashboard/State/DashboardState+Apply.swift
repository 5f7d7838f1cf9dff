import Canvas
import History
import Market

extension DashboardState {
    /// Applies an event and returns the effects to perform.
    ///
    /// - Complexity: O(1), except that moving in the time of an app or chart searches its snapshots.
    public mutating func apply(_ event: DashboardEvent) -> [Effect] {
        switch event {
        case .key(let key): return apply(key)
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
            extendBounds()
        case .elapsed(let milliseconds):
            play(milliseconds)
        }
        return []
    }

    private mutating func take(_ ledger: LedgerSnapshot) {
        chooseFirstChart(of: ledger)
        data = ledger
        applyWatchlist()
        // Problems that are over may be reported again when they come back.
        readProblems.formIntersection(ledger.sources.compactMap { $0.error ?? $0.firstUnreadable })
        extendBounds()
    }

    /// Replaces the library; routes about the library as a whole extend to its new bounds.
    private mutating func take(library: LedgerSnapshot) {
        self.library = library
        applyWatchlist()
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
        if case .page = mode, message == nil, let problem { readProblems.insert(problem) }
        message = nil
        toast = nil
        switch mode {
        case .page: return applyOnPage(key)
        case .line(let line): return apply(key, to: line)
        case .picker(let picker): apply(key, to: picker)
        case .overlay(let overlay): return apply(key, to: overlay)
        }
        return []
    }

    private mutating func applyOnPage(_ key: Key) -> [Effect] {
        if focus != .list, applyToFocus(key) { return [] }
        guard let command = commands.command(for: key, on: route.page) else { return [] }
        return perform(command)
    }

    /// Pastes text into the prompt; ignored elsewhere.
    private mutating func paste(_ text: String) {
        guard case .line = mode else {
            message = "pasted text ignored; press \(commands.label(.filter)) to filter"
            return
        }
        // A text field keeps at most this many characters.
        for character in PastedLine(text).text.prefix(TextField.limit) { _ = apply(Key.character(character)) }
    }

    private mutating func apply(_ key: Key, to picker: Picker) {
        var picker = picker
        let last = picker.choices.count - 1
        switch key {
        case .up, "k": picker.selection = max(0, picker.selection - 1)
        case .down, "j": picker.selection = min(last, picker.selection + 1)
        case .pageUp: picker.selection = max(0, picker.selection - pageHeight)
        case .pageDown: picker.selection = min(last, picker.selection + pageHeight)
        case "g": picker.selection = 0
        case "G": picker.selection = last
        case .enter, .right, "l":
            mode = .page
            choose(picker.choices[picker.selection])
            return
        case .escape, .left, .backspace, "h", "q", .control("c"):
            mode = .page
            return
        default: break
        }
        mode = .picker(picker)
    }
}
