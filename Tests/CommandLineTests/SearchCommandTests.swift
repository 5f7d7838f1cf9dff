import Foundation
import TestSupport
import Testing

@Suite("launchtop search", .blocking)
struct SearchCommandTests {
    private func search(_ arguments: [String]) async throws -> Program.Outcome {
        try await AppStoreStub.with { server, _ in
            try Program.run(["search"] + arguments, environment: ["LAUNCHTOP_APPSTORE_URL": server.address])
        }
    }

    @Test("the apps are printed as a table without control characters, with the command that watches the first one")
    func text() async throws {
        let outcome = try await search(["mint", "weather", "--storefront", "us"])
        #expect(outcome.status == 0)
        let lines = outcome.output.split(separator: "\n")
        #expect(lines.first?.hasPrefix("app ") == true && lines.count == 3)
        #expect(lines[1].contains("Mint Weather") && lines[1].contains("6790244829") && lines[1].contains("1,280"))
        #expect(lines[1].contains("Weather") && lines[1].contains("4.6") && lines[1].hasSuffix("free"))
        #expect(lines[2].contains("Games") && lines[2].hasSuffix("4.99 USD"))
        #expect(!outcome.output.contains("\u{1B}"))
        #expect(
            outcome.errors == "launchtop: to watch the first app: launchtop watch 6790244829 --name 'Mint Weather' "
                + "--storefront us --genre all,weather\n"
        )
    }

    @Test("--json and --csv contain all values")
    func exports() async throws {
        let json = try await search(["mint", "--json"])
        #expect(
            json.output.hasPrefix(
                "[{\"app\":\"6790244829\",\"name\":\"Mint Weather\",\"developer\":\"Mint Labs\",\"genre\":\"6001\","
                    + "\"genreName\":\"Weather\",\"ratings\":1280,\"stars\":4.61,\"price\":\"0\",\"currency\":\"USD\","
                    + "\"storefront\":\"us\"},{"
            )
        )
        #expect(json.output.contains("\\u001b[31mRed") && json.output.contains("\"ratings\":0,\"stars\":null"))
        let csv = try await search(["mint", "--csv"]).output.split(separator: "\n")
        #expect(csv.first == "app,name,developer,genre,genreName,ratings,stars,price,currency,storefront")
        #expect(csv.last == "1559935727,Mint [31mRed,Mint Labs,6014,Games,0,,4.99,USD,us")
    }

    @Test("no match is exit code 1, with an empty list in JSON")
    func none() async throws {
        let outcome = try await search(["none", "--json"])
        #expect(outcome.status == 1 && outcome.output == "[]\n")
        #expect(
            outcome.errors
                == "Error: no app found for \"none\" in the United States App Store; use fewer words; Google Play isn't "
                + "searched\n"
        )
    }

    @Test("an error of the service is printed without the text that was searched for")
    func failure() async throws {
        let outcome = try await search(["busy"])
        #expect(outcome.status == 1 && outcome.output.isEmpty)
        #expect(
            outcome.errors
                == "Error: https://itunes.apple.com/search: HTTP 429 Too Many Requests; retry in 90 s\n"
        )
    }
}
