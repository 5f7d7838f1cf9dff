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
    var at: Timestamp?
    var from: Timestamp?
    var to: Timestamp?
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

    /// What part of `span` is to be replayed, where less than all was asked for.
    func range(of span: TimeRange?) -> TimeRange? {
        guard from != nil || to != nil, let span else { return nil }
        let start = from ?? span.start
        return TimeRange(start, max(start, to ?? span.end))
    }
}
