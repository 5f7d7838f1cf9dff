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
        case .notice(let words): message = words
        case .resize(let size): self.size = size
        case .ledger(let ledger): take(ledger)
        case .clock(let now):
            self.now = now
            extendBounds()
        case .elapsed(let milliseconds):
            place.playhead.advance(milliseconds: milliseconds)
            // A replay that has caught up with now is live.
            if isLive, !place.isOfLibrary, place.playhead.isAtEnd { place.playhead.moveToEnd() }
        }
        return []
    }

    private mutating func take(_ ledger: LedgerSnapshot) {
        chooseFirstChart(of: ledger)
        data = ledger
        // What is over may be said again when it comes back.
        readProblems.formIntersection(ledger.feeds.compactMap { $0.error ?? $0.firstUnreadable })
        extendBounds()
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
        switch mode {
        case .page:
            if isOnTimeline, let seek = [Key.left: Command.seekLeft, .right: .seekRight][key] { return perform(seek) }
            if isOnTimeline, key == .escape {
                isOnTimeline = false
                return []
            }
            guard let command = CommandTable.command(for: key, on: place.page) else { return [] }
            return perform(command)
        case .filter(let field, let before): applyFilter(key, field, before: before)
        case .time(let field): applyTime(key, field)
        case .picker(let picker): applyPicker(key, picker)
        case .help(let scroll): return applyHelp(key, scroll: scroll)
        }
        return []
    }

    /// Into a line that is being typed; nowhere else.
    private mutating func paste(_ text: String) {
        switch mode {
        case .filter, .time: for character in text { _ = apply(Key.character(character)) }
        case .page, .picker, .help: message = "pasted text is not taken for keys; / filters"
        }
    }

    private mutating func applyFilter(_ key: Key, _ field: TextField, before: Place) {
        switch key {
        case .enter: mode = .page
        case .escape, .control("c"):
            place.filter = before.filter
            (place.selection, place.selectedApp) = (before.selection, before.selectedApp)
            mode = .page
        default:
            var field = field
            field.apply(key)
            mode = .filter(field, before: before)
            if place.filter != field.text {
                place.filter = field.text
                place.selection = 0
                place.selectedApp = nil
            }
        }
    }

    private mutating func applyTime(_ key: Key, _ field: TextField) {
        switch key {
        case .enter:
            mode = .page
            goTo(field.text)
        case .escape, .control("c"): mode = .page
        default:
            var field = field
            field.apply(key)
            mode = .time(field)
        }
    }

    private mutating func applyPicker(_ key: Key, _ picker: Picker) {
        var picker = picker
        switch key {
        case .up, "k": picker.selection = max(0, picker.selection - 1)
        case .down, "j": picker.selection = min(picker.charts.count - 1, picker.selection + 1)
        case .pageUp: picker.selection = max(0, picker.selection - pageHeight)
        case .pageDown: picker.selection = min(picker.charts.count - 1, picker.selection + pageHeight)
        case "g": picker.selection = 0
        case "G": picker.selection = picker.charts.count - 1
        case .enter, .right, "l":
            place.chart = picker.charts[picker.selection]
            mode = .page
            return
        case .escape, .left, .backspace, "h", "q", .control("c"):
            mode = .page
            return
        default: break
        }
        mode = .picker(picker)
    }

    private mutating func applyHelp(_ key: Key, scroll: Int) -> [Effect] {
        switch key {
        case .up, "k": mode = .help(scroll: max(0, scroll - 1))
        case .pageUp, "g": mode = .help(scroll: 0)
        case .pageDown, "G": mode = .help(scroll: max(0, HelpPage.height - (size.rows - 4)))
        case .down, "j": mode = .help(scroll: min(scroll + 1, max(0, HelpPage.height - (size.rows - 4))))
        case .control("c"): return [.quit]
        default: mode = .page
        }
        return []
    }
}
