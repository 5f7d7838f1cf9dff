import Formats
import Foundation
import Input
import TestSupport
import Testing

@Suite("Errors in damaged documents")
struct DecodingErrorTests {
    struct Damage: CustomTestStringConvertible, Sendable {
        var name: String
        var body: String
        var message: String
        var testDescription: String { name }
    }

    static let damages: [Damage] = [
        .init(name: "empty", body: "", message: "f: document is empty"),
        .init(name: "blanks", body: " \n\t ", message: "f: document is empty"),
        .init(
            name: "no JSON",
            body: "hello there",
            message:
                "f:1: unknown format: neither JSON nor CSV with the header time,store,storefront,chart,genre,rank,app,name,developer"
        ),
        .init(
            name: "HTML page",
            body: "<!DOCTYPE html><html><body>403</body></html>",
            message: "f: received an HTML page instead of a chart"
        ),
        .init(name: "XML", body: "<?xml version=\"1.0\"?><Error/>", message: "f: XML document is not a chart feed"),
        .init(
            name: "cut short",
            body: String(AppleBodies.two.prefix(120)),
            message: "f: byte 120: truncated JSON"
        ),
        .init(
            name: "wrong sign",
            body: "{\"feed\":\n {\"id\": x}}",
            message: "f:2:9: invalid JSON"
        ),
        .init(
            name: "a list",
            body: "[1,2]",
            message: "f: unknown format: the JSON array is not a list of apps"
        ),
        .init(
            name: "another document",
            body: "{\"resultCount\":1,\"results\":[]}",
            message:
                "f: unknown format: JSON object without a feed (keys resultCount, results); use a mapping file to describe it"
        ),
        .init(name: "no entries", body: AppleBodies.feed(results: []), message: "f: feed.results: no entries"),
        .init(
            name: "no legacy entries",
            body: "{\"feed\":{\"id\":{\"label\":\"https://itunes.apple.com/us/rss/topfreeapplications/json\"}}}",
            message: "f: feed.entry: no entries"
        ),
        .init(
            name: "an address that names no chart",
            body: AppleBodies.feed(results: ["{\"id\":\"1\"}"], address: "https://example.com/x"),
            message: "f: feed.id: \"https://example.com/x\" isn't the URL of a chart"
        ),
        .init(
            name: "an empty address",
            body: AppleBodies.feed(results: ["{\"id\":\"1\"}"], address: ""),
            message: "f: feed.id: \"\" isn't the URL of a chart"
        ),
        .init(
            name: "no address",
            body: "{\"feed\":{\"results\":[]}}",
            message: "f: feed.id: missing; the chart is unknown"
        ),
        .init(
            name: "results that aren't a list",
            body: "{\"feed\":{\"results\":{}}}",
            message: "f: feed.results: expected an array"
        ),
        .init(name: "gzip", body: "\u{1F}\u{8B}", message: "f: byte 0 of the decompressed data: truncated"),
    ]

    @Test("a damaged document is rejected with an error that gives the reason and location", arguments: damages)
    func table(damage: Damage) throws {
        var body = Data(damage.body.utf8)
        if damage.name == "gzip" { body = Data([0x1F, 0x8B, 0x08]) }
        let error = try #require(throws: InputError.self) {
            try SnapshotDecoder.decode(Document(origin: "f", body: body))
        }
        #expect(error.description == damage.message)
    }

    @Test("a v2 feed truncated at any byte is rejected")
    func everyCut() {
        let body = Data(AppleBodies.two.utf8)
        for length in 0..<(body.count) {
            #expect(throws: InputError.self) {
                try SnapshotDecoder.decode(Document(origin: "f", body: body.prefix(length)))
            }
        }
    }

    @Test(
        "a real v1 feed truncated at any byte is rejected",
        .enabled(if: SharedData.isPresent, "\(SharedData.notice)")
    )
    func everyCutOfRealBody() throws {
        let body = try SharedData.data("feeds/v1-hk-top-grossing-10-2019-07-15.json")
        let end = body.lastIndex(of: UInt8(ascii: "}")).map { body.distance(from: body.startIndex, to: $0) } ?? 0
        for length in 0...end {
            #expect(throws: InputError.self) {
                try SnapshotDecoder.decode(Document(origin: "f", body: body.prefix(length)))
            }
        }
    }

    @Test(
        "decoding a feed with a malformed URL never crashes",
        arguments: ["?", "/", ".", "v2", "x/v2/us/music/top/1/.", "v1/us/ios-apps/top/x y/1/e", "us/rss/", "/rss"]
    )
    func nonsense(address: String) {
        let body = Data(AppleBodies.feed(results: ["{\"id\":\"1\"}"], address: address).utf8)
        _ = try? SnapshotDecoder.decode(Document(origin: "f", body: body))
    }

    @Test("a blank document that is larger than the limit for fetched documents is rejected")
    func tooLarge() {
        let body = Data(repeating: 0x20, count: SnapshotDecoder.bodyLimit + 1)
        #expect(throws: InputError.self) { try SnapshotDecoder.decode(Document(origin: "f", body: body)) }
    }
}
