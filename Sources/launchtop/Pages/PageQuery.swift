import ArgumentParser
import Setup

/// The arguments that select a page and its data. `show` prints the page and `screenshot` draws it.
protocol PageQuery: ParsableArguments {
    /// The name of the subcommand.
    static var name: String { get }
    /// Other names of the subcommand, such as the page's title on the screen.
    static var aliases: [String] { get }
    static var abstract: String { get }
    static var discussion: String { get }
    /// The subcommand of `show`.
    static var show: any ParsableCommand.Type { get }
    /// The subcommand of `screenshot`.
    static var screenshot: any ParsableCommand.Type { get }

    /// Loads the data and returns the selected page.
    ///
    /// - Throws: An error if the data can't be read, or if the selected chart, app or launch isn't found.
    func selection(_ common: CommonOptions) throws -> PageSelection
    /// Whether to fit a Bass diffusion model to the downloads.
    var fitsDiffusion: Bool { get }
}

extension PageQuery {
    static var aliases: [String] { [] }
    static var discussion: String { "" }
    static var show: any ParsableCommand.Type { ShowPage<Self>.self }
    static var screenshot: any ParsableCommand.Type { ScreenshotPage<Self>.self }
    var fitsDiffusion: Bool { false }

    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: name, abstract: abstract, discussion: discussion, aliases: aliases)
    }
}

/// The pages available in `show` and `screenshot`.
enum PageQueries {
    static let all: [any PageQuery.Type] = [
        MyLaunchQuery.self, ChartQuery.self, AppPageQuery.self, CountriesQuery.self, LibraryQuery.self,
        LaunchQuery.self, CompareQuery.self, MilestonesQuery.self, SourcesQuery.self, ReviewsQuery.self,
    ]
}
