import FlyingFox
import Foundation
import Market
import TestSupport
import Testing

/// The program with a local server in place of the App Store's feed of reviews.
@Suite("Reviews on the command line", .serialized, .blocking)
struct ReviewsCommandTests {
    private static let app = "6790244829"
    private let home: TemporaryFolder
    private var archive: String { home.url.appendingPathComponent("history.sqlite").path }

    init() throws { home = try TemporaryFolder() }

    /// Writes the config file, and returns its path.
    private func configure(_ more: String = "") throws -> String {
        try home.write(
            """
            [polling]
            requests_per_minute = "unlimited"
            [watchlist]
            apps = ["\(Self.app)"]
            [[source]]
            from = "appstore:reviews/us,jp"
            \(more)
            """,
            to: "config.toml"
        )
    }

    private static func reviews(_ ids: ClosedRange<Int>) -> [ReviewsStub.Review] {
        let now = Timestamp(seconds: Int64(Date().timeIntervalSince1970))
        return ids.reversed().map { id in
            ReviewsStub.Review(id, 1 + id % 5, "Title \(id)", text: "Text of \(id)", at: now - 100_000 + Int64(id))
        }
    }

    @Test("record continues after being killed without requesting what it has; show prints the reviews")
    func restart() async throws {
        let config = try configure()
        @Sendable func show(_ arguments: [String]) throws -> Program.Outcome {
            try Program.run(["show", "reviews", Self.app, "--archive", archive] + arguments, home: home.url)
        }
        try await ReviewsStub.with { server, stub in
            stub.set(Self.reviews(1...180), of: Self.app)
            stub.set(Self.reviews(1...1), of: Self.app, in: "jp")
            let environment = ["LAUNCHTOP_APPSTORE_URL": server.address]
            let arguments = ["record", "--config", config, "--archive", archive]
            let first = try RunningProgram(arguments, in: home.url, environment: environment)
            #expect(await first.waits(for: "appstore:reviews/jp,us", count: 2))
            _ = first.end(with: SIGKILL)
            let killed = stub.requests
            let second = try RunningProgram(arguments, in: home.url, environment: environment)
            let end = ContinuousClock.now + .seconds(60)
            while !stub.requests.contains("us \(Self.app) 4"), ContinuousClock.now < end {
                try await Task.sleep(for: .milliseconds(20))
            }
            // Wait until the answer to the last request is stored.
            while try show(["--csv"]).output.split(separator: "\n").count < 182, ContinuousClock.now < end {}
            _ = second.end(with: SIGTERM)
            // The answer to the last request before the kill may not have been stored. A finished feed is asked for news.
            let again = Set(stub.requests.dropFirst(killed.count)).intersection(killed)
            let finished = ["jp \(Self.app) 1"] + (killed.contains("us \(Self.app) 4") ? ["us \(Self.app) 1"] : [])
            #expect(again.isSubset(of: Set(killed.suffix(1) + finished)), "\(again) of \(killed)")
            #expect(stub.requests.contains("us \(Self.app) 4"))
        }
        let csv = try show(["--csv"]).output.split(separator: "\n")
        #expect(csv.count == 182 && csv[1].contains(",us,1,2.4.1,Title 180,Text of 180,180,"))
        #expect(try show(["--csv", "--stars", "1", "--storefront", "us"]).output.split(separator: "\n").count == 37)
        let text = try show(["--storefront", "japan"]).output
        #expect(
            text.contains("1 of 181 reviews match the filter") && text.contains("1 of 181 shown") && text.contains("JP")
        )
        let json = try show(["--json", "--stars", "2"]).output
        #expect(json.contains("\"count\":37,") && json.contains("\"title\":\"Title 1\""))
        let database = try Data(contentsOf: URL(fileURLWithPath: archive))
        #expect(database.range(of: Data("secret author".utf8)) == nil)
    }

    @Test("invalid options, and an app without reviews, are errors")
    func errors() throws {
        for (arguments, problem) in [
            (["--stars", "6"], "--stars: invalid number of stars 6; use 1 to 5"),
            (["--storefront", "zz"], "--storefront: unknown storefront \"zz\""),
        ] {
            let outcome = try Program.run(["show", "reviews", Self.app] + arguments, home: home.url)
            #expect(outcome.status == 64 && outcome.errors.contains(problem), "\(outcome.errors)")
        }
        let none = try Program.run(["show", "reviews", "sora"], home: home.url)
        #expect(none.status == 1 && none.errors.contains("no data for reviews of Sora"), "\(none.errors)")
    }

    @Test("source test sends one request, and stores nothing; an error of the service is shown")
    func test() async throws {
        let config = try configure()
        try await ReviewsStub.with { server, stub in
            stub.set(Self.reviews(1...60), of: Self.app, in: "jp")
            let test = ["source", "test", "--config", config, "--archive", archive]
            let environment = ["LAUNCHTOP_APPSTORE_URL": server.address]
            let outcome = try Program.run(test, home: home.url, environment: environment)
            for line in [
                "appstore:reviews/jp,us: OK\n", "  received    50 reviews\n",
                "  missing     1 other combination of app and storefront, not tested\n",
            ] {
                #expect(outcome.output.contains(line), "\(outcome.output)\(outcome.errors)")
            }
            #expect(stub.requests.count == 1 && !FileManager.default.fileExists(atPath: archive))
            stub.fail([HTTPResponse(statusCode: .forbidden)])
            let failed = try Program.run(test, home: home.url, environment: environment)
            #expect(failed.status == 1 && failed.output.contains("JP \(Self.app): HTTP 403 Forbidden"))
        }
    }

    @Test("config check and doctor flag a rule about reviews that no source polls")
    func rules() throws {
        let config = try configure("[[alert]]\nwhen = \"reviews 1-star > 10 in 1h in de\"\n")
        let problem =
            "reviews 1-star > 10 in 1h in de: can't fire: no source polls reviews in DE; add a [[source]] such as "
            + "appstore:reviews/us"
        let checked = try Program.run(["config", "check", "--config", config], home: home.url)
        #expect(checked.status == 0 && (checked.output + checked.errors).contains(problem), "\(checked)")
        let doctor = try Program.run(["doctor", "--config", config], home: home.url)
        #expect(doctor.output.contains("no source polls reviews in DE"), "\(doctor.output)")
        let polled = try configure("[[alert]]\nwhen = \"reviews 1-star > 10 in 1h in jp\"\n")
        let fine = try Program.run(["config", "check", "--config", polled], home: home.url)
        #expect(!(fine.output + fine.errors).contains("can't fire"))
    }

    @Test("an alert about reviews runs its command once, also after a restart")
    func alert() async throws {
        let file = home.url.appendingPathComponent("alerts.txt").path
        let script = try home.write("#!/bin/sh\necho \"$1\" >> \"\(file)\"\n", to: "alert.sh")
        #expect(chmod(script, 0o700) == 0)
        let config = try configure(
            "[[alert]]\nwhen = \"reviews > 2 in 24h in us\"\ncommand = [\"\(script)\", \"{title}\"]\n"
        )
        // The time of the server's reviews is after the first poll.
        @Sendable func later(_ ids: ClosedRange<Int>) -> [ReviewsStub.Review] {
            let now = Timestamp(seconds: Int64(Date().timeIntervalSince1970))
            return ids.reversed().map { ReviewsStub.Review($0, 1, at: now) } + Self.reviews(1...5)
        }
        @Sendable func alerts() -> [String] {
            ((try? String(contentsOfFile: file, encoding: .utf8)) ?? "").split(separator: "\n").map(String.init)
        }
        try await ReviewsStub.with { server, stub in
            stub.set(Self.reviews(1...5), of: Self.app)
            let environment = ["LAUNCHTOP_APPSTORE_URL": server.address]
            let arguments = ["record", "--config", config, "--archive", archive]
            for (run, ids) in [(0, nil), (1, 11...14), (2, 11...15)] as [(Int, ClosedRange<Int>?)] {
                // Dates have seconds, and a review of the first second counts as history.
                try await Task.sleep(for: .seconds(1.1))
                if let ids { stub.set(later(ids), of: Self.app) }
                let program = try RunningProgram(arguments, in: home.url, environment: environment)
                #expect(await program.waits(for: "appstore:reviews/jp,us", count: 2 * (run + 1)))
                let end = ContinuousClock.now + .seconds(run == 1 ? 60 : 2)
                while alerts().count < (run == 1 ? 1 : 2), ContinuousClock.now < end {
                    try await Task.sleep(for: .milliseconds(20))
                }
                _ = program.end(with: SIGTERM)
                #expect(alerts().count == (run == 0 ? 0 : 1), "run \(run): \(alerts())")
            }
            #expect(alerts().first?.hasSuffix("has 4 reviews in US within 24 h") == true, "\(alerts())")
        }
    }
}
