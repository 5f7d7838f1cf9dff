public import Canvas

/// The identity of a page. Its name is also its command in the palette and the config file.
public struct PageID: Hashable, Sendable, CustomStringConvertible {
    public let name: String

    init(_ name: String) { self.name = name }

    public var description: String { name }

    /// All pages: those with tabs in the order of their number keys, and then the others.
    public static var all: [PageID] { PageList.all.map { $0.id } }

    /// The pages with tabs, in the order of their number keys.
    static var tabs: [PageID] { PageList.all.filter { $0.key == nil }.map { $0.id } }

    /// The key that opens the page: a number for a page with a tab.
    public var key: Key {
        type.key ?? .character(Character("\((PageList.all.firstIndex { $0.id == self } ?? 0) + 1)"))
    }

    /// The command that opens the page.
    public var command: Command { Command(rawValue: name) }

    var type: any Page.Type { PageList.all.first { $0.id == self } ?? PageList.all[0] }
}

/// The pages of the dashboard.
enum PageList {
    /// All pages: those with tabs in the order of their number keys, and then the others.
    static let all: [any Page.Type] = [
        MyLaunchPage.self, ChartsPage.self, AppPage.self, CountriesPage.self, LibraryPage.self, ComparePage.self,
        MilestonesPage.self, SourcesPage.self, ReviewsPage.self,
    ]

    static let pagesWithTime = Set(all.filter { $0.hasTime }.map { $0.id })

    /// Returns the pages that list a command; `nil` if no page lists the command, which then works on all pages.
    static func pages(with command: Command) -> Set<PageID>? {
        let pages = all.filter { $0.commands.contains(command) }.map { $0.id }
        return pages.isEmpty ? nil : Set(pages)
    }
}

extension DashboardState {
    /// Returns the page of the current route. Creating it also computes its report, unless that is cached.
    func page(theme: Theme = .mono) -> any Page { route.page.type.init(self, theme: theme) }
}
