import Canvas

/// The pages with their keys: "1 My launch  2 Charts [3 App] …". If they don't fit, only the current page and as many of
/// its neighbors as possible have their names.
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
    /// - Parameter reserved: The number of columns to leave free unless the names of all pages fit in the line.
    /// - Returns: The number of columns used.
    func draw(in line: Region, reserved: Int = 0, on frame: inout Frame) -> Int {
        var rest = line
        for tab in tabs(width: line.width, reserved: reserved) {
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

    /// Returns the tabs with the names of all pages or, if these don't fit, of the current page and the pages nearest to
    /// it.
    private func tabs(width: Int, reserved: Int) -> [Tab] {
        let pages = pages
        let position = pages.firstIndex(of: current) ?? 0
        let byDistance = pages.indices.sorted { (abs($0 - position), -$0) < (abs($1 - position), -$1) }
        func fits(_ count: Int, _ width: Int) -> Bool {
            tabs(named: Set(byDistance.prefix(count))).reduce(0) { $0 + displayWidth($1.text) } <= width
        }
        guard !fits(pages.count, width) else { return tabs(named: Set(pages.indices)) }
        let count = (1...pages.count).last { fits($0, width - reserved) } ?? 1
        return tabs(named: Set(byDistance.prefix(count)))
    }

    /// The pages with tabs, followed by the current page if it has none.
    private var pages: [PageID] { PageID.tabs.contains(current) ? PageID.tabs : PageID.tabs + [current] }

    /// Returns the tabs, with names for the pages at some positions and for pages without a key.
    private func tabs(named: Set<Int>) -> [Tab] {
        pages.enumerated().map { index, page in
            let key = commands.row(of: page.command)?.keys.first?.label
            let title = named.contains(index) || page == current || key == nil ? page.type.title : nil
            let text = [key, title].compactMap(\.self).joined(separator: " ")
            return Tab(page: page, text: page == current ? "[\(text)]" : " \(text) ")
        }
    }
}
