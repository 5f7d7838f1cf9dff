import Market

/// An app's reviews in a storefront, which are a feed of several pages.
struct ReviewedApp: Hashable, Sendable {
    var app: AppID
    var storefront: Storefront
}

/// How far feeds of reviews have been read that aren't read to the end yet. The archive keeps it as text, so that reading
/// continues after a restart.
struct ReviewProgress: Hashable, Sendable {
    /// The pages of a feed that have been read, beginning with the newest.
    struct Pages: Hashable, Sendable {
        /// The number of pages that have been read.
        var count: Int
        /// The time at which the first of them was requested. Reviews received earlier end the feed.
        var start: Timestamp
    }

    private(set) var feeds: [ReviewedApp: Pages] = [:]

    init() {}

    /// Reads progress from text: a line for each feed with the app, the storefront, the number of pages and the start in
    /// seconds since 1970. Other lines are ignored.
    init(text: String) {
        for line in text.split(separator: "\n") {
            let words = line.split(separator: " ")
            guard words.count == 4, let app = AppID(stored: String(words[0])),
                let storefront = Storefront(stored: String(words[1])), let count = Int(words[2]), count > 0,
                let start = Int64(words[3])
            else { continue }
            feeds[ReviewedApp(app: app, storefront: storefront)] = Pages(
                count: count,
                start: Timestamp(seconds: start)
            )
        }
    }

    var text: String {
        feeds.sorted { ($0.key.storefront, $0.key.app) < ($1.key.storefront, $1.key.app) }
            .map { "\($0.key.app.text) \($0.key.storefront.code) \($0.value.count) \($0.value.start.seconds)" }
            .joined(separator: "\n")
    }

    /// Records the pages of a feed that have been read; `nil` if the feed was read to the end.
    mutating func record(_ pages: Pages?, of feed: ReviewedApp) { feeds[feed] = pages }

    /// Forgets feeds that aren't read any longer.
    mutating func keep(_ wanted: Set<ReviewedApp>) { feeds = feeds.filter { wanted.contains($0.key) } }
}
