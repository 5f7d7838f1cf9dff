import Dashboard
import Market

/// Everything that dashboards remember, as it is in their file.
struct StoredUserState: Hashable, Sendable {
    /// What was decided by key about an app.
    struct Choice: Hashable, Sendable {
        var isOnWatchlist: Bool
        /// When; the Unix epoch where that was not noted.
        var at: Timestamp
    }

    var watchlist: [AppID: Choice] = [:]
    /// What was entered in the palette, each line once, the newest last.
    var lines: [String] = []
    /// Up to when what changed was read, by what was open.
    var read: [String: Timestamp] = [:]

    /// Most apps that are remembered; the oldest choices go first.
    static let watchlistLimit = 1000
    /// Most subjects of which it is remembered when they were read; the oldest go first.
    static let readLimit = 50

    /// What a dashboard of this subject has to know.
    func memory(of subject: String) -> UserState {
        UserState(watchlist: watchlist.mapValues(\.isOnWatchlist), lines: lines, readUntil: read[subject])
    }

    /// This, after a dashboard changed its memory.
    ///
    /// - Parameter now: when the apps were chosen whose choice is new.
    func with(_ memory: UserState, of subject: String, at now: Timestamp) -> Self {
        var state = self
        state.watchlist = memory.watchlist.reduce(into: [:]) { choices, choice in
            let (app, isOnWatchlist) = (choice.key, choice.value)
            if let known = watchlist[app], known.isOnWatchlist == isOnWatchlist {
                choices[app] = known
            } else {
                choices[app] = Choice(isOnWatchlist: isOnWatchlist, at: now)
            }
        }
        state.lines = memory.lines
        if let readUntil = memory.readUntil { state.read[subject] = readUntil }
        return state
    }

    /// What two dashboards changed since both had the same: of each app the newest choice, the lines of both, and the later
    /// read mark. What only one of them changed is taken from that one.
    ///
    /// - Parameters:
    ///   - base: what both had.
    ///   - mine: the one that writes, whose choice counts where both chose in the same second.
    ///   - theirs: what was written meanwhile.
    static func merged(base: Self, mine: Self, theirs: Self) -> Self {
        var merged = Self()
        for app in Set(mine.watchlist.keys).union(theirs.watchlist.keys) {
            let (old, own, other) = (base.watchlist[app], mine.watchlist[app], theirs.watchlist[app])
            merged.watchlist[app] =
                if own == old { other } else if other == old { own } else { newest(own, other) }
        }
        let entered = added(to: base.lines, in: mine.lines)
        merged.lines = Array((theirs.lines.filter { !entered.contains($0) } + entered).suffix(UserState.lineLimit))
        merged.read = mine.read.merging(theirs.read) { max($0, $1) }
        merged.bound()
        return merged
    }

    private static func newest(_ mine: Choice?, _ theirs: Choice?) -> Choice? {
        guard let mine, let theirs else { return mine ?? theirs }
        return theirs.at > mine.at ? theirs : mine
    }

    /// The lines at the end of `lines` that were entered since it was `base`: entering moves a line to the end.
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
        if read.count > Self.readLimit {
            let newest = read.sorted { ($0.value, $0.key) > ($1.value, $1.key) }
            read = Dictionary(newest.prefix(Self.readLimit).map { ($0.key, $0.value) }) { first, _ in first }
        }
    }
}
