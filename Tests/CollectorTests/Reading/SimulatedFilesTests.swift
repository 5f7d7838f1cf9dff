import Collector
import Formats
import Foundation
import Input
import Market
import Simulation
import TestSupport
import Testing

@Suite("Simulated market files")
struct SimulatedFilesTests {
    private func market(
        storefronts: Int = 3,
        hours: Int = 24,
        seed: UInt64 = 7,
        charts: [ChartKind] = SimulatedMarket.kinds,
        launches: Int = 3,
        isLegacy: Bool = false
    ) -> SimulatedMarket {
        SimulatedMarket(
            storefronts: Array(Storefront.all.prefix(storefronts)),
            hours: hours,
            seed: seed,
            start: Fixtures.time("2026-03-01"),
            charts: charts,
            launches: launches,
            isLegacy: isLegacy
        )
    }

    private func snapshots(_ market: SimulatedMarket) -> [ChartSnapshot] {
        var snapshots: [ChartSnapshot] = []
        market.forEachSnapshot { snapshots.append($0) }
        return snapshots
    }

    @Test(
        "reading a simulated file returns its snapshot, or the failure that its simulated outage causes",
        arguments: [false, true]
    )
    func undamaged(isLegacy: Bool) async throws {
        let folder = try TemporaryFolder()
        let market = market(isLegacy: isLegacy)
        var files: [String: SimulatedFile] = [:]
        try market.forEachFile(outages: 50) { file in
            files[file.name] = file
            guard let body = file.body else { return }
            try Data(body).write(to: folder.url.appendingPathComponent(file.name))
        }
        #expect(files.count == 3 * 3 * 24)
        #expect(files.values.count { $0.outage != nil } == 50)
        for outage in Outage.allCases { #expect(files.values.count { $0.outage == outage } == 10) }

        for (name, file) in files {
            let path = folder.url.appendingPathComponent(name).path
            guard file.body != nil else {
                #expect(!FileManager.default.fileExists(atPath: path))
                continue
            }
            var reader = SourceReader(try SourceName(path), transport: ScriptedTransport([]))
            let reading = await reader.read(now: Fixtures.time("2026-04-01"))
            switch file.outage {
            case nil:
                #expect(reading.snapshots == [file.snapshot], "\(name)")
                #expect(reading.problems.isEmpty)
            case .truncated, .page:
                #expect(reading.snapshots.isEmpty && reading.problems.count == 1, "\(name)")
            case .frozen:
                let shown = try #require(reading.snapshots.first)
                #expect(shown.chart == file.snapshot.chart)
                #expect(shown.feedUpdated == file.snapshot.observedAt - 3600)
            case .hole:
                let shown = try #require(reading.snapshots.first).entries.map(\.app)
                let missing = Set(file.snapshot.entries.map(\.app)).subtracting(shown)
                #expect(missing.count == 1)
                #expect(shown == file.snapshot.entries.map(\.app).filter { !missing.contains($0) })
            case .missing: Issue.record("a missing file has a body")
            }
        }
    }

    @Test("a simulated market writes the same files for the same arguments, and outages don't affect other files")
    func deterministic() {
        func bodies(_ market: SimulatedMarket, _ outages: Int) -> [[UInt8]?] {
            var bodies: [[UInt8]?] = []
            market.forEachFile(outages: outages) { bodies.append($0.outage == nil ? $0.body : nil) }
            return bodies
        }
        let intact = bodies(market(), 0)
        #expect(intact == bodies(market(), 0))
        #expect(intact != bodies(market(seed: 8), 0))
        let damaged = bodies(market(), 20)
        #expect(damaged == bodies(market(), 20))
        #expect(damaged.count { $0 == nil } == 20)
        for (one, other) in zip(intact, damaged) where other != nil { #expect(one == other) }
    }

    @Test("a simulated chart doesn't depend on the other charts or on the simulator's version")
    func independent() throws {
        let all = snapshots(market())
        for kind in SimulatedMarket.kinds {
            #expect(snapshots(market(charts: [kind])) == all.filter { $0.chart.kind == kind })
        }
        // The first and the last file as written by version 0.1.
        let storefronts = ["us", "gb"].compactMap { Storefront(stored: $0) }
        let market = SimulatedMarket(storefronts: storefronts, hours: 168, seed: 1, start: Fixtures.time("2026-03-01"))
        let written = snapshots(market)
        #expect(written.first?.entries.prefix(3).map(\.app.text) == ["6856884234", "1481221016", "1546823796"])
        #expect(written.last?.entries.prefix(3).map(\.app.text) == ["1559935726", "1545250400", "6700566561"])
        #expect(market.launchHour == 56)
    }

    @Test("simulated launches start at different hours and aren't ranked in a storefront before they reach it")
    func launches() throws {
        let market = market(storefronts: 6, hours: 200, charts: [.topFree], launches: 5)
        #expect(market.launches.count == 5)
        #expect(Set(market.launches.map { $0.hours.compactMap { $0 }.min() }).count > 3)
        let snapshots = snapshots(market)
        for launch in market.launches {
            for (storefront, hour) in zip(market.storefronts, launch.hours) {
                let first = snapshots.first { snapshot in
                    snapshot.chart.storefront == storefront && snapshot.entries.contains { $0.app == launch.app.id }
                }
                guard let first else { continue }
                let start = try #require(hour)
                #expect(first.observedAt >= market.start + Int64(start) * 3600)
            }
        }
        #expect(market.launches.contains { $0.hours.contains(nil) } || Set(market.launches[1].hours).count > 1)
    }

    @Test(
        "a simulated legacy feed has an object for a single entry, and no \"entry\" key for an empty chart",
        arguments: [0, 1, 2]
    )
    func entries(count: Int) throws {
        var snapshot = Fixtures.snapshot(["1", "2"], at: "2026-03-01T05:00:00Z")
        snapshot.entries = Array(snapshot.entries.prefix(count))
        snapshot.feedUpdated = snapshot.observedAt
        let body = Data(AppleFormat.body(of: snapshot).utf8)
        let root = try #require(JSONSerialization.jsonObject(with: body) as? [String: Any])
        let entry = (root["feed"] as? [String: Any])?["entry"]
        #expect((entry == nil) == (count == 0))
        #expect((entry is [Any]) == (count == 2))
        #expect((entry is [String: Any]) == (count == 1))
        let document = Document(origin: "legacy.json", body: body)
        if count == 0 {
            #expect(throws: InputError.self) { try SnapshotDecoder.decode(document) }
            return
        }
        #expect(try SnapshotDecoder.decode(document).snapshots == [snapshot])
    }

    @Test("a simulated legacy feed has links as objects or arrays, and the UTC offset -07:00 even in winter")
    func shapes() throws {
        let snapshot = try #require(snapshots(market(charts: [.topGrossing])).first)
        let body = AppleFormat.body(of: snapshot)
        let root = try #require(JSONSerialization.jsonObject(with: Data(body.utf8)) as? [String: Any])
        let entries = (root["feed"] as? [String: Any])?["entry"] as? [[String: Any]] ?? []
        let linkLists = entries.count { $0["link"] is [Any] }
        #expect(entries.count == 100)
        #expect(
            (40...80).contains(linkLists) && entries.allSatisfy { $0["link"] is [Any] || $0["link"] is [String: Any] }
        )
        #expect(body.contains("\"updated\":{\"label\":\"2026-02-28T17:00:00-07:00\"}"))
        #expect(body.contains("\\u000b"))
    }
}
