/// Response bodies in the format of Apple's current feed.
public enum AppleBodies {
    /// Returns a feed with the given results, which are JSON objects.
    public static func feed(
        results: [String],
        address: String = "https://rss.marketingtools.apple.com/api/v2/us/apps/top-free/2/apps.json"
    ) -> String {
        "{\"feed\":{\"id\":\"\(address)\",\"updated\":\"Sun, 01 Mar 2026 10:00:00 +0000\",\"results\":[\(results.joined(separator: ","))]}}"
    }

    /// A feed with two apps.
    public static let two = feed(results: ["{\"id\":\"1\",\"name\":\"A\"}", "{\"id\":\"2\",\"name\":\"B\"}"])
}
