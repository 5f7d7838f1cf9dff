import Canvas
import Dashboard
import Foundation
import TestSupport
import Testing

@Suite("Themes by name")
struct ThemeTests {
    private static let violet = Style(.palette(93), on: .standard, .bold)

    private static var own: Theme {
        var theme = Theme.dark
        theme[.gain] = violet
        return theme
    }

    @Test("each meaning is a look of its own")
    func roles() {
        for role in Theme.Role.allCases {
            var theme = Theme.mono
            theme[role] = Self.violet
            let changed = Theme.Role.allCases.filter { theme[$0] == Self.violet }
            #expect(changed == [role])
            #expect(!role.explanation.isEmpty)
        }
    }

    @Test("the page in the documentation lists all meanings")
    func page() throws {
        let page = Fixtures.repository.appendingPathComponent("docs/formats/theme-file.md")
        let rows = Theme.Role.allCases.map { "| `\($0.rawValue)` | \($0.explanation) |\n" }.joined()
        let text = try String(contentsOf: page, encoding: .utf8)
        #expect(text.contains("|---|---|\n\(rows)| `lines` | a list of 1 to \(Theme.lineLimit) looks"))
    }

    @Test("auto follows the ground")
    func auto() {
        var blockStore = ThemeCatalog()
        #expect(blockStore.theme(named: "auto") == .standard)
        blockStore.background = .dark
        #expect(blockStore.theme(named: "auto") == .dark)
        blockStore.background = .light
        #expect(blockStore.theme(named: "auto") == .light)
        #expect(blockStore.theme(named: "dark") == .dark)
        #expect(blockStore.theme(named: "Dark") == nil)
    }

    @Test("one's own are offered after the built-in ones, whose names they cannot take")
    func own() {
        var blockStore = ThemeCatalog()
        blockStore.put(Self.own, as: "violet")
        blockStore.put(Self.own, as: "amber")
        blockStore.put(Self.own, as: "dark")
        #expect(blockStore.names == ["auto", "dark", "light", "mono", "amber", "violet"])
        #expect(blockStore.theme(named: "dark") == .dark)
        #expect(blockStore.theme(named: "violet")?.gain == Self.violet)
        #expect(blockStore.names.allSatisfy { blockStore.theme(named: $0) != nil })
    }

    @Test("without colours mono stands in, but not for a theme that has none itself")
    func colorless() {
        var bold = Theme.mono
        bold[.gain] = Style(.standard, on: .standard, .bold)
        var blockStore = ThemeCatalog()
        blockStore.put(Self.own, as: "violet")
        blockStore.put(bold, as: "bold")
        blockStore.hasColor = false
        blockStore.marks = .ascii
        var mono = Theme.mono
        mono.marks = .ascii
        bold.marks = .ascii
        for name in ["auto", "dark", "light", "mono", "violet"] { #expect(blockStore.theme(named: name) == mono) }
        #expect(blockStore.theme(named: "bold") == bold)
    }

    @Test("a dashboard draws with the theme that was chosen, and keeps it where there is none of a name")
    func choosing() throws {
        var state = try Dashboards.sora(at: "2025-10-06T23:59:59Z", size: Size(columns: 80, rows: 24))
        #expect(state.themeName == "auto" && state.frame() == state.frame(theme: .standard))
        let first = state.chooseTheme("light")
        #expect(first && state.frame() == state.frame(theme: .light))
        let second = state.chooseTheme("violet")
        #expect(!second && state.themeName == "light")
        state.themes.put(Self.own, as: "violet")
        let third = state.chooseTheme("violet")
        #expect(third && state.frame() == state.frame(theme: Self.own))
        // A shelf without it: what no longer is there cannot be drawn with.
        state.themes = ThemeCatalog()
        #expect(state.frame() == state.frame(theme: .standard))
    }

    @Test(
        "what a terminal says of its ground",
        arguments: [
            ("15;0", .dark), ("0;15", .light), ("0;default;15", .light), ("7;8", .dark), ("0;7", .light),
            ("0;9", .light),
            ("12;6", .dark), ("15;default", nil), ("", nil), ("15;", nil), ("0;16", nil), ("0;-1", nil), ("0", .dark),
            ("0;99999999999999999999", nil),
        ] as [(String, Background?)]
    )
    func background(text: String, expected: Background?) { #expect(Background(colorfgbg: text) == expected) }
}
