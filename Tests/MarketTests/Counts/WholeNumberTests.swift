import Market
import Testing

@Suite("Parsing whole numbers in spreadsheets and reports")
struct WholeNumberTests {
    @Test(
        "a number with only zeros after its decimal separator is parsed as a whole number",
        arguments: [
            ("56", 56), ("56.0", 56), ("56.00", 56), ("56,0", 56), ("56,00", 56), ("0", 0), ("0.0", 0), ("0.000", 0),
            ("007", 7), (" 56 ", 56), ("1234.000", 1234), ("56.0000", 56), ("-3", -3), ("-3.00", -3), ("-0", 0),
        ] as [(String, Int64)]
    )
    func whole(text: String, value: Int64) throws {
        #expect(try WholeNumber.parse(text, in: -1_000_000...1_000_000) == value)
    }

    @Test(
        "text that isn't an unambiguous whole number in the range is rejected with the reason",
        arguments: [
            ("5.50", "isn't a whole number"), ("0.5", "isn't a whole number"), ("0,500", "isn't a whole number"),
            ("1,234", "is ambiguous: 1234, or a fraction"), ("1.234", "is ambiguous: 1234, or a fraction"),
            ("1.000", "is ambiguous: 1000, or a fraction"), ("12,000", "is ambiguous: 12000, or a fraction"),
            ("1,234,567", "has thousands separators"), ("1.234.567", "has thousands separators"),
            ("1,234.00", "has thousands separators"), ("1 234", "has thousands separators"),
            ("1\u{A0}234", "has thousands separators"), ("1'234", "has thousands separators"),
            ("1e3", "is in scientific notation"), ("1.7E+09", "is in scientific notation"),
            ("NaN", "isn't a whole number"), ("", "the number is empty"), (" ", "the number is empty"),
            ("５６", "isn't a whole number"), ("٥٦", "isn't a whole number"), ("+5", "isn't a whole number"),
            ("(5)", "isn't a whole number"), ("5.", "isn't a whole number"), (".5", "isn't a whole number"),
            ("5..0", "isn't a whole number"), ("--5", "isn't a whole number"), ("0x5", "isn't a whole number"),
            ("5%", "isn't a whole number"), ("12.34.56", "isn't a whole number"),
            ("1000001", "is out of range; use 0 to 1000000"), ("-1", "is out of range; use 0 to 1000000"),
            ("99999999999999999999", "is out of range; use 0 to 1000000"),
        ]
    )
    func rejected(text: String, problem: String) {
        let error = #expect(throws: InvalidText.self) { try WholeNumber.parse(text, in: 0...1_000_000) }
        #expect(error?.problem.contains(problem) == true, "\(error?.problem ?? "accepted")")
    }

    @Test(
        "a rank with only zeros after its decimal point, as in data frames, is valid",
        arguments: [("1", 1), ("1.0", 1), ("65535", 65_535)]
    )
    func rank(text: String, value: Int) throws {
        #expect(try Rank.parse(text).value == value)
    }

    @Test(
        "a rank that isn't a whole number from 1 to 65,535 is rejected",
        arguments: ["0", "-1", "65536", "1.5", "", "#1", "1,000"]
    )
    func noRank(text: String) {
        #expect(throws: InvalidText.self) { try Rank.parse(text) }
    }

    @Test("the redownloads metric has whole values that can be added up over days")
    func redownloads() {
        #expect(Metric.redownloads.unit == "re-downloads" && Metric.redownloads.addsUp && Metric.redownloads.isWhole)
    }
}
