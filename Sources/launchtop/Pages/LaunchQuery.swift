import ArgumentParser
import Collector
import Dashboard
import History
import Market
import Setup

/// The arguments that select the App page of a launch.
struct LaunchQuery: PageQuery {
    static let name = "launch"
    static let abstract = "A documented launch: its ranks, downloads, milestones and events."

    @Argument(help: "Short id of the launch, such as sora.") var id: String
    @OptionGroup var growth: GrowthArguments

    func selection(_ common: CommonOptions) throws -> PageSelection {
        let (launch, library) = try find(common)
        var selection = PageSelection(.launch(launch), in: library, title: launch.name, window: growth.window.seconds)
        selection.endOfPicture = launch.day0.advanced(by: 7).lastSecond
        return selection
    }

    var fitsDiffusion: Bool { growth.bass }

    /// Finds the launch in the library.
    ///
    /// - Throws: An error with a suggestion if there is no such launch.
    private func find(_ common: CommonOptions) throws(Failure) -> (launch: Launch, library: LedgerSnapshot) {
        let library = try common.setup.reportedLibrary()
        guard let launch = library.launch(id: id) else {
            throw Failure("unknown launch \"\(id)\"; \(Suggestion.hint(for: id, among: library.launches.map(\.id)))")
        }
        return (launch, library)
    }
}

/// Options for the growth figures of an app or a launch.
struct GrowthArguments: ParsableArguments {
    @Option(help: "Time window for rank changes.") var window = DurationArgument(seconds: 86_400)

    @Flag(help: "Fit a Bass diffusion model to the downloads (possible only after the peak).")
    var bass = false
}
