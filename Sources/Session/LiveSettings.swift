import Collector
import Dashboard
import Foundation
import Market
import Settings
import Setup

/// The display settings and keys of a running dashboard. They are updated when the config file changes; command-line
/// options take precedence.
struct LiveSettings {
    let setup: Setup
    private var configuration: Configuration

    init(_ setup: Setup, _ configuration: Configuration) {
        self.setup = setup
        self.configuration = configuration
    }

    /// The effects of a config file change outside the dashboard's state. A property is `nil` if it doesn't change.
    struct Outcome: Hashable {
        var usesASCII: Bool?
        var usesMouse: Bool?
        /// The message to show: the settings that changed, or an error; `nil` if there is nothing to show.
        var notice: String?
    }

    /// Applies a changed config file to the dashboard. Only settings that changed are applied, so that the user's other
    /// choices in the dashboard are kept.
    mutating func apply(_ changed: Result<Configuration, Failure>, to state: inout DashboardState) -> Outcome {
        let new: Configuration
        switch changed {
        case .success(let read): new = read
        case .failure(let error): return Outcome(notice: error.description)
        }
        let (old, display) = (configuration, new.display)
        configuration = new
        state.configuredWatchlist = ConfiguredWatchlist(new, file: setup.configurationFile)
        var outcome = Outcome()
        var problems: [String] = []
        if let appearance = try? Appearance(setup, display, background: state.themes.background) {
            let (depth, marks) = (state.themes.depth, state.themes.marks)
            state.themes = appearance.themes
            (state.themes.depth, state.themes.marks) = (depth, marks)
            if display.theme != old.display.theme, setup.theme == nil { _ = state.chooseTheme(appearance.themeName) }
            problems = appearance.problems
        }
        if display.zone != old.display.zone, setup.zoneName == nil {
            state.zone = TimeZoneTable(zone: display.zone)
        }
        if display.usesASCII != old.display.usesASCII { outcome.usesASCII = setup.ascii || display.usesASCII }
        if display.usesMouse != old.display.usesMouse {
            state.usesMouse = display.usesMouse
            outcome.usesMouse = display.usesMouse
        }
        state.reducesMotion = display.reducesMotion
        let (commands, errors) = CommandTable.bound(new.keys)
        if errors.isEmpty { state.commands = commands }
        let changes = new.changes(since: old).settings
        let name = setup.configurationFile.lastPathComponent
        let applied = changes.isEmpty ? nil : "\(name) reloaded: \(changes.joined(separator: ", "))"
        outcome.notice = (problems + errors).last ?? applied
        return outcome
    }

    /// Shows times in a zone that the user typed.
    ///
    /// - Returns: The message to show: the new time zone, or an error.
    func changeZone(to text: String, in state: inout DashboardState) -> String {
        guard let name = TimeZoneName.known(text) else { return TimeZoneName.problem(with: text) }
        state.zone = TimeZoneTable(zone: name)
        return "\(state.zoneDescription); \(DashboardState.keepHint("zone", name))"
    }
}

extension ConfiguredWatchlist {
    /// Creates the watchlist from the settings in a config file.
    init(_ configuration: Configuration, file: URL) {
        let name = file.lastPathComponent
        self.init(
            apps: Set(configuration.watchlistApps),
            location: configuration.watchlistLine.map { "line \($0) of \(name)" } ?? name
        )
    }
}
