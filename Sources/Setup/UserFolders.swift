package import Foundation
import Settings

/// Paths of the user's files, according to the XDG Base Directory Specification.
package enum UserFolders {
    /// The default archive: `$XDG_DATA_HOME/launchtop/history.sqlite`.
    package static var archive: URL { folder("XDG_DATA_HOME", ".local/share").appendingPathComponent("history.sqlite") }

    /// The folder of the user's own launch files: `$XDG_DATA_HOME/launchtop/launches`.
    package static var launches: URL { folder("XDG_DATA_HOME", ".local/share").appendingPathComponent("launches") }

    /// The config file: `$XDG_CONFIG_HOME/launchtop/config.toml`.
    package static var configuration: URL { folder("XDG_CONFIG_HOME", ".config").appendingPathComponent("config.toml") }

    /// The file with the dashboard's state between runs: `$XDG_STATE_HOME/launchtop/dashboard.json`.
    package static var dashboardState: URL {
        folder("XDG_STATE_HOME", ".local/state").appendingPathComponent("dashboard.json")
    }

    /// The folder of the user's own themes: `$XDG_CONFIG_HOME/launchtop/themes`.
    package static var themes: URL { folder("XDG_CONFIG_HOME", ".config").appendingPathComponent("themes") }

    private static func folder(_ variable: String, _ fallback: String) -> URL {
        // The specification says to ignore relative paths.
        if let path = ProcessInfo.processInfo.environment[variable], path.hasPrefix("/") {
            return URL(fileURLWithPath: path).appendingPathComponent("launchtop")
        }
        return SettingsLocation.userHome.appendingPathComponent(fallback).appendingPathComponent("launchtop")
    }
}
