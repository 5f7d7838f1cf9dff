import ArgumentParser
import Collector
import Dashboard
import Formats
import Market
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

    /// Returns the apps with the name and launch time given by these options.
    ///
    /// - Throws: An error if the name is invalid, or if a name or launch time is given and there isn't exactly one app.
    func details(of apps: [AppID], zone: TimeZoneTable) throws(ArgumentParser.ValidationError) -> [WatchedApp] {
        if let name, let problem = AppArgument.problem(withName: name) {
            throw ArgumentParser.ValidationError("--name: \(problem)")
        }
        let option = name != nil ? "--name" : launch != nil ? "--launch" : nil
        if let option, apps.count != 1 {
            throw ArgumentParser.ValidationError(
                apps.isEmpty
                    ? "\(option) needs an app id, such as launchtop watch 1559935726 \(option) …"
                    : "\(option) can't be used with several apps; add the apps one at a time"
            )
        }
        return apps.map { WatchedApp($0, name: name, launch: launch.flatMap { $0.instant(in: zone) }) }
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
