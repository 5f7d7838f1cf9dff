import ArgumentParser
import Collector
import Dashboard
import History
import Market

/// The arguments that select a page and its data. `show` prints the page and `screenshot` draws it.
protocol PageQuery: ParsableArguments {
    /// The name of the subcommand.
    static var name: String { get }
    static var abstract: String { get }
    static var discussion: String { get }
    /// The subcommand of `show`.
    static var show: any ParsableCommand.Type { get }
    /// The subcommand of `screenshot`.
    static var screenshot: any ParsableCommand.Type { get }

    /// Loads the data.
    ///
    /// - Throws: An error if the subject doesn't exist; it lists the available ones.
    func selection(_ common: CommonOptions) throws -> PageSelection
    /// Whether to fit a Bass diffusion model to the downloads.
    var fitsDiffusion: Bool { get }
}

extension PageQuery {
    static var discussion: String { "" }
    static var show: any ParsableCommand.Type { ShowPage<Self>.self }
    static var screenshot: any ParsableCommand.Type { ScreenshotPage<Self>.self }
    var fitsDiffusion: Bool { false }

    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: name, abstract: abstract, discussion: discussion)
    }
}

/// The pages available in `show` and `screenshot`.
enum PageQueries {
    static let all: [any PageQuery.Type] = [
        MyLaunchQuery.self, ChartQuery.self, AppPageQuery.self, CountriesQuery.self, LibraryQuery.self,
        LaunchQuery.self, CompareQuery.self, MilestonesQuery.self, SourcesQuery.self,
    ]
}

/// A page with its data, before a time is chosen.
struct PageSelection {
    /// The subject in the title of a picture and in errors.
    var title: String
    /// The default for `--at`.
    var end: Timestamp
    /// The default for `--at` in `screenshot`, if it differs from `end`.
    var endOfPicture: Timestamp?
    /// A function that returns a state that shows the page at a time.
    var state: (Timestamp) -> DashboardState
    /// A function that throws an error if a time can't be shown. The error names the times that can.
    var check: (Timestamp) throws -> Void = { _ in }

    /// Returns a state that shows the page at the time of `--at` (default: `end`).
    func state(at time: InstantArgument?, end: Timestamp, zone: TimeZoneTable) throws -> DashboardState {
        var state = self.state(end)
        state.zone = zone
        guard let time else {
            try check(end)
            return state
        }
        let instant = try time.instant(on: state)
        try check(instant)
        state = self.state(instant)
        state.zone = zone
        return state
    }
}

extension PageSelection {
    /// Creates a selection of a page whose data is all in one ledger.
    init(
        _ subject: DashboardState.PageSubject,
        in ledger: LedgerSnapshot,
        end: Timestamp? = nil,
        title: String,
        window: DurationArgument? = nil
    ) {
        self.title = title
        self.end = end ?? ledger.span?.end ?? SystemClock.now()
        state = { instant in
            var state = DashboardState.showing(subject, in: ledger, at: instant)
            if let window { state.measureChange(over: window.seconds) }
            return state
        }
    }
}
