import Market
import Testing

@Suite("Parsing app ids")
struct AppIDTests {
    @Test(
        "an App Store id is parsed in the forms that spreadsheets, URLs and data frames use",
        arguments: [
            "1700000001", "id1700000001", "ID1700000001", "001700000001", "id001700000001", "1700000001.0",
            "1700000001.00", "1700000001,0", " 1700000001\t", "=\"1700000001\"", "'1700000001",
        ]
    )
    func number(text: String) throws {
        #expect(try AppID.parse(text, in: .appStore).text == "1700000001")
        #expect(try AppID.parse(text).text == "1700000001")
        #expect(throws: InvalidText.self) { try AppID.parse(text, in: .googlePlay) }
    }

    @Test("an App Store id may have 1 to 19 digits", arguments: [("7", true), ("9223372036854775807", true)])
    func length(text: String, isValid: Bool) throws {
        #expect(try AppID.parse(text).text == text)
        #expect(throws: InvalidText.self) { try AppID.parse("1" + String(repeating: "0", count: 19)) }
    }

    @Test(
        "an app id in scientific notation is rejected as a rounded number",
        arguments: ["1.70E+09", "1.7e9", "1E10", "1,7E+09", "id1.70E+09"]
    )
    func rounded(text: String) {
        let error = #expect(throws: InvalidText.self) { try AppID.parse(text, in: .appStore) }
        if !text.hasPrefix("id") { #expect(error?.problem.contains("the number was rounded") == true) }
        #expect(throws: InvalidText.self) { try AppID.parse(text) }
    }

    @Test(
        "null values and invalid app ids are rejected for both stores",
        arguments: [
            "", " ", "null", "nan", "NaN", "N/A", "#N/A", "None", "undefined", "-", "0", "000", "id", "id0", "-5", "+5",
            "1700000001.5", "1700000001.", ".0", "1,700,000,001", "1,000", "1 700 000 001", "1_700", "１７００",
            "12345678901234567890",
            "0x1F", "com", ".com.example", "com..example", "com.example.", "com.1example", "com.exa-mple",
            "com.exämple",
        ]
    )
    func rejected(text: String) {
        #expect(throws: InvalidText.self) { try AppID.parse(text) }
        for store in Store.allCases { #expect(throws: InvalidText.self) { try AppID.parse(text, in: store) } }
    }

    @Test("a Google Play id is a package name", arguments: ["com.example.app", "com.Example_1.a2", "a.b"])
    func package(text: String) throws {
        #expect(try AppID.parse(text).text == text)
        #expect(try AppID.parse(text, in: .googlePlay).store == .googlePlay)
        #expect(throws: InvalidText.self) { try AppID.parse(text, in: .appStore) }
    }

    @Test("the error for an invalid app id quotes the text, truncated and without control characters")
    func phrase() {
        let text = "x\u{1B}[2J" + String(repeating: "y", count: 60)
        let error = #expect(throws: InvalidText.self) { try AppID.parse(text) }
        #expect(error?.problem.hasPrefix("invalid app id \"x?[2J" + String(repeating: "y", count: 35) + "…\";") == true)
    }

    @Test("the error for an app id from the other store describes the id format of the requested store")
    func otherStore() {
        let number = #expect(throws: InvalidText.self) { try AppID.parse("1700000001", in: .googlePlay) }
        #expect(
            number?.problem
                == "\"1700000001\" is a number, not a Google Play id; use a package name such as com.example.app"
        )
        let package = #expect(throws: InvalidText.self) { try AppID.parse("com.example.app", in: .appStore) }
        #expect(package?.problem == "\"com.example.app\" is a package name, not an App Store id; use the number")
    }

    @Test("the candidate ids for a typed app id are the parsed id and the text itself, if valid")
    func candidates() {
        #expect(AppID.candidates(for: "id017").map(\.text) == ["17", "id017"])
        #expect(AppID.candidates(for: "17").map(\.text) == ["17"])
        #expect(AppID.candidates(for: "launch:sora").map(\.text) == ["launch:sora"])
        #expect(AppID.candidates(for: "1.70E+09").map(\.text) == ["1.70E+09"])
        #expect(AppID.candidates(for: "two words").isEmpty)
    }
}
