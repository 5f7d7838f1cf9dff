import Canvas

/// The pages with their keys: "1 My launch  2 Charts [3 App] …". If they don't fit, only the current page has its name.
struct TabBar {
    let current: PageID
    let commands: CommandTable
    let theme: Theme

    private struct Tab {
        var page: PageID
        var text: String
    }

    /// Draws the tabs that fit from the left. Clicking a tab presses its key.
    ///
    /// - Returns: The number of columns used.
    func draw(in line: Region, on frame: inout Frame) -> Int {
        var rest = line
        let full = tabs(isShort: false)
        let isRoom = full.reduce(0) { $0 + displayWidth($1.text) } <= line.width
        for tab in isRoom ? full : tabs(isShort: true) {
            let width = displayWidth(tab.text)
            guard width <= rest.width else { break }
            frame.write(tab.text, in: rest, style: tab.page == current ? theme.accent : theme.faint)
            let (area, next) = rest.splitLeft(width)
            if let key = commands.row(of: tab.page.command)?.keys.first {
                frame.clickTargets.append(ClickTarget(area, .key(key)))
            }
            rest = next
        }
        return line.width - rest.width
    }

    private func tabs(isShort: Bool) -> [Tab] {
        PageID.all.map { page in
            let key = commands.row(of: page.command)?.keys.first?.label
            let title = isShort && page != current && key != nil ? nil : page.type.title
            let text = [key, title].compactMap(\.self).joined(separator: " ")
            return Tab(page: page, text: page == current ? "[\(text)]" : " \(text) ")
        }
    }
}
