import Foundation

/// Whence paths in the settings count.
struct SettingsLocation: Sendable {
    /// The folder of the file.
    let folder: URL
    /// What `~` stands for.
    let home: URL

    /// An absolute path.
    func path(_ text: String) -> String {
        if text == "~" { return home.path }
        if text.hasPrefix("~/") {
            return home.appendingPathComponent(String(text.dropFirst(2))).standardizedFileURL.path
        }
        if text.hasPrefix("/") { return URL(fileURLWithPath: text).standardizedFileURL.path }
        return folder.appendingPathComponent(text).standardizedFileURL.path
    }
}
