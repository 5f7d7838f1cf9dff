import Formats
import Foundation
import Market
import Simulation
import TestSupport
import Testing

@Suite("Random bit flips in documents")
struct BitFlipTests {
    private static let mapping = "countries-by-day"

    /// A small body in each chart format.
    private static let bodies: [(name: String, body: String)] = [
        ("v2.json", AppleBodies.two),
        (
            "legacy.json",
            """
            {"feed":{"entry":[{"im:name":{"label":"A \\u00e9"},"id":{"attributes":{"im:id":"6448311069"}}},\
            {"im:name":{"label":"B"},"id":{"attributes":{"im:id":"7"}}}],"updated":{"label":"2026-03-01T10:00:00-07:00"},\
            "id":{"label":"https://itunes.apple.com/us/rss/topfreeapplications/limit=2/json"}}}
            """
        ),
        (
            "us-top-free-2026-03-01.json",
            "[{\"id\":1,\"appId\":\"a.b\",\"title\":\"T\",\"url\":\"https://apps.apple.com/us/app/x/id1\"}]"
        ),
        (
            "lines.jsonl",
            "{\"time\":\"2026-03-01\",\"store\":\"appstore\",\"storefront\":\"us\",\"chart\":\"top-free\",\"rank\":1,\"app\":\"1\"}\n"
        ),
        ("day.json", "{\"date\":\"2026-02-20\",\"countries\":{\"us\":[{\"rank\":1,\"id\":\"15\",\"name\":\"N\"}]}}"),
        (
            "chart.csv",
            "time,store,storefront,chart,genre,rank,app,name,developer\n2026-03-01,appstore,us,top-free,,1,1,A,x\n"
        ),
    ]

    /// Flips one to four random bits per round; all bodies together have about 100,000 rounds.
    @Test("flipped bits in a document of any chart format cause an error or a result, never a crash", arguments: bodies)
    func flips(name: String, body: String) throws {
        let seed = UInt64(0x5EED) &+ UInt64(body.utf8.count)
        var generator = SeededGenerator(seed: seed)
        let mapping = try Mapping(
            file: Fixtures.repository.appendingPathComponent("Data/mappings/\(Self.mapping).toml")
        )
        let decoder = SnapshotDecoder(mapping: name == "day.json" ? mapping : nil)
        let whole = Array(body.utf8)
        var read = 0
        let rounds = 100_000 / Self.bodies.count + 1
        for _ in 0..<rounds {
            var bytes = whole
            for _ in 0..<Int.random(in: 1...4, using: &generator) {
                let bit = Int.random(in: 0..<bytes.count * 8, using: &generator)
                bytes[bit / 8] ^= 1 << UInt8(bit % 8)
            }
            if let decoded = try? decoder.decode(Document(origin: name, body: Data(bytes))) {
                read += 1
                for snapshot in decoded.snapshots {
                    precondition(Set(snapshot.entries.map(\.app)).count == snapshot.entries.count, "seed \(seed)")
                    precondition(Set(snapshot.entries.map(\.rank)).count == snapshot.entries.count, "seed \(seed)")
                }
            }
        }
        #expect(read > 0 && read < rounds, "seed \(seed): \(read) of \(rounds) were read")
    }
}
