import Canvas
import History
import Market

extension DashboardState {
    /// Takes an event and says what is to be done.
    ///
    /// - Complexity: O(1) but for what moves on the time of an app or chart, which looks at its ticks.
    public mutating func apply(_ event: DashboardEvent) -> [Effect] {
        switch event {
        case .key(let key): return apply(key)
        case .paste(let text): paste(text)
        case .mouse(let mouse): return apply(mouse)
        case .notice(let words):
            message = words
            pendingExport = nil
        case .written(let file): noteWritten(file)
        case .resize(let size): self.size = size
        case .ledger(let ledger): take(ledger)
        case .library(let library): take(library: library)
        case .alerts(let alerts): take(alerts)
        case .alertRules(let rules): alertRules = rules
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
        // What is over may be said again when it comes back.
        readProblems.formIntersection(ledger.sources.compactMap { $0.error ?? $0.firstUnreadable })
        extendBounds()
    }

    /// Places that are about the library as a whole reach as far as it does.
    private mutating func take(library: LedgerSnapshot) {
        self.library = library
        applyWatchlist()
        let bounds = Self.bounds(of: library, now: now, isLive: false)
        for position in stack.indices where stack[position].subject == .library {
            stack[position].playhead.extend(to: bounds)
        }
    }

    /// Where there is no chart yet, the first; and until a key is pressed, the first one of which something new came,
    /// because that is what is watched, whatever else an archive holds.
    private mutating func chooseFirstChart(of ledger: LedgerSnapshot) {
        let known = data.charts.compactMap { data.span(of: .chart($0))?.end }.max() ?? Timestamp(seconds: .min)
        let news = ledger.charts.filter { ledger.span(of: .chart($0)).map { $0.end > known } ?? false }
        for position in stack.indices where stack[position].page == .charts {
            guard let chart = stack[position].chart else {
                stack[position].chart = Self.firstChart(of: ledger)
                continue
            }
            guard isUntouched, !news.isEmpty, !news.contains(chart) else { continue }
            stack[position].chart = Self.firstChart(of: news)
        }
        if !news.isEmpty { isUntouched = false }
    }

    /// Places that are not about one launch reach from the first to the last of what is known.
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

    /// Into a line that is being typed; nowhere else.
    private mutating func paste(_ text: String) {
        guard case .line = mode else {
            message = "pasted text is not taken for keys; \(commands.label(.filter)) filters"
            return
        }
        // A field keeps no more than its limit.
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
