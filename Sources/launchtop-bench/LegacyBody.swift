import Foundation

/// A generator of documents in the format of Apple's legacy feed. App descriptions make up nine tenths of a document.
enum LegacyBody {
    static func make(entries: Int, bytes: Int) -> Data {
        let summary = String(repeating: "新しいアプリ。 Works everywhere.\\n", count: max(1, bytes / entries / 44))
        let list = (0..<entries).map { index in
            """
            {"im:name":{"label":"App \(index) 世界"},"im:image":[{"label":"http://example.com/53.png",\
            "attributes":{"height":"53"}},{"label":"http://example.com/100.png","attributes":{"height":"100"}}],\
            "summary":{"label":"\(summary)"},"im:price":{"label":"Get","attributes":{"amount":"0.00","currency":"USD"}},\
            "link":{"attributes":{"rel":"alternate","href":"http://example.com/\(index)"}},\
            "id":{"label":"http://example.com/\(index)","attributes":{"im:id":"\(6_700_000_000 + index)"}},\
            "im:artist":{"label":"Maker \(index)"}}
            """
        }
        let feed = """
            {"feed":{"entry":[\(list.joined(separator: ",\n"))],"updated":{"label":"2026-03-01T10:00:00-07:00"},\
            "id":{"label":"https://itunes.apple.com/us/rss/topfreeapplications/limit=150/genre=6014/json"}}}
            """
        return Data(feed.utf8)
    }
}
