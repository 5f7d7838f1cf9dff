import Market

/// Words that are recognized in file names.
enum FileNameWord {
    /// Stores by folded name.
    static let stores: [String: Store] = [
        "appstore": .appStore, "apple": .appStore, "ios": .appStore, "itunes": .appStore, "iphone": .appStore,
        "googleplay": .googlePlay, "google": .googlePlay, "play": .googlePlay, "android": .googlePlay,
        "gplay": .googlePlay, "playstore": .googlePlay,
    ]

    /// Words that don't identify a chart, such as names of files and formats, and general words about charts and
    /// collecting.
    static let neutral: Set<String> = [
        "json", "csv", "tsv", "txt", "xml", "gz", "gzip", "bz2", "zst", "xz", "zip", "list", "lists", "chart", "charts",
        "ranking", "rankings", "rank", "ranks", "ranked", "app", "apps", "applications", "store", "stores", "mobile",
        "feed", "feeds", "rss", "snapshot", "snapshots", "data", "dataset", "datasets", "export", "exports", "dump",
        "raw", "result", "results", "response", "responses", "output", "out", "scrape", "scraped", "scraper",
        "collector", "collection", "crawl", "crawler", "api", "hourly", "daily", "weekly", "monthly", "latest",
        "current", "today", "now", "date", "time", "day", "hour", "utc", "gmt", "country", "storefront", "genre",
        "category", "limit", "num", "count", "max", "page", "part", "copy", "backup", "test", "sample", "example",
        "demo", "final", "overall", "full", "min", "pretty", "utf", "of", "the", "and", "for", "from", "on", "with",
    ]

    /// Months and days of the week.
    static let calendar: Set<String> = [
        "jan", "january", "feb", "february", "mar", "march", "apr", "april", "may", "jun", "june", "jul", "july", "aug",
        "august", "sep", "sept", "september", "oct", "october", "nov", "november", "dec", "december", "mon", "monday",
        "tue", "tuesday", "wed", "wednesday", "thu", "thursday", "fri", "friday", "sat", "saturday", "sun", "sunday",
    ]

    /// Storefront codes that are also English words or names of parameters (`gl=us`). They are used only if no other
    /// word is a storefront.
    static let english: Set<String> = [
        "in", "at", "to", "by", "is", "as", "no", "so", "my", "me", "be", "it", "am", "pm", "la", "gl", "cc",
    ]

    /// Devices with separate charts, such as `top-free-ipad`.
    static let devices: Set<String> = ["ipad", "mac", "macos", "watch", "tv", "appletv", "tvos", "visionos", "vision"]

    /// Returns whether a lower-case word doesn't identify a chart.
    static func isNeutral(_ word: String) -> Bool { neutral.contains(word) || calendar.contains(word) }

    /// Returns whether a word is a number of entries, a date, a time or a version, but not a genre id.
    static func isTimeOrNumber(_ word: String) -> Bool {
        let digits = word.utf8.allSatisfy { (0x30...0x39).contains($0) }
        guard digits else { return word.utf8.contains { (0x30...0x39).contains($0) } }
        guard let number = Int(word) else { return false }
        switch word.utf8.count {
        case 1...3: return true
        // A year, or an hour and minute.
        case 4: return (1990...2100).contains(number) || (number < 2400 && number % 100 < 60)
        // 202603, 120000, 20260310, seconds or milliseconds since 1970, 20260310120000.
        case 6, 8...10, 12...17: return true
        default: return false
        }
    }
}
