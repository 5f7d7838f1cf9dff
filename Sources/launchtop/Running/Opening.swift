import ArgumentParser
import Collector
import Dashboard
import Input
import Market

/// The page that the dashboard opens at the start, and its data.
struct Opening {
    enum Page {
        case library
        case charts(isLive: Bool)
        case launch(Launch)

        /// Whether the page shows data of sources, and not the library.
        var isOfData: Bool { if case .charts = self { true } else { false } }
    }

    var page: Page
    var archive: ArchiveUse?
    /// Apps to add to the watchlist.
    var watched: [WatchedApp] = []
    /// Sources to poll while the dashboard is open.
    var sources: [ResolvedSource] = []
    /// The config file, if the sources come from there.
    var settings: SettingsFile?
    var at: InstantArgument?
    var from: InstantArgument?
    var to: InstantArgument?
    var speed: Int?
    /// The page to show on top of the first one; `nil` for none.
    var shown: Shown?
    /// Problems to print after the screen is closed.
    var problems: [InputError] = []

    init(_ page: Page) { self.page = page }

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

    /// Returns the part of the replay selected with `--from` and `--to`, or `nil` for all of it.
    func range(on state: DashboardState) throws -> TimeRange? {
        guard from != nil || to != nil else { return nil }
        let playhead = state.route.playhead
        let start = try from?.instant(on: state, "--from") ?? playhead.start
        let end = try to?.instant(on: state, "--to") ?? playhead.stop(after: start)
        guard start <= end || from == nil || to == nil else {
            throw ArgumentParser.ValidationError("--from is after --to")
        }
        return TimeRange(start, max(start, end))
    }
}
