import FlyingFox
import Foundation
import TestSupport
import Testing

@Suite("watch --once")
struct WatchOnceTests {
    private let home: TemporaryFolder
    private var archive: String { home.url.appendingPathComponent("history.sqlite").path }

    init() throws { home = try TemporaryFolder() }

    @Test("watch --once respects requests_per_minute in the config file", .blocking)
    func spared() async throws {
        let times = SeenTimes()
        try await LocalServer.with { _ in
            times.note()
            return HTTPResponse(statusCode: .notFound)
        } _: { server in
            let file = home.url.appendingPathComponent("settings.toml")
            let sources = ["a", "b"].map { "[[source]]\nfrom = \"\(server.address)/\($0)\"\n" }
            try Data(("[polling]\nrequests_per_minute = 60\n" + sources.joined()).utf8).write(to: file)
            // The first request is sent after this. A busy server may receive it late, and closer to the second one.
            times.note()
            let outcome = try Program.run(["watch", "--once", "--config", file.path, "--archive", archive])
            #expect(outcome.status == 1)
        }
        #expect(times.distances.count == 2 && times.distances.reduce(.zero, +) >= .milliseconds(990))
    }
}
