import Market
import Testing

@Suite("URLs of app pages in stores")
struct StoreAddressTests {
    @Test(
        "the URL of an app's page is parsed as the app's id, with or without a scheme",
        arguments: [
            ("https://apps.apple.com/us/app/example/id1700000001", "1700000001"),
            ("https://apps.apple.com/us/app/%E4%BE%8B/id1700000001?mt=8&uo=4#top", "1700000001"),
            ("apps.apple.com/app/id1700000001", "1700000001"),
            (" HTTP://Apps.Apple.com/gb/app/x/id0017 ", "17"),
            ("https://itunes.apple.com/jp/app/id1700000001", "1700000001"),
            ("https://play.google.com/store/apps/details?id=com.example.app", "com.example.app"),
            ("https://play.google.com/store/apps/details?hl=en&id=com.example.app&gl=US", "com.example.app"),
        ]
    )
    func pasted(text: String, id: String) throws { #expect(try AppID.parse(text).text == id) }

    @Test(
        "a URL that doesn't identify an app's page is rejected as an app id",
        arguments: [
            "https://apps.apple.com/us/charts/iphone", "https://apps.apple.com/us/developer/x/id",
            "https://play.google.com/store/apps/details?id=", "https://play.google.com/store/apps",
            "https://example.com/id1700000001", "https://apps.apple.com/us/app/x/1700000001", "https://", "//", "/",
        ]
    )
    func rejected(text: String) { #expect(throws: InvalidText.self) { try AppID.parse(text) } }

    @Test("the URL of an App Store page is rejected as a Google Play id")
    func otherStore() throws {
        let address = "https://apps.apple.com/us/app/x/id1700000001"
        let error = #expect(throws: InvalidText.self) { try AppID.parse(address, in: .googlePlay) }
        #expect(error?.problem.contains("is a number, not a Google Play id") == true)
    }

    @Test(
        "the storefront in an App Store or Google Play URL is parsed, and is nil if the URL has none",
        arguments: [
            ("https://apps.apple.com/gb/app/x/id1", "gb"), ("https://apps.apple.com/app/id1", nil),
            ("https://play.google.com/store/apps/details?id=a.b&gl=us", "us"),
            ("https://play.google.com/store/apps/details?id=a.b", nil),
        ] as [(String, String?)]
    )
    func storefronts(text: String, code: String?) { #expect(StoreAddress(text)?.storefront == code) }

    @Test(
        "the URL created for an app and a storefront is parsed as the same app and storefront",
        arguments: [
            ("1700000001", "jp", "https://apps.apple.com/jp/app/id1700000001"),
            ("1700000001", nil, "https://apps.apple.com/app/id1700000001"),
            ("com.example.app", "us", "https://play.google.com/store/apps/details?id=com.example.app&gl=US"),
            ("com.example.app", nil, "https://play.google.com/store/apps/details?id=com.example.app"),
        ] as [(String, String?, String)]
    )
    func written(id: String, code: String?, text: String) throws {
        let storefront = code.flatMap { Storefront(stored: $0) }
        let app = try AppID.parse(id)
        #expect(StoreAddress.text(of: app, in: storefront) == text)
        #expect(try AppID.parse(text) == app)
        #expect(StoreAddress(text)?.storefront?.lowercased() == code)
    }

    @Test(
        "an app id that isn't valid in any store has no URL",
        arguments: ["launch:sora", "a;b", "x&y.z", "007", "../..", "--help"]
    )
    func unwritten(id: String) throws { #expect(StoreAddress.text(of: try #require(AppID(stored: id))) == nil) }
}
