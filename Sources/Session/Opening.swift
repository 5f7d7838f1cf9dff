package import Collector
import Dashboard
package import History
package import Input
package import Market
package import Setup

/// The page that the dashboard opens at the start, and its data.
package struct Opening {
    package enum Page {
        case library
        case charts(isLive: Bool)
        case launch(Launch)

        /// Whether the page shows data from sources rather than the library.
        var isOfData: Bool { if case .charts = self { true } else { false } }
    }

    /// A page to show on top of the first one.
    package enum Shown {
        /// An app, by id or name.
        case app(String)
        case launch(Launch)
        /// Launches and apps to compare, and the library.
        case comparison([String], LedgerSnapshot)
    }

    package var page: Page
    package var archive: ArchiveUse?
    /// Apps to add to the watchlist.
    package var watched: [WatchedApp] = []
    /// Sources to poll while the dashboard is open.
    package var sources: [ResolvedSource] = []
    /// The config file, if the sources are from it; otherwise `nil`.
    package var settings: SettingsFile?
    package var at: TypedTime?
    package var from: TypedTime?
    package var to: TypedTime?
    package var speed: Int?
    /// The page to show on top of the first one; `nil` for none.
    package var shown: Shown?
    /// Whether to reopen the page that was open at the end of the last run.
    package var restoresLastPage = false
    /// The message to show at the start; `nil` for none.
    package var notice: String?
    /// The path of the default archive if it doesn't exist yet or is empty; `nil` if it's open, or another one is.
    package var awaitedArchive: String?
    /// Problems to print after the screen is closed.
    package var problems: [InputError] = []

    package init(_ page: Page) { self.page = page }

    /// Returns the opening page and data for `launchtop` without a command: the archive if it has data, otherwise the
    /// library.
    package static func standard(_ setup: Setup) throws(Failure) -> (opening: Opening, ledger: Ledger) {
        if let archive = setup.archiveToOpen() {
            var opening = Opening(.charts(isLive: true))
            opening.archive = .read(archive)
            opening.restoresLastPage = true
            opening.notice = setup.pollingHint(archive: archive)
            return (opening, Ledger())
        }
        let library = try setup.library()
        var opening = Opening(.library)
        opening.problems = library.problems
        opening.restoresLastPage = true
        opening.notice = setup.pollingHint(archive: nil)
        opening.awaitedArchive = setup.configuredArchive
        return (opening, library.ledger)
    }

    /// Returns what the first frame shows.
    ///
    /// - Parameter lastPage: The page to reopen; `nil` for the default page.
    func firstPage(restoring lastPage: LastPage?) -> FirstPage {
        var first = FirstPage()
        first.defaultChart = { DashboardState.firstChart(of: $0) }
        (first.chart, first.app) = (lastPage?.chart, lastPage?.app ?? watched.first?.app)
        switch shown {
        case .app, .comparison: first.needsNames = true
        case .launch, nil: break
        }
        return first
    }

    /// The subject of the dashboard: an archive, a launch, the library or a source.
    var subject: String {
        switch archive {
        case .read(let path), .write(let path, _), .replay(let path): return path
        case nil: break
        }
        switch page {
        case .library: return "launches"
        case .launch(let launch): return "launch \(launch.id)"
        case .charts: return sources.first?.label ?? "charts"
        }
    }

    /// Whether an archive is replayed, which can start at any time before all of it is loaded.
    var isReplayOfArchive: Bool { if case .replay = archive { true } else { false } }

    /// Returns the part of the replay that is selected with `--from` and `--to`, or `nil` for the whole replay.
    ///
    /// - Throws: An error if a time is invalid, or `--from` is after `--to`.
    func range(on state: DashboardState) throws(UsageError) -> TimeRange? {
        guard from != nil || to != nil else { return nil }
        let playhead = state.route.playhead
        let start = try from?.instant(on: state, "--from") ?? playhead.start
        let end = try to?.instant(on: state, "--to") ?? playhead.stop(after: start)
        guard start <= end || from == nil || to == nil else { throw UsageError("--from is after --to") }
        return TimeRange(start, max(start, end))
    }

    /// Shows the page on top of the first one, if any.
    ///
    /// - Throws: An error if there is no such app or launch, with suggestions.
    func show(on state: inout DashboardState) throws(Failure) {
        switch shown {
        case .app(let text)?: state.start(onApp: try state.ledger.app(named: text))
        case .launch(let launch)?: state.start(on: launch)
        case .comparison(let ids, let library)?:
            _ = state.apply(.library(library))
            state.start(comparing: try CompareItem.items(ids, in: state.data, library: library))
        case nil: break
        }
    }
}
