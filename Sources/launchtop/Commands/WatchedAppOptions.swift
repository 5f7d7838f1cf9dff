import ArgumentParser
import Collector
import Dashboard
import Formats
import Market
import Settings
import Setup

/// Options that describe the app to watch, as in
/// `watch 1559935726 --name "Mint Weather" --launch 2026-03-04T09:00Z`.
struct WatchedAppOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Name of the app, shown until a chart provides one.", valueName: "text"))
    var name: String?

    @Option(
        help: ArgumentHelp("Launch time of the app, such as 2026-03-04T09:00Z, 2026-03-04 or now.", valueName: "time")
    )
    var launch: LaunchTimeArgument?

    @Option(help: ArgumentHelp("Package name of the app on Google Play, if it's there, too.", valueName: "id"))
    var googleplay: String?

    /// Returns the apps with the details given by these options.
    func details(of apps: [AppID], _ configuration: Configuration, zone: TimeZoneTable) throws(UsageError)
        -> [WatchedApp]
    {
        try EnteredApp(name: name, launch: launch.flatMap { $0.instant(in: zone) }, googlePlay: googleplay)
            .apps(apps, known: configuration.counterpart)
    }
}

/// A launch time on the command line: an ISO 8601 time, a time such as `now`, or a day, which means the start of that day.
/// Days, and times without a time zone, are in the display time zone.
struct LaunchTimeArgument: ExpressibleByArgument {
    private let text: String

    init?(argument: String) {
        text = argument
        guard instant(in: .utc) != nil else { return nil }
    }

    /// Returns the instant. A day, or a time without a time zone, is in `zone`.
    func instant(in zone: TimeZoneTable) -> Timestamp? {
        TimeEntry.launchTime(text, now: SystemClock.now(), in: zone)
    }
}

extension PollingOptions {
    /// Returns the apps among the arguments. An app is given as an id or as a store URL.
    ///
    /// - Throws: An error if an id is invalid.
    func apps() throws(ArgumentParser.ValidationError) -> [AppID] {
        do throws(InvalidText) {
            return try sources.filter(AppArgument.isApp).map(AppArgument.app)
        } catch {
            throw ArgumentParser.ValidationError(error.problem)
        }
    }

    /// The arguments that name sources rather than apps.
    var sourceNames: [String] { sources.filter { !AppArgument.isApp($0) } }

    /// Parses an argument that names a source.
    ///
    /// - Throws: An error if it isn't a valid source. If it looks like the name of an app, the error says how to find the
    ///   app's id.
    func source(_ text: String) throws(Failure) -> SourceName {
        do throws(Failure) {
            return try SourceLoader.source(text)
        } catch {
            guard !text.isEmpty, !text.contains(where: { "/.:*".contains($0) }) else { throw error }
            throw Failure("\(error); to find an app by its name: launchtop search \(ShellText.quoted(text))")
        }
    }
}
