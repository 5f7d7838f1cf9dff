import FlyingFox
import Foundation
import TestSupport
import Testing

@Suite("Adding an app while the dashboard polls", .blocking)
struct AddCommandTests {
    /// Runs the dashboard with scripted keys and a local server in place of the App Store.
    private func run(_ keys: String) async throws -> (screen: String, requests: [String]) {
        try await AppStoreStub.with { request in
            guard request.path.contains("/rss/") || request.path.hasPrefix("/api/") else {
                return AppStoreStub.answer(to: request)
            }
            let entry = "{\"id\":\"6790244829\",\"name\":\"Mint Weather\"}"
            let feed = AppleBodies.feed(results: [entry], address: "https://itunes.apple.com\(request.path)")
            return HTTPResponse(statusCode: .ok, body: Data(feed.utf8))
        } _: { server, seen in
            let folder = try TemporaryFolder()
            _ = try Program.run(["simulate", folder.url.path, "--storefronts", "1", "--hours", "2"])
            let outcome = try Program.run(
                ["watch", folder.url.path, "--no-archive", "--keys", keys, "--keys-size", "120x30"],
                environment: ["LAUNCHTOP_APPSTORE_URL": server.address]
            )
            #expect(outcome.status == 0, "\(outcome.errors)")
            return (outcome.output, seen.values)
        }
    }

