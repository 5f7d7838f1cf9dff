import Foundation

/// Where launchtop's files are, as the XDG Base Directory Specification says.
enum UserFolders {
    /// The default archive: `$XDG_DATA_HOME/launchtop/history.sqlite`.
    static var archive: URL { folder("XDG_DATA_HOME", ".local/share").appendingPathComponent("history.sqlite") }

    /// Launch files of the user's own: `$XDG_DATA_HOME/launchtop/launches`.
    static var launches: URL { folder("XDG_DATA_HOME", ".local/share").appendingPathComponent("launches") }

    /// The configuration: `$XDG_CONFIG_HOME/launchtop/config.toml`.
    static var configuration: URL { folder("XDG_CONFIG_HOME", ".config").appendingPathComponent("config.toml") }

    /// What is remembered from run to run: `$XDG_STATE_HOME/launchtop/dashboard.json`.
    static var memory: URL { folder("XDG_STATE_HOME", ".local/state").appendingPathComponent("dashboard.json") }

    /// Themes of one's own: `$XDG_CONFIG_HOME/launchtop/themes`.
    static var themes: URL { folder("XDG_CONFIG_HOME", ".config").appendingPathComponent("themes") }

    private static func folder(_ variable: String, _ fallback: String) -> URL {
        // A path that is not absolute means nothing, says the specification.
        if let told = ProcessInfo.processInfo.environment[variable], told.hasPrefix("/") {
            return URL(fileURLWithPath: told).appendingPathComponent("launchtop")
        }
        let home = FileManager.default.homeDirectoryForCurrentUser
        return home.appendingPathComponent(fallback).appendingPathComponent("launchtop")
    }
}
