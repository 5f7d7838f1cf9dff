import Growth
import History
import Market

extension DashboardState {
    /// What is selected, as something to compare.
    private var comparable: CompareItem? {
        guard let app = selectedApp else { return nil }
        if let launch = route.launch.flatMap({ library.launch(id: $0) }), launch.app == app {
            return .launch(launch.id)
        }
        if route.page == .launches || route.showsLibrary {
            let rows = route.page == .launches ? launchListReport.rows : []
            if rows.isEmpty { return library.launch(of: app).map { .launch($0.id) } }
            return .launch(rows[selection(of: rows.count)].launch.id)
        }
        return .app(app)
    }

    mutating func toggleMark() {
        if route.page == .compare { return removeCompared() }
        guard let comparable else {
            message = "nothing is selected here that could be compared"
            return
        }
        if let position = marked.firstIndex(of: comparable) {
            marked.remove(at: position)
            message = "no longer marked; \(marked.count) marked"
        } else if marked.count >= CompareItem.limit {
            message = "\(CompareItem.limit) are marked already; \(commands.label(.mark)) on one of them takes it out"
        } else {
            marked.append(comparable)
            message = "marked \(name(of: comparable)); \(commands.label(.compare)) compares \(marked.count)"
        }
    }

    private mutating func removeCompared() {
        guard !route.compared.isEmpty else { return }
        let gone = route.compared.remove(at: selection(of: route.compared.count))
        marked.removeAll { $0 == gone }
        message = "\(name(of: gone)) taken out"
    }

    func name(of compared: CompareItem) -> String {
        switch compared {
        case .launch(let id): library.launch(id: id)?.name ?? id
        case .app(let app): data.name(of: app, asOf: now)
        }
    }

    /// The page that compares what was named, else what is marked, else what is shown.
    mutating func compare(_ text: String) {
        var compared = marked
        if !text.isEmpty {
            var found: [CompareItem] = []
            for word in text.split(separator: " ").map(String.init) {
                guard let one = self.compared(called: word) else { return }
                if !found.contains(one) { found.append(one) }
            }
            compared = found
        } else if route.page == .compare {
            return
        } else if let comparable, !compared.contains(comparable) {
            // What is looked at is what the others are measured against.
            compared.insert(comparable, at: 0)
        }
        if compared.count == 1, text.isEmpty { compared += likes(of: compared[0]) }
        compared = Array(compared.prefix(CompareItem.limit))
        marked = compared
        var next = Route(page: .compare, playhead: route.playhead)
        next.compared = compared
        next.showsLibrary = !compared.contains { if case .app = $0 { true } else { false } }
        if next.subject != route.subject { next.playhead = playhead(of: next) }
        if route.page == .compare { stack.removeLast() }
        push(next)
    }

    /// Launches whose first week is known in the same scope: what somebody who marked nothing most likely means.
    private func likes(of compared: CompareItem) -> [CompareItem] {
        guard case .launch(let id) = compared, let launch = library.launch(id: id) else { return [] }
        let others = library.launches.filter { $0.id != id }.compactMap { other in
            WeekComparison(of: launch, with: other).map { (id: other.id, week: $0.other.value) }
        }
        return others.sorted { $0.week > $1.week }.prefix(3).map { .launch($0.id) }
    }

    /// A launch by its id, else an app by its name or id; where there is none, a sentence says what may be meant.
    private mutating func compared(called word: String) -> CompareItem? {
        if library.launch(id: word.lowercased()) != nil { return .launch(word.lowercased()) }
        if let app = app(called: word) { return .app(app) }
        let ids = library.launches.map(\.id)
        message = "there is no launch “\(word)”; \(Suggestion.hint(for: word, among: ids))"
        return nil
    }

    /// The app of the row that is selected on a Compare page.
    var comparedApp: AppID? {
        guard !route.compared.isEmpty else { return nil }
        switch route.compared[selection(of: route.compared.count)] {
        case .launch(let id): return library.launch(id: id)?.app
        case .app(let app): return app
        }
    }
}
