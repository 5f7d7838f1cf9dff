import ArgumentParser
import Dashboard
import Ingest
import Market

/// What a command asks the dashboard to open.
struct Opening {
    enum Page {
        case library
        case charts(isLive: Bool)
        case launch(Launch)
    }

    /// What is done with an archive.
    enum ArchiveUse {
        /// Shown, and what others write to it as it comes.
        case read(String)
        /// Shown, and all that comes from sources goes into it. Where nobody asked for it, what is watched is shown
        /// even when it cannot be kept.
        case write(String, isAskedFor: Bool)
        case replay(String)
    }

    var page: Page
    var archive: ArchiveUse?
    /// Followed while the dashboard is open.
    var sources: [FollowedSource] = []
    /// Where they come from, if that is the settings.
    var settings: SettingsFile?
    var at: InstantArgument?
    var from: InstantArgument?
    var to: InstantArgument?
    var speed: Int?
    /// Said once the screen is gone.
    var problems: [IngestError] = []

    init(_ page: Page) { self.page = page }

    /// What is open, in a word.
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

    /// What part of all that `state` can show is to be replayed, where less was asked for.
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
