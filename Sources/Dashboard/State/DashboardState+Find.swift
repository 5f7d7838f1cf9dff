import Canvas
import History
import Market

/// The finder: one list of apps, launches, charts, storefronts, pages and commands.
extension DashboardState {
    mutating func openFinder() {
        mode = .picker(Picker(title: "find", items: findSuggestions, isFinder: true))
    }

    /// Returns the finder's items that match a text, best first, without commands that can't be used on the page.
    mutating func found(_ text: String) -> [Picker.Item] {
        finder.matches(text).filter { item in
            guard case .command(let command) = item.choice, let row = commands.row(of: command) else { return true }
            return row.works(on: route.page) || row.argument != nil
        }
    }

    private var finder: Finder {
        mutating get {
            let (launches, charts) = (library.launches, reachableCharts)
            if let searchIndex, searchIndex.charts == charts, searchIndex.launches == launches {
                return finder(searchIndex)
            }
            let index = SearchIndex(launches: launches, charts: charts, commands: commands)
            searchIndex = index
            return finder(index)
        }
    }

    private func finder(_ index: SearchIndex) -> Finder {
        Finder(
            entries: index.entries,
            data: data,
            library: library,
            watched: watchedApps.map { ($0.app, watchedName(of: $0.app)) },
            instant: instant,
            storefront: route.chart?.storefront
        )
    }

    /// The charts that can be shown by name: those of the library during the replay of a launch, otherwise those of the
    /// sources.
    var reachableCharts: [Chart] { route.isOfLibrary && route.launch == nil ? data.charts : ledger.charts }

    /// The items that the finder shows until something is typed: the watchlist, earlier steps of the navigation path,
    /// marked items, and all pages.
    private var findSuggestions: [Picker.Item] {
        let finder = finder(SearchIndex(launches: [], charts: [], commands: CommandTable(rows: [])))
        func item(of app: AppID) -> Picker.Item { finder.item(of: app, matching: nil) }
        func launchItem(_ id: String) -> Picker.Item? { library.launch(id: id).map { SearchIndex.item(of: $0) } }
        let watched = watchedApps.map { item(of: $0.app) }
        let recent = stack.dropLast().reversed().compactMap { route in
            route.launch.map(launchItem)
                ?? (route.page == .app
                    ? route.app.map(item) : route.page.type.isOfChart ? route.chart.map(SearchIndex.item) : nil)
        }
        let items = marked.compactMap { marked in
            switch marked {
            case .app(let app): item(of: app)
            case .launch(let id): launchItem(id)
            }
        }
        let pages = PageList.all.map { SearchIndex.item(of: $0) }
        var seen: Set<Picker.Choice> = []
        return (watched + recent + items + pages).filter { seen.insert($0.choice).inserted }
    }

    /// Runs a command chosen in the finder. A command that needs an argument, or that works on this page only with one,
    /// is entered in the palette instead.
    mutating func runFound(_ command: Command) -> [Effect] {
        guard let row = commands.row(of: command) else { return [] }
        let needsArgument = row.argument != nil && (row.keys.isEmpty || !row.works(on: route.page))
        guard needsArgument else { return perform(command) }
        begin(.command, text: command.rawValue + " ")
        return []
    }
}
