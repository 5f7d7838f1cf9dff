import ArgumentParser
import Collector
import Dashboard
import Foundation
import Market

/// Options about the app to watch: `watch 1559935726 --name "Mint Weather" --launch 2026-03-04T09:00Z`.
struct WatchedAppOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Name of the app, shown until a chart has one.", valueName: "text"))
    var name: String?

    @Option(help: ArgumentHelp("Launch time of the app, such as 2026-03-04T09:00Z or 2026-03-04.", valueName: "time"))
    var launch: LaunchTimeArgument?

    /// Returns the apps with these details.
    ///
    /// - Throws: An error if there are details, but not exactly one app.
    func details(of apps: [AppID], zone: TimeZoneTable) throws(ArgumentParser.ValidationError) -> [WatchedApp] {
        let option = name != nil ? "--name" : launch != nil ? "--launch" : nil
        if let option, apps.count != 1 {
            throw ArgumentParser.ValidationError(
                apps.isEmpty
                    ? "\(option) needs an app id, such as launchtop watch 1559935726 \(option) …"
                    : "\(option) can't be used with several apps; watch them one at a time"
            )
        }
        return apps.map { WatchedApp($0, name: name, launch: launch?.instant(in: zone)) }
    }
}

/// The time of a launch: ISO 8601, or a day, which starts at midnight in the time zone for display.
struct LaunchTimeArgument: ExpressibleByArgument {
    private let time: Timestamp
    private let isLocal: Bool

    init?(argument: String) {
        if let day = Day(iso8601: argument) {
            (time, isLocal) = (day.start, true)
        } else if let instant = Timestamp(iso8601: argument) {
            time = instant
            isLocal = !argument.dropFirst(11).contains { "Zz+-".contains($0) }
        } else {
            return nil
        }
    }

    /// Returns the instant; `zone` is for times that don't name one.
    func instant(in zone: TimeZoneTable) -> Timestamp { isLocal ? zone.instant(local: time) : time }
}

extension PollingOptions {
    /// The arguments that are apps: ids, and addresses of apps in a store.
    var apps: [AppID] { sources.compactMap(Self.app) }

    /// The arguments that are sources.
    var sourceNames: [String] { sources.filter { Self.app($0) == nil } }

    private static func app(_ text: String) -> AppID? {
        let digits = text.lowercased().hasPrefix("id") ? text.dropFirst(2) : text[...]
        // A shorter number could be part of a folder's name.
        let isNumber = digits.count >= 6 && digits.allSatisfy { $0.isASCII && $0.isNumber }
        let isAddress = text.contains("apps.apple.com/") || text.contains("play.google.com/store/apps/")
        guard isNumber || isAddress, !FileManager.default.fileExists(atPath: text) else { return nil }
        return try? AppID.parse(String(isNumber ? digits : text[...]))
    }
}
