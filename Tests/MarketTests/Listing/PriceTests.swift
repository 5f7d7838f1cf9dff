import Market
import Testing

@Suite("Prices and listings")
struct PriceTests {
    @Test(
        "a price keeps the amount that the store wrote, without rounding",
        arguments: [
            ("4.99", "USD", "4.99 USD"), ("0.00000", "USD", "free"), ("0", "JPY", "free"), ("600", "jpy", "600 JPY"),
            ("1.5", "EUR", "1.50 EUR"), ("0.990", "KWD", "0.99 KWD"), ("0.995", "KWD", "0.995 KWD"),
            ("1000000000", "VND", "1000000000 VND"),
        ]
    )
    func text(amount: String, currency: String, expected: String) {
        #expect(Price(amount, currency: currency)?.text == expected)
    }

    @Test(
        "text that isn't an amount in a currency is no price",
        arguments: [
            ("", "USD"), ("-1", "USD"), ("-0.5", "USD"), ("4.", "USD"), ("4,99", "USD"), ("4.9999", "USD"),
            ("4e2", "USD"),
            ("1000000001", "USD"), ("99999999999999999999", "USD"), ("1", "US"), ("1", "$"), ("1", ""),
        ]
    )
    func invalid(amount: String, currency: String) { #expect(Price(amount, currency: currency) == nil) }

    @Test("the suggested watch command polls the main chart and the genre's chart, with a quoted name")
    func invocation() throws {
        let app = try AppID.parse("6790244829")
        let us = try Storefront.parse("us")
        var listing = AppListing(app, name: "Mint's\u{1B} $HOME", genre: try Genre.parse("6001", in: .appStore))
        let japan = try Storefront.parse("japan")
        #expect(
            WatchInvocation(listing, storefronts: [us, japan]).text
                == "launchtop watch 6790244829 --name 'Mint'\\''s $HOME' --storefront us,jp --genre all,weather"
        )
        listing = AppListing(app, name: "Mint", price: Price("4.99", currency: "USD"))
        #expect(
            WatchInvocation(listing, storefronts: [us]).text
                == "launchtop watch 6790244829 --name Mint --storefront us --chart top-paid --genre all"
        )
    }

    @Test(
        "an argument is quoted for the shell only if it needs to be",
        arguments: [
            ("mint", "mint"), ("", "''"), ("mint weather", "'mint weather'"), ("a'b", "'a'\\''b'"), ("天気", "'天気'"),
        ]
    )
    func shell(text: String, expected: String) { #expect(ShellText.quoted(text) == expected) }
}