    @Test("the chosen app's charts are polled in each storefront, and its page names the app")
    func choice() async throws {
        let (screen, requests) = try await run(":add <Space> mint <Space> us,jp <Enter> <Enter> 8")
        #expect(requests.first == "/search?term=mint&entity=software&country=us&limit=25")
        #expect(
            requests.dropFirst().sorted() == [
                "/api/v2/jp/apps/top-free/100/apps.json?", "/api/v2/us/apps/top-free/100/apps.json?",
                "/jp/rss/customerreviews/page=1/id=6790244829/sortby=mostrecent/json?",
                "/jp/rss/topfreeapplications/limit=100/genre=6001/json?", "/lookup?id=6790244829&country=jp",
                "/lookup?id=6790244829&country=us",
                "/us/rss/customerreviews/page=1/id=6790244829/sortby=mostrecent/json?",
                "/us/rss/topfreeapplications/limit=100/genre=6001/json?",
            ]
        )
        #expect(screen.contains("appstore:jp/top-free/6001"))
        let (page, _) = try await run(":add <Space> mint <Enter> <Enter> 1")
        #expect(page.contains("Mint Weather"))
    }

    @Test("an app whose charts are polled already adds no second source")
    func twice() async throws {
        let add = ":add <Space> mint <Enter> <Enter>"
        let (_, requests) = try await run("\(add) \(add)")
        #expect(requests.count { !$0.hasPrefix("/search") } == 4 && requests.count == 6)
    }

    @Test("watch polls the ratings of a watched app in the storefronts of its charts, and the archive keeps them")
    func ratings() async throws {
        try await AppStoreStub.with { request in
            guard request.path.hasPrefix("/api/") else { return AppStoreStub.answer(to: request) }
            return HTTPResponse(statusCode: .ok, body: Data(AppleBodies.two.utf8))
        } _: { server, seen in
            let folder = try TemporaryFolder()
            let archive = folder.url.appendingPathComponent("a.sqlite").path
            let environment = ["LAUNCHTOP_APPSTORE_URL": server.address]
            let watch = ["watch", "6790244829", "--storefront", "us", "--archive", archive, "--keys", "8"]
            let first = try Program.run(watch, home: folder.url, environment: environment)
            #expect(first.output.contains("appstore:ratings/us"), "\(first.errors)")
            #expect(seen.values.contains("/lookup?id=6790244829&country=us"))
            let page = try Program.run(["show", "app", "6790244829", "--archive", archive], home: folder.url)
            #expect(page.output.contains("US  1,280 ratings  4.6 stars"), "\(page.errors)")
            let json = try Program.run(["show", "app", "6790244829", "--json", "--archive", archive], home: folder.url)
            #expect(json.output.contains("\"ratings\":[{\"storefront\":\"us\",\"ratings\":1280,\"stars\":4.61,"))
        }
    }

    @Test("show app describes an app on the watchlist that no chart has listed, found by its id or entered name")
    func unlisted() async throws {
        try await AppStoreStub.with { request in
            guard request.path.hasPrefix("/api/") else { return AppStoreStub.answer(to: request) }
            return HTTPResponse(statusCode: .ok, body: Data(AppleBodies.two.utf8))
        } _: { server, _ in
            let folder = try TemporaryFolder()
            let archive = folder.url.appendingPathComponent("a.sqlite").path
            let watch = ["watch", "777", "--name", "Quiet App", "--storefront", "us", "--archive", archive, "--once"]
            let environment = ["LAUNCHTOP_APPSTORE_URL": server.address]
            #expect(try Program.run(watch, home: folder.url, environment: environment).status == 0)
            for name in ["777", "quiet"] {
                let page = try Program.run(["show", "app", name, "--archive", archive], home: folder.url)
                #expect(page.output.hasPrefix("Quiet App, id 777\n"), "\(page.errors)")
                #expect(page.output.contains("\nnot ranked in 1 storefront, checked "))
                let countries = try Program.run(["show", "countries", name, "--archive", archive], home: folder.url)
                #expect(countries.output.contains("ranked in 0 of 1 country, not ranked in 1"), "\(countries.errors)")
                let reviews = try Program.run(["show", "reviews", name, "--archive", archive], home: folder.url)
                #expect(reviews.errors.contains("no data for reviews of "), "\(reviews.errors)")
            }
            let json = try Program.run(["show", "app", "777", "--json", "--archive", archive], home: folder.url)
            #expect(json.output.contains("\"ranks\":[]"), "\(json.errors)")
            let unknown = try Program.run(["show", "app", "778", "--archive", archive], home: folder.url)
            #expect(unknown.status == 1 && unknown.errors.contains("no data about the app 778"))
        }
    }

    @Test("watch and record without a source poll those that were recorded last, with the interval of --every")
    func resumed() async throws {
        try await AppStoreStub.with { request in
            guard request.path.hasPrefix("/api/") else { return AppStoreStub.answer(to: request) }
            return HTTPResponse(statusCode: .ok, body: Data(AppleBodies.two.utf8))
        } _: { server, seen in
            let folder = try TemporaryFolder()
            let archive = folder.url.appendingPathComponent("a.sqlite").path
            let environment = ["LAUNCHTOP_APPSTORE_URL": server.address]
            func run(_ arguments: [String]) throws -> (output: String, errors: String) {
                let outcome = try Program.run(
                    arguments + ["--archive", archive, "--keys", "8", "--keys-size", "120x30"],
                    home: folder.url,
                    environment: environment
                )
                return (outcome.output, outcome.errors)
            }
            let first = try run(["watch", "--storefront", "us,jp"])
            #expect(first.output.contains("appstore:jp/top-free"), "\(first.errors)")
            let requests = seen.values.count
            let second = try run(["watch", "--every", "77m"])
            #expect(second.output.contains("appstore:us/top-free") && second.output.contains("appstore:jp/top-free"))
            let sources = try Program.run(["show", "sources", "--json", "--archive", archive], home: folder.url).output
            #expect(sources.components(separatedBy: "\"interval\":4620,").count == 3, "\(sources)")
            #expect(seen.values.count == requests + 2)
            let config = folder.url.appendingPathComponent("config.toml")
            try Data("[[source]]\nfrom = \"appstore:us/top-free\"\n".utf8).write(to: config)
            let refused = try Program.run(["watch", "--every", "30s", "--config", config.path], home: folder.url)
            #expect(refused.status == 64 && refused.errors.contains("--every needs a SOURCE"))
        }
    }

    @Test("an error of the service is a message on the bottom line")
    func failure() async throws {
        let (screen, requests) = try await run(":add <Space> busy <Enter>")
        #expect(screen.contains("https://itunes.apple.com/search: HTTP 429 Too Many Requests; retry in 90 s"))
        #expect(requests.count == 1)
    }
}
