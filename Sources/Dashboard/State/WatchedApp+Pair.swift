public import Market

/// An app that the user enters with an id in each store.
extension WatchedApp {
    /// What to know about an app that is only in Google Play.
    public static let playHint = "Google Play charts aren't polled; they come from files of a collector"

    /// Returns the app that two ids separated by a space name, one in each store and in any order; `nil` for other text.
    public static func pair(_ text: String) -> WatchedApp? {
        let ids = text.split(separator: " ").compactMap { try? AppID.parse(String($0)) }.sorted { $0.store < $1.store }
        guard text.split(separator: " ").count == 2, ids.count == 2, ids[0].store != ids[1].store else { return nil }
        return WatchedApp(ids[0], counterpart: ids[1])
    }
}
