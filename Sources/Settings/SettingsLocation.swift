package import Foundation

/// The folders that paths in the settings are relative to.
package struct SettingsLocation: Sendable {
    /// The folder of the config file.
    let folder: URL
    /// The home folder, which `~` stands for.
    let home: URL

    /// The user's home folder: `$HOME` if it's an absolute path, otherwise the one in the user database.
    package static var userHome: URL {
        guard let path = ProcessInfo.processInfo.environment["HOME"], path.hasPrefix("/") else {
            return FileManager.default.homeDirectoryForCurrentUser
        }
        return URL(fileURLWithPath: path)
    }

    /// Returns the absolute path for a path in the settings.
    func path(_ text: String) -> String {
        if text == "~" { return home.path }
        if text.hasPrefix("~/") {
            return home.appendingPathComponent(String(text.dropFirst(2))).standardizedFileURL.path
        }
        if text.hasPrefix("/") { return URL(fileURLWithPath: text).standardizedFileURL.path }
        return folder.appendingPathComponent(text).standardizedFileURL.path
    }
}
