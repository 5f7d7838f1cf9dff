import Dashboard
import Market

/// The state of all dashboards, as stored in their shared file.
struct StoredUserState: Hashable, Sendable {
    /// The user's choice in the dashboard to add an app to the watchlist or remove it.
    struct Choice: Hashable, Sendable {
        var isOnWatchlist: Bool
        /// The time of the choice, or the Unix epoch if unknown.
        var at: Timestamp
    }

    var watchlist: [AppID: Choice] = [:]
    /// The details that the user entered about apps.
    var watched: [AppID: WatchedApp] = [:]
    /// Whether apps on the watchlist are at the top of charts.
    var pinsWatched = false
    /// The history of the command palette without duplicates, oldest first.
    var lines: [String] = []
    /// The read marks in the change list, by the dashboard's subject.
    var read: [String: Timestamp] = [:]
    /// The times of the last visits, by the dashboard's subject.
    var visits: [String: Timestamp] = [:]
    /// The page that was open at the end of the last run, by the dashboard's subject.
    var lastPages: [String: LastPage] = [:]
    /// The items marked for comparison, by the dashboard's subject.
    var marked: [String: [CompareItem]] = [:]

    /// The maximum number of watchlist choices. The oldest choices are dropped first.
    static let watchlistLimit = 1000
    /// The maximum number of read marks and of visits. The oldest are dropped first.
    static let readLimit = 50
    /// The maximum number of subjects with a last page, and with marks. The oldest pages, and the marks of the subjects
    /// that are last in alphabetical order, are dropped first.
    static let pageLimit = 50

    /// Returns the user state of a dashboard with this subject.
    func userState(for subject: String) -> UserState {
        UserState(
            watchlist: watchlist.mapValues(\.isOnWatchlist),
            watched: watched,
            pinsWatched: pinsWatched,
            lines: lines,
            readUntil: read[subject],
            lastVisit: visits[subject],
            lastPage: lastPages[subject],
            marked: marked[subject] ?? []
        )
    }

    /// Returns a copy with the changed user state of a dashboard.
    ///
    /// - Parameter now: The time of new choices.
    func with(_ userState: UserState, for subject: String, at now: Timestamp) -> Self {
        var state = self
        state.watchlist = userState.watchlist.reduce(into: [:]) { choices, choice in
            let (app, isOnWatchlist) = (choice.key, choice.value)
            if let known = watchlist[app], known.isOnWatchlist == isOnWatchlist {
                choices[app] = known
            } else {
                choices[app] = Choice(isOnWatchlist: isOnWatchlist, at: now)
            }
        }
        state.watched = userState.watched
        state.pinsWatched = userState.pinsWatched
        state.lines = userState.lines
        if let readUntil = userState.readUntil { state.read[subject] = readUntil }
        if let lastVisit = userState.lastVisit { state.visits[subject] = lastVisit }
        if let lastPage = userState.lastPage { state.lastPages[subject] = lastPage }
        state.marked[subject] = userState.marked.isEmpty ? nil : userState.marked
        return state
    }

    /// Merges the changes from two dashboards: the latest choice for each app, the lines of both, the later read
    /// mark, the page that was shown later, and the marks that the writing dashboard changed.
    ///
    /// - Parameters:
    ///   - base: The common ancestor.
    ///   - mine: The state to write. If the two states contain choices for an app from the same time, the choice in
    ///     this state takes precedence.
    ///   - theirs: The current contents of the file.
    static func merged(base: Self, mine: Self, theirs: Self) -> Self {
        var merged = Self()
        for app in Set(mine.watchlist.keys).union(theirs.watchlist.keys) {
            let (old, own, other) = (base.watchlist[app], mine.watchlist[app], theirs.watchlist[app])
            merged.watchlist[app] =
                if own == old { other } else if other == old { own } else { newest(own, other) }
        }
        for app in Set(mine.watched.keys).union(theirs.watched.keys) {
            let own = mine.watched[app]
            merged.watched[app] = own == base.watched[app] ? theirs.watched[app] : own
        }
        merged.pinsWatched = mine.pinsWatched == base.pinsWatched ? theirs.pinsWatched : mine.pinsWatched
        let entered = added(to: base.lines, in: mine.lines)
        merged.lines = Array((theirs.lines.filter { !entered.contains($0) } + entered).suffix(UserState.lineLimit))
        merged.read = mine.read.merging(theirs.read) { max($0, $1) }
        merged.visits = mine.visits.merging(theirs.visits) { max($0, $1) }
        merged.lastPages = mine.lastPages.merging(theirs.lastPages) { $1.at > $0.at ? $1 : $0 }
        for subject in Set(mine.marked.keys).union(theirs.marked.keys) {
            let own = mine.marked[subject]
            merged.marked[subject] = own == base.marked[subject] ? theirs.marked[subject] : own
        }
        merged.bound()
        return merged
    }

    private static func newest(_ mine: Choice?, _ theirs: Choice?) -> Choice? {
        guard let mine, let theirs else { return mine ?? theirs }
        return theirs.at > mine.at ? theirs : mine
    }

    /// Returns the lines that were entered since `base`. Entering a line again moves it to the end.
    private static func added(to base: [String], in lines: [String]) -> [String] {
        var rest = base[...]
        let kept = lines.prefix { line in
            guard let position = rest.firstIndex(of: line) else { return false }
            rest = rest[(position + 1)...]
            return true
        }
        return Array(lines[kept.count...])
    }

    private mutating func bound() {
        if watchlist.count > Self.watchlistLimit {
            let newest = watchlist.sorted { ($0.value.at, $0.key) > ($1.value.at, $1.key) }
            watchlist = Dictionary(newest.prefix(Self.watchlistLimit).map { ($0.key, $0.value) }) { first, _ in first }
        }
        watched = watched.filter { watchlist[$0.key] != nil }
        read = Self.newest(read, Self.readLimit) { $0 }
        visits = Self.newest(visits, Self.readLimit) { $0 }
        lastPages = Self.newest(lastPages, Self.pageLimit) { $0.at }
        if marked.count > Self.pageLimit {
            let kept = marked.sorted { $0.key < $1.key }.prefix(Self.pageLimit)
            marked = Dictionary(uniqueKeysWithValues: kept.map { ($0.key, $0.value) })
        }
    }

    /// Returns the values with the newest times, at most `limit`.
    private static func newest<Value>(
        _ values: [String: Value],
        _ limit: Int,
        time: (Value) -> Timestamp
    ) -> [String: Value] {
        guard values.count > limit else { return values }
        let newest = values.sorted { (time($0.value), $0.key) > (time($1.value), $1.key) }
        return Dictionary(uniqueKeysWithValues: newest.prefix(limit).map { ($0.key, $0.value) })
    }
}
