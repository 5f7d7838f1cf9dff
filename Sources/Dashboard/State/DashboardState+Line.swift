import Canvas

extension DashboardState {
    /// Opens a prompt.
    mutating func begin(_ purpose: Prompt.Purpose, text: String = "") {
        mode = .line(Prompt(purpose, text: text))
    }

    mutating func apply(_ key: Key, to line: Prompt) -> [Effect] {
        var line = line
        switch key {
        case .enter:
            mode = .page
            return enter(line)
        case .escape, .control("c"):
            mode = .page
            if case .filter(let before) = line.purpose {
                route.filter = before.filter
                (route.selection, route.selectedApp) = (before.selection, before.selectedApp)
            }
            return []
        case .backspace where line.text.isEmpty && line.purpose == .command:
            mode = .page
            return []
        case .tab: line.complete(by: 1, among: completions(of: line))
        case .backTab: line.complete(by: -1, among: completions(of: line))
        case .up where line.purpose == .command: line.recall(by: 1, from: userState.lines)
        case .down where line.purpose == .command: line.recall(by: -1, from: userState.lines)
        default: line.edit(key)
        }
        mode = .line(line)
        if case .filter = line.purpose { filter(by: line.text) }
        return []
    }

    private mutating func enter(_ line: Prompt) -> [Effect] {
        switch line.purpose {
        case .filter: message = Filter(line.text).problem
        case .time:
            guard goTo(line.text) != nil else { break }
            // Keep what was typed, so that it can be corrected.
            var invalid = line
            invalid.isInvalid = true
            mode = .line(invalid)
        case .save: return save(as: line.text)
        case .command: return run(line.text)
        }
        return []
    }

    /// Sets a filter typed in the palette and reports its problem, if any.
    mutating func filter(typed text: String) {
        filter(by: text)
        message = Filter(text).problem
    }

    mutating func filter(by text: String) {
        guard route.filter != text else { return }
        route.filter = text
        route.selection = 0
        route.firstRow = 0
        route.selectedApp = nil
    }
}
