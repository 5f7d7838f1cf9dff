import Growth
import History
import Market

extension DashboardState {
    /// The selected app or launch as an item to compare; `nil` if there is no selection.
    private var comparable: CompareItem? {
        let page = page()
        guard let app = page.selectedApp else { return nil }
        if let launch = page.selectedLaunch { return .launch(launch.id) }
        if let launch = route.launch.flatMap({ library.launch(id: $0) }), launch.app == app {
            return .launch(launch.id)
        }
        return route.showsLibrary ? library.launch(of: app).map { .launch($0.id) } : .app(app)
    }

    /// Whether the page is about one app, so that its selection is that app.
    private var isAboutOneApp: Bool {
        if case .app = route.page.type.steps(of: route) { return true }
        return route.page == .myLaunch
    }

    mutating func toggleMark() {
        guard let comparable else {
            message = "no app or launch selected"
            return
        }
        if let position = marked.firstIndex(of: comparable) {
            marked.remove(at: position)
            message = "mark removed; \(marked.count) marked"
        } else if marked.count >= CompareItem.limit {
            message =
                "the limit is \(CompareItem.limit) marks; press \(commands.label(.mark)) on a marked row to remove one"
        } else {
            marked.append(comparable)
            message = "marked \(name(of: comparable)); press \(commands.label(.compare)) to compare \(marked.count)"
        }
    }

    mutating func removeCompared() {
        guard !route.compared.isEmpty else { return }
        let removed = route.compared.remove(at: page().selection)
        marked.removeAll { $0 == removed }
        if let app = removed.app { keepRemoved(app) }
        message = "removed \(name(of: removed))"
    }

    /// Doesn't add an app's id in a store again that the user removed, as long as its other id is compared.
    private mutating func keepRemoved(_ app: AppID) {
        guard let other = data.watchedCounterpart(of: app) else { return }
        if route.compared.contains(.app(other)) {
            removedStores.insert(app)
        } else {
            removedStores.subtract([app, other])
        }
    }

    func name(of item: CompareItem) -> String {
        switch item {
        case .launch(let id): library.launch(id: id)?.name ?? id
        case .app(let app): data.name(of: app, asOf: now)
        }
    }

    /// Compares the items named in `text` or, if `text` is empty, the marked items. If fewer than two are marked, the
    /// selection is added. On a page about one app, named items are compared with that app. On Compare, they are added to
    /// the comparison; several items that are all compared already replace it. On other pages, a single item is compared
    /// with the selection. A message lists items that weren't named or marked by the user, or says how to add the
    /// selection.
    ///
    /// - Parameter isAlone: Whether named items are compared only with each other.
    mutating func compare(_ text: String, isAlone: Bool = false) {
        var compared = marked.filter(isKnown)
        var added: CompareItem?
        var unmarked: CompareItem?
        if !text.isEmpty {
            var found: [CompareItem] = []
            for word in text.split(separator: " ").map(String.init) {
                guard let item = compareItem(called: word) else { return }
                if !found.contains(item) { found.append(item) }
            }
            let isWithSelection = found.count == 1 || isAboutOneApp
            let open = route.page == .compare ? route.compared : [isWithSelection ? comparable : nil].compactMap(\.self)
            let isPart = found.count > 1 && found.allSatisfy(open.contains)
            compared = isAlone || isPart ? found : open + found.filter { !open.contains($0) }
        } else if route.page == .compare {
            return
        } else if compared.count > 1 {
            unmarked = comparable.flatMap { compared.contains($0) ? nil : $0 }
        } else if let comparable, !compared.contains(comparable) {
            // The selection comes first, since the other item is compared with it. In a comparison that is already open,
            // the first launch, whose age is shown, stays first.
            let isOpen = stack.contains { $0.page == .compare }
            if !compared.isEmpty { added = comparable }
            compared.insert(comparable, at: isOpen ? compared.count : 0)
        }
        let similar = compared.count == 1 && text.isEmpty ? similarLaunches(to: compared[0]) : []
        compare(compared + similar)
        message =
            unmarked.map {
                "comparing the marked rows; to add \(name(of: $0)), press \(commands.label(.mark)) on its row"
            }
            ?? addition(added, similar: similar)
    }

    /// Returns a message about the items that a comparison contains although the user didn't name or mark them; `nil`
    /// if there are none.
    private func addition(
        _ added: CompareItem?,
        similar: [CompareItem]
    ) -> String? {
        func list(_ items: some Sequence<CompareItem>) -> String { TextList.and(items.map(name)) }
        let key = commands.label(.mark)
        if let added {
            return "added the selected row, \(name(of: added)); to remove it, select it here and press \(key)"
        }
        guard !similar.isEmpty else { return nil }
        return "added similar launches: \(list(similar)); to remove one, select it and press \(key)"
    }

    /// Returns whether there is data about an item. Launches aren't known until the library has been loaded.
    private func isKnown(_ item: CompareItem) -> Bool {
        switch item {
        case .launch(let id): library.launches.isEmpty || library.launch(id: id) != nil
        case .app(let app): app.isKnown(in: data) || library.launch(of: app) != nil
        }
    }

    /// Opens a comparison of the first ``CompareItem/limit`` items, which become the marked items.
    mutating func compare(_ items: [CompareItem]) {
        removedStores.subtract(items.compactMap(\.app))
        let both = CompareItem.inBothStores(items, in: data, except: removedStores)
        let compared = Array(both.prefix(CompareItem.limit))
        marked = compared
        var next = Route(page: .compare, playhead: route.playhead)
        next.compared = compared
        // Compare the ranks of the chart in which the apps were marked, if possible.
        next.chart = route.chart
        next.showsLibrary = !compared.contains { if case .app = $0 { true } else { false } }
        keepTime(in: &next)
        if route.page == .compare { stack.removeLast() }
        push(next)
    }

    /// Returns up to three launches to compare with a single item by default: for a launch, those with the most first-week
    /// downloads in the same scope; for an app with a launch time, those on My launch.
    private func similarLaunches(to item: CompareItem) -> [CompareItem] {
        guard case .launch(let id) = item, let launch = library.launch(id: id) else {
            guard case .app(let app) = item, let start = launchStart(of: app), start.time <= instant else { return [] }
            // The launches that My launch compares an app with.
            return SameAge.peers(of: library, without: app, day: start.day(at: instant), limit: 3, asOf: instant)
                .map { .launch($0.id) }
        }
        let others = library.launches.filter { $0.id != id }.compactMap { other in
            WeekComparison(of: launch, with: other).map { (id: other.id, week: $0.other.value) }
        }
        return others.sorted { $0.week > $1.week }.prefix(3).map { .launch($0.id) }
    }

    /// Returns the launch with the given id, otherwise the app with the given name or id. Shows an error message and
    /// returns `nil` if there is none.
    private mutating func compareItem(called word: String) -> CompareItem? {
        if library.launch(id: word.lowercased()) != nil { return .launch(word.lowercased()) }
        switch findApp(called: word) {
        case .one(let app): return .app(app)
        case .several(_, let problem): message = problem
        case .none: message = unknownLaunch(word)
        }
        return nil
    }
}
