import History
import Market

/// The finder's index of everything except app names. It's built once and used for all searches until the data changes.
struct SearchIndex: Sendable {
    let launches: [Launch]
    let charts: [Chart]
    let entries: [SearchEntry]

    /// Creates the index.
    ///
    /// - Complexity: O(charts + launches + commands).
    init(launches: [Launch], charts: [Chart], commands: CommandTable) {
        self.launches = launches
        self.charts = charts
        let storefronts = Set(charts.map(\.storefront)).sorted()
        let rows = commands.rows.filter { $0.command != .find && !Self.pages.contains($0.command) }
        let others = charts.map(Self.item) + rows.map(Self.item)
        entries =
            launches.map { SearchEntry(Self.item(of: $0), code: $0.id) }
            + storefronts.map { SearchEntry(Self.item(of: $0), code: $0.code) }
            + PageList.all.map { SearchEntry(Self.item(of: $0), code: $0.id.name) } + others.map { SearchEntry($0) }
    }

    private static let pages = Set(PageID.all.map(\.command))

    static func item(of launch: Launch) -> Picker.Item {
        let detail = "\(launch.id), \(TimeFormat.long(launch.day0))"
        return Picker.Item(choice: .launch(launch.id), label: launch.name, detail: detail, kind: "launch")
    }

    private static func item(of storefront: Storefront) -> Picker.Item {
        Picker.Item(
            choice: .storefront(storefront),
            label: storefront.name,
            detail: storefront.label,
            kind: "storefront"
        )
    }

    static func item(of chart: Chart) -> Picker.Item {
        Picker.Item(
            choice: .chartPage(chart),
            label: chart.shortTitle,
            detail: chart.storefront.name,
            kind: "chart"
        )
    }

    static func item(of page: any Page.Type) -> Picker.Item {
        Picker.Item(choice: .command(page.id.command), label: page.title, detail: page.summary, kind: "page")
    }

    private static func item(of row: CommandTable.Row) -> Picker.Item {
        Picker.Item(choice: .command(row.command), label: row.command.rawValue, detail: row.title, kind: "command")
    }
}
