import Canvas

/// The keys of a picker: arrows, Ctrl-N and Ctrl-P move the selection, and other characters narrow the list.
extension DashboardState {
    mutating func apply(_ key: Key, to picker: Picker) -> [Effect] {
        var picker = picker
        let isEmpty = picker.text.isEmpty
        switch key {
        case .up, .control("p"), .backTab: picker.select(picker.selection - 1)
        case .down, .control("n"), .tab: picker.select(picker.selection + 1)
        case .pageUp: picker.select(picker.selection - pageHeight)
        case .pageDown: picker.select(picker.selection + pageHeight)
        case .home: picker.select(0)
        case .end: picker.select(picker.shown.count - 1)
        case .enter: return choose(from: picker)
        case .right where isEmpty && !picker.isFinder: return choose(from: picker)
        case .escape where !isEmpty: picker.clear()
        case .escape, .control("c"),
            .backspace where isEmpty:
            mode = .page
            return []
        case .left where isEmpty && !picker.isFinder:
            mode = .page
            return []
        default:
            let menu = picker
            picker.edit(key) { menu.isFinder ? found($0) : menu.matches($0) }
        }
        mode = .picker(picker)
        return []
    }

    private mutating func choose(from picker: Picker) -> [Effect] {
        guard let item = picker.selected else { return [] }
        mode = .page
        return choose(item.choice)
    }
}
