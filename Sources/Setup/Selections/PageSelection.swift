import Collector
package import Dashboard
package import History
package import Market

/// A page and its data, before a time is chosen.
package struct PageSelection {
    /// The subject of the page, for the title of a screenshot and for errors.
    package var title: String
    /// The default time for `--at`.
    package var end: Timestamp
    /// The default time for `--at` in `screenshot`; `nil` to use `end`.
    package var endOfPicture: Timestamp?
    /// A closure that returns the dashboard state for the page at a given time.
    package var state: (Timestamp) -> DashboardState
    /// A closure that throws an error if a time can't be shown. The error names the times that can be shown.
    package var check: (Timestamp) throws -> Void

    package init(
        title: String,
        end: Timestamp,
        state: @escaping (Timestamp) -> DashboardState,
        check: @escaping (Timestamp) throws -> Void = { _ in }
    ) {
        (self.title, self.end, self.state, self.check) = (title, end, state, check)
    }

    /// Returns a state that shows the page at the time of `--at` (default: `end`), with the names and launch times that
    /// the user entered.
    package func state(at time: TypedTime?, end: Timestamp, zone: TimeZoneTable) throws -> DashboardState {
        let watched = StateFile.watchedApps()
        var state = self.state(end)
        state.userState.watched.merge(watched) { known, _ in known }
        state.zone = zone
        guard let time else {
            try check(end)
            return state
        }
        let instant = try time.instant(on: state, now: SystemClock.now())
        try check(instant)
        state = self.state(instant)
        state.userState.watched.merge(watched) { known, _ in known }
        state.zone = zone
        return state
    }

    /// Creates a selection of a page whose data is all in one ledger.
    ///
    /// - Parameters:
    ///   - end: The default time for `--at`; `nil` for the end of the data.
    ///   - window: The number of seconds over which changes are measured; `nil` for the default.
    package init(
        _ subject: DashboardState.PageSubject,
        in ledger: LedgerSnapshot,
        end: Timestamp? = nil,
        title: String,
        window: Int64? = nil
    ) {
        self.init(title: title, end: end ?? ledger.span?.end ?? SystemClock.now()) { instant in
            var state = DashboardState.showing(subject, in: ledger, at: instant)
            if let window { state.measureChange(over: window) }
            return state
        }
    }
}
