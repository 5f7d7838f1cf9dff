import Collector
import Market
import Setup
import TestSupport
import Testing

@Suite("The app to watch on the command line")
struct EnteredAppTests {
    private static let appStore = Fixtures.app("1559935726")
    private static let play = Fixtures.app("com.example.mint")
    private static let other = Fixtures.app("com.example.other")

    private static func apps(
        _ ids: [AppID],
        _ googlePlay: String? = nil,
        name: String? = nil,
        known: [AppID: AppID] = [:]
    ) throws(UsageError) -> [WatchedApp] {
        try EnteredApp(name: name, launch: nil, googlePlay: googlePlay).apps(ids) { known[$0] }
    }

    @Test("an id in each store is one app; the id on Google Play may be the URL of its page")
    func pairs() throws {
        let pair = WatchedApp(Self.appStore, name: "Mint", counterpart: Self.play)
        let address = "https://play.google.com/store/apps/details?id=com.example.mint&gl=us"
        #expect(try Self.apps([Self.appStore], "com.example.mint", name: "Mint") == [pair])
        #expect(try Self.apps([Self.appStore], address, name: "Mint") == [pair])
        #expect(try Self.apps([], "com.example.mint") == [WatchedApp(Self.play)])
        #expect(try Self.apps([Self.appStore, Self.play]) == [WatchedApp(Self.appStore), WatchedApp(Self.play)])
        let known = [Self.appStore: Self.play, Self.play: Self.appStore]
        #expect(try Self.apps([Self.appStore], "com.example.mint", name: "Mint", known: known) == [pair])
    }

    @Test(
        "errors name the option and say what to do",
        arguments: [
            ([appStore], "1559935726", [:], "is a number, not a Google Play id; use a package name"),
            ([play], "com.example.other", [:], "the id in this store is given twice; remove com.example.mint"),
            ([appStore, other], "com.example.mint", [:], "can't be used with several apps"),
            ([appStore], "com.example.mint", [appStore: other], "the config file has com.example.other"),
            ([appStore], "com.example.mint", [play: Fixtures.app("1")], "the config file has 1 in the other store"),
        ] as [([AppID], String, [AppID: AppID], String)]
    )
    func errors(ids: [AppID], googlePlay: String, known: [AppID: AppID], expected: String) throws {
        let error = try #require(throws: UsageError.self) { try Self.apps(ids, googlePlay, known: known) }
        #expect(error.message.hasPrefix("--googleplay") && error.message.contains(expected), "\(error.message)")
    }

    @Test("an app that is only in Google Play needs files, unless there are sources")
    func advice() {
        let expected =
            "Google Play charts aren't polled; they come from files of a collector: launchtop watch com.example.mint FOLDER"
        #expect(EnteredApp.advice(for: [WatchedApp(Self.play)], hasSources: false) == expected)
        #expect(EnteredApp.advice(for: [WatchedApp(Self.play)], hasSources: true) == nil)
        #expect(EnteredApp.advice(for: [WatchedApp(Self.appStore, counterpart: Self.play)], hasSources: false) == nil)
        #expect(EnteredApp.advice(for: [], hasSources: false) == nil)
    }
}
