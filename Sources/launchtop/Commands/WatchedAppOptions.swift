import ArgumentParser
import Collector
import Dashboard
import Formats
import Foundation
import Market

/// Options that describe the app to watch, as in
/// `watch 1559935726 --name "Mint Weather" --launch 2026-03-04T09:00Z`.
struct WatchedAppOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Name of the app, shown until a chart provides one.", valueName: "text"))
    var name: String?

    @Option(help: ArgumentHelp("Launch time of the app, such as 2026-03-04T09:00Z or 2026-03-04.", valueName: "time"))
    var launch: LaunchTimeArgument?

    /// Returns the apps with the name and launch time given by these options.
    ///
    /// - Throws: An error if the name is invalid, or if a name or launch time is given and there isn't exactly one app.
    func details(of apps: [AppID], zone: TimeZoneTable) throws(ArgumentParser.ValidationError) -> [WatchedApp] {
        if let name, let problem = Self.problem(withName: name) {
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

extension WatchedAppOptions {
    /// The maximum length of a name in characters.
    private static let nameLimit = 200

    private static func problem(withName name: String) -> String? {
        if name.allSatisfy(\.isWhitespace) { return "empty name" }
        if name.count > nameLimit { return "name is longer than \(nameLimit) characters" }
        let control = name.unicodeScalars.first { $0.properties.generalCategory == .control }
        return control.map { "name contains the control character U+\(String($0.value, radix: 16, uppercase: true))" }
    }
}

/// A launch time on the command line: an ISO 8601 time, or a day, which means the start of that day. Days, and times
/// without a time zone, are in the display time zone.
struct LaunchTimeArgument: ExpressibleByArgument {
    private let text: String

    init?(argument: String) {
        guard TimeEntry.launchTime(argument, in: .utc) != nil else { return nil }
        text = argument
    }

    /// Returns the instant. A day, or a time without a time zone, is in `zone`.
    func instant(in zone: TimeZoneTable) -> Timestamp? { TimeEntry.launchTime(text, in: zone) }
}

extension PollingOptions {
    /// Returns the apps among the arguments. An app is given as an id or as a store URL.
    ///
    /// - Throws: An error if an id is invalid.
    func apps() throws(ArgumentParser.ValidationError) -> [AppID] {
        var apps: [AppID] = []
        for text in sources where Self.isApp(text) {
            do throws(InvalidText) {
                apps.append(try AppID.parse(Self.number(in: text) ?? text))
            } catch {
                throw ArgumentParser.ValidationError(error.problem)
            }
        }
        return apps
    }

    /// Returns the digits of a number such as `1559935726` or `id1559935726`; `nil` for any other text.
    private static func number(in text: String) -> String? {
        let digits = text.lowercased().hasPrefix("id") ? text.dropFirst(2) : text[...]
        return !digits.isEmpty && digits.allSatisfy { $0.isASCII && $0.isNumber } ? String(digits) : nil
    }

    /// The arguments that name sources rather than apps.
    var sourceNames: [String] { sources.filter { !Self.isApp($0) } }

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

    /// Returns whether an argument looks like an app (a number, a package name or a store URL) and isn't the path of an
    /// existing file.
    private static func isApp(_ text: String) -> Bool {
        guard !FileManager.default.fileExists(atPath: text) else { return false }
        if text.contains("apps.apple.com/") || text.contains("play.google.com/store/apps/") { return true }
        if number(in: text) != nil { return true }
        // A name such as charts.json is a file, which may be missing.
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count > 2 && !text.contains { "/:*".contains($0) } && (try? AppID.parse(text)) != nil
            && !["json", "csv", "tsv", "txt", "xml", "gz", "zip", "tar", "sqlite"].contains(parts.last?.lowercased())
    }
}
