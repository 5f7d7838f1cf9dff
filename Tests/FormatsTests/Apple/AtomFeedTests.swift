import Formats
import Foundation
import Input
import Market
import TestSupport
import Testing

@Suite("Apple's legacy XML feed")
struct AtomFeedTests {
    private static let address = "https://itunes.apple.com/us/rss/topfreeapplications/limit=3/genre=6014/xml"

    private static func feed(_ entries: [String], head: String = "<id>\(address)</id>") -> String {
        """
        <?xml version="1.0" encoding="utf-8"?>
        <feed xmlns:im="http://itunes.apple.com/rss" xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
          \(head)<title>iTunes Store: Top Free Applications</title><updated>2026-03-10T01:02:03-07:00</updated>
          <link rel="alternate" type="text/html" href="https://apps.apple.com/x"/>
          <link rel="self" href="https://itunes.apple.com/gb/rss/toppaidapplications/xml"/>
          <author><name>iTunes Store</name><uri>http://www.apple.com/uk/itunes/</uri></author>
          \(entries.joined(separator: "\n  "))
        </feed>
        """
    }

    private static func entry(_ id: String, _ name: String = "A &amp; Ω") -> String {
        """
        <entry><updated>2001-01-01T00:00:00Z</updated><id im:id="\(id)" im:bundleId="x.y">https://x/id\(id)</id>
        <title>t</title><summary>\(String(repeating: "long ", count: 50))</summary><im:name>\(name)</im:name>
        <im:artist href="https://x">Maker</im:artist><category im:id="6014" term="Games"/>
        <im:contentType term="Application"><im:name>inner</im:name></im:contentType></entry>
        """
    }

    private static func json(_ ids: [String]) -> String {
        let entries = ids.map {
            "{\"im:name\":{\"label\":\"A & Ω\"},\"im:artist\":{\"label\":\"Maker\"},\"id\":{\"attributes\":{\"im:id\":\"\($0)\"}}}"
        }
        return """
            {"feed":{"id":{"label":"\(address)"},"updated":{"label":"2026-03-10T01:02:03-07:00"},
            "entry":[\(entries.joined(separator: ","))]}}
            """
    }

    private func decode(_ text: String) throws -> Decoded {
        try SnapshotDecoder.decode(Document(origin: "f", body: Data(text.utf8)))
    }

    @Test(
        "the XML and JSON of a feed decode to the same snapshot",
        arguments: [["1", "2", "3"], ["1", "1", "2"], ["1", "x y", "2"]]
    )
    func same(ids: [String]) throws {
        let (xml, json) = (try decode(Self.feed(ids.map { Self.entry($0) })), try decode(Self.json(ids)))
        #expect(xml.charts == json.charts)
        #expect(xml.warnings == json.warnings)
        let snapshot = try #require(xml.snapshots.first)
        #expect(snapshot.chart.title == "App Store, US Top Free, Games")
        #expect(snapshot.entries[0].name == "A & Ω" && snapshot.entries[0].developer == "Maker")
        #expect(snapshot.observedAt == Fixtures.time("2026-03-10T08:02:03Z"))
    }

    @Test("an XML feed entry without an id is skipped; the entries below keep their ranks")
    func missingID() throws {
        let decoded = try decode(Self.feed([Self.entry("1"), "<entry><id>x</id></entry>", Self.entry("3")]))
        #expect(decoded.snapshots[0].entries.map(\.rank.value) == [1, 3])
        #expect(decoded.snapshots[0].coverage == .partial)
        #expect(decoded.warnings.map(\.description) == ["f: feed.entry[1]: skipped: id: missing attribute im:id"])
    }

    @Test("an XML feed in UTF-16 with a byte order mark is decoded")
    func wide() throws {
        let text = Self.feed([Self.entry("1")]).replacingOccurrences(of: "utf-8", with: "utf-16")
        let body = try #require(text.data(using: .utf16))
        let decoded = try SnapshotDecoder.decode(Document(origin: "f", body: body))
        #expect(decoded.charts == (try decode(Self.feed([Self.entry("1")]))).charts)
    }

    @Test("the self link of an XML feed without an id determines the chart")
    func ownLink() throws {
        let snapshot = try #require(try decode(Self.feed([Self.entry("1")], head: "")).snapshots.first)
        #expect(snapshot.chart.title == "App Store, GB Top Paid")
    }

    struct Damage: CustomTestStringConvertible, Sendable {
        var name: String
        var body: String
        var message: String
        var testDescription: String { name }
    }

