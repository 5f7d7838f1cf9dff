package import Collector
import Dashboard
import Input
package import Market
import Settings

/// What a command line says about the app to watch, besides its id.
package struct EnteredApp {
    private let name: String?
    private let launch: Timestamp?
    private let googlePlay: String?

    /// - Parameters:
    ///   - launch: The time of the app's launch; `nil` if it isn't given.
    ///   - googlePlay: The app's package name on Google Play, or the URL of its page there.
    package init(name: String?, launch: Timestamp?, googlePlay: String?) {
        (self.name, self.launch, self.googlePlay) = (name, launch, googlePlay)
    }

    /// Returns the apps to watch. An app with an id in each store is one app.
    ///
    /// - Parameters:
    ///   - apps: The ids on the command line.
    ///   - known: Returns an app's id in the other store according to the settings; `nil` if there is none.
    /// - Throws: An error if the name or an id is invalid, or if details are given and there isn't exactly one app.
    package func apps(_ apps: [AppID], known: (AppID) -> AppID?) throws(UsageError) -> [WatchedApp] {
        if let name, let problem = AppArgument.problem(withName: name) { throw UsageError("--name: \(problem)") }
        let playID = try googlePlayID()
        let option = playID != nil ? "--googleplay" : name != nil ? "--name" : launch != nil ? "--launch" : nil
        let all = apps.isEmpty ? [playID].compactMap { $0 } : apps
        if let option, all.count != 1 {
            throw UsageError(
                all.isEmpty
                    ? "\(option) needs an app id, such as launchtop watch 1559935726 \(option) …"
                    : "\(option) can't be used with several apps; add the apps one at a time"
            )
        }
        let counterpart = playID.flatMap { apps.isEmpty ? nil : $0 }
        if let counterpart { try check(apps[0], counterpart, known) }
        return all.map { WatchedApp($0, name: name, launch: launch, counterpart: counterpart) }
    }

    private func googlePlayID() throws(UsageError) -> AppID? {
        guard let googlePlay else { return nil }
        do throws(InvalidText) {
            return try AppID.parse(googlePlay, in: .googlePlay)
        } catch {
            throw UsageError("--googleplay: \(error.problem)")
        }
    }

    private func check(_ app: AppID, _ playID: AppID, _ known: (AppID) -> AppID?) throws(UsageError) {
        guard app.store != .googlePlay else {
            throw UsageError(
                "--googleplay: the id in this store is given twice; remove \(app.text), or use the App Store id"
            )
        }
        for (id, wanted) in [(app, playID), (playID, app)] {
            guard let other = known(id), other != wanted else { continue }
            throw UsageError(
                "--googleplay: the config file has \(other.text) in the other store for \(id.text); change [[watchlist]] there"
            )
        }
    }

    /// Returns what to do to see the charts of apps that are only in Google Play; `nil` if no sources are missing.
    ///
    /// - Parameter hasSources: Whether the user named sources, on the command line or in the config file.
    package static func advice(for apps: [WatchedApp], hasSources: Bool) -> String? {
        guard !hasSources, let app = apps.first, apps.allSatisfy({ $0.app.store == .googlePlay }) else { return nil }
        return "\(WatchedApp.playHint): launchtop watch \(app.app.text) FOLDER"
    }
}
