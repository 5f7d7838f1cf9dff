import Canvas
import Market
import TestSupport
import Testing

@testable import Dashboard

@Suite("Text wrapping")
struct TextWrappingTests {
    private let row = [
        StyledText("◆ "), StyledText("500k   "),
        StyledText("estimate, Appfigures via TechCrunch, restated by Al Jazeera"),
    ]

    @Test("wrapping styled text indents later lines, stays within the width and loses no words", arguments: 14...72)
    func margin(width: Int) {
        let lines = TextWrapping.lines(row, width: width, margin: 4)
        #expect(lines.allSatisfy { $0.width <= width })
        #expect(lines.dropFirst().allSatisfy { $0[0].text == "    " })
        let words = lines.flatMap { $0 }.map(\.text).joined(separator: " ").split(separator: " ")
        let cut = words.joined()
        #expect(cut == row.map(\.text).joined().filter { $0 != " " })
        #expect(width < 68 || lines == [row])
    }

    @Test("styled text isn't wrapped if the width leaves no room after the indent")
    func narrow() {
        #expect(TextWrapping.lines(row, width: 5, margin: 4) == [row])
        #expect(TextWrapping.lines([StyledText](), width: 5, margin: 1) == [[]])
    }

    @Test(
        "the shorter forms of a figure's source drop the last publisher first and keep the original one",
        arguments: [
            (
                "estimate, Appfigures via TechCrunch, restated by iabizz",
                [
                    "estimate, Appfigures via TechCrunch, restated by iabizz", "estimate, Appfigures via TechCrunch",
                    "estimate, Appfigures",
                ]
            ),
            (
                "claim, Bill Peebles (OpenAI) on X, quoted by TechStartups",
                [
                    "claim, Bill Peebles (OpenAI) on X, quoted by TechStartups", "claim, Bill Peebles (OpenAI) on X",
                    "claim, Bill Peebles (OpenAI)",
                ]
            ),
            ("US Top Free, observed, chart snapshot", ["US Top Free, observed, chart snapshot"]),
            ("claim, elsewhere", ["claim, elsewhere"]), ("estimate", ["estimate"]), ("", [""]),
        ]
    )
    func shorterForms(text: String, forms: [String]) { #expect(SourceText.forms(of: text) == forms) }

    @Test("milestone sources on a wide App page aren't truncated with an ellipsis", arguments: [120, 130, 160, 200])
    func sources(columns: Int) throws {
        let state = try Dashboards.sora(at: "2025-10-06T23:59:59Z", size: Size(columns: columns, rows: 60))
        let lines = state.frame(theme: .mono).lines
        let milestones = lines.filter { $0.contains("◆") || $0.contains("“") }
        #expect(milestones.count > 5 && !lines.joined().contains("Appfigures via TechCrunch…"))
        #expect(!milestones.contains { $0.hasSuffix("…") })
    }
}