    static let damages: [Damage] = [
        .init(
            name: "billion laughs",
            body: "<?xml version=\"1.0\"?><!DOCTYPE f [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><feed>&b;</feed>",
            message: "f:1:34: unsupported XML: document type and entity definitions are not allowed"
        ),
        .init(
            name: "external entity",
            body: "<?xml version=\"1.0\"?>\n<!DOCTYPE f SYSTEM \"file:///etc/passwd\"><feed>&x;</feed>",
            message: "f:2:47: unsupported XML: document type and entity definitions are not allowed"
        ),
        .init(
            name: "unknown entity",
            body: "<feed>\n &nbsp;</feed>",
            message: "f:2:2: invalid XML (undefined entity)"
        ),
        .init(
            name: "mixed up",
            body: "<feed>\n<a></b></feed>",
            message: "f:2:6: invalid XML (mismatched tag)"
        ),
        .init(
            name: "deep",
            body: String(repeating: "<a>", count: 100_000),
            message: "f:1:193: nesting exceeds the limit of 64 levels"
        ),
        .init(name: "another root", body: "<rss><channel/></rss>", message: "f: XML document is not a chart feed"),
        .init(name: "no entries", body: feed([]), message: "f: feed.entry: no entries"),
        .init(
            name: "another address",
            body: feed([], head: "<id>https://example.com</id>"),
            message: "f: feed.id: \"https://example.com\" isn't the URL of a chart"
        ),
        .init(
            name: "a page with a title",
            body: "<html><head>\n<TITLE lang=en>403\n  Forbidden\u{1B}[2J</title></head></html>",
            message: "f: received an HTML page instead of a chart: \"403 Forbidden\u{FFFD}[2J\""
        ),
        .init(
            name: "an error",
            body: "<Error><Code>213</Code><Message>There were no sales for the date specified.</Message></Error>",
            message:
                "f: Apple returned the error 213: \"There were no sales for the date specified.\" instead of a chart"
        ),
        .init(
            name: "Latin-1 text declared as UTF-8",
            body: "",
            message: "f:1:7: invalid XML (not well-formed (invalid token))"
        ),
    ]

    @Test("a damaged XML feed is rejected with an error that gives the reason and location", arguments: damages)
    func named(damage: Damage) {
        let body = damage.body.isEmpty ? Data("<feed>".utf8) + [0xE9] + Data("</feed>".utf8) : Data(damage.body.utf8)
        let error = #expect(throws: InputError.self) {
            try SnapshotDecoder.decode(Document(origin: "f", body: body))
        }
        #expect(error?.description == damage.message)
    }

    @Test(
        "Apple's XML error response is reported, even if its quotes are escaped",
        .enabled(if: SharedData.isPresent, "\(SharedData.notice)")
    )
    func reporterError() throws {
        let body = try SharedData.data("feeds/reporter-error-210.xml")
        let error = #expect(throws: InputError.self) {
            try SnapshotDecoder.decode(Document(origin: "f", body: body))
        }
        #expect(
            error?.description.hasPrefix(
                "f: Apple returned the error 210: \"Report is not available yet. Daily"
            )
                == true
        )
    }

    @Test("an XML feed truncated at any byte is rejected")
    func everyCut() throws {
        let body = Data(Self.feed([Self.entry("1"), Self.entry("2")]).utf8)
        _ = try SnapshotDecoder.decode(Document(origin: "f", body: body))
        for length in 0..<body.count {
            #expect(throws: InputError.self) {
                try SnapshotDecoder.decode(Document(origin: "f", body: body.prefix(length)))
            }
        }
    }

    @Test("flipped bits in an XML feed cause an error or a result, never a crash", arguments: [UInt64(21)])
    func flips(seed: UInt64) {
        var chance = SeededGenerator(seed: seed)
        let body = Data(Self.feed([Self.entry("1"), Self.entry("2")]).utf8)
        var readable = 0
        for _ in 0..<10_000 {
            var bytes = body
            let bit = Int.random(in: 0..<(bytes.count * 8), using: &chance)
            bytes[bit / 8] ^= 1 << UInt8(bit % 8)
            if (try? SnapshotDecoder.decode(Document(origin: "f", body: bytes))) != nil { readable += 1 }
        }
        #expect((1..<10_000).contains(readable), "seed \(seed)")
    }

    @Test("uk in an XML feed's URL means gb; an entry URL with another storefront causes a warning")
    func storefronts() throws {
        let head = "<id>https://itunes.apple.com/uk/rss/topfreeapplications/xml</id>"
        let entry = Self.entry("5").replacing("https://x/id5", with: "https://apps.apple.com/us/app/x/id5?uo=2")
        let decoded = try decode(Self.feed([entry], head: head))
        #expect(decoded.snapshots[0].chart.storefront.code == "gb")
        #expect(
            decoded.warnings.map(\.problem)
                == ["feed.id says storefront gb, but 1 of 1 entry URLs say us; using gb"]
        )
    }
}
