import Canvas
import Dashboard
import Foundation
import TestSupport
import Testing

@Suite("Themes")
struct ThemeTests {
    private static let violet = Style(.palette(93), on: .standard, .bold)

    private static var custom: Theme {
        var theme = Theme.dark
        theme[.gain] = violet
        return theme
    }

    @Test("setting the style of a theme role changes no other role")
    func roles() {
        for role in Theme.Role.allCases {
            var theme = Theme.mono
            theme[role] = Self.violet
            let changed = Theme.Role.allCases.filter { theme[$0] == Self.violet }
            #expect(changed == [role])
            #expect(!role.explanation.isEmpty)
        }
    }

    @Test("the styles of the built-in themes match their golden file")
    func styles() {
        let themes: [(String, Theme)] =
            [
                ("standard", .standard), ("dark", .dark), ("light", .light), ("mono", .mono),
            ] + ThemeCatalog.palettes
        let lines = themes.flatMap { name, theme in
            Theme.Role.allCases.map { "\(name) \($0.rawValue): \(Golden.text(of: theme[$0]))" }
                + theme.lines.enumerated().map { "\(name) line \($0 + 1): \(Golden.text(of: $1))" }
        }
        #expect(Golden.difference(of: lines.joined(separator: "\n") + "\n", named: "themes") == nil)
    }

    @Test("the theme file documentation lists all roles with their explanations")
    func page() throws {
        let page = Fixtures.repository.appendingPathComponent("docs/formats/theme-file.md")
        let rows = Theme.Role.allCases.map { "| `\($0.rawValue)` | \($0.explanation) |\n" }.joined()
        let text = try String(contentsOf: page, encoding: .utf8)
        #expect(text.contains("|---|---|\n\(rows)| `lines` | a list of 1 to \(Theme.lineLimit) styles"))
    }

    @Test("the auto theme is dark or light like the terminal's background, or standard if it's unknown")
    func auto() {
        var catalog = ThemeCatalog()
        catalog.depth = .sixteen
        #expect(catalog.theme(named: "auto") == .standard)
        catalog.background = .dark
        #expect(catalog.theme(named: "auto") == .dark)
        catalog.background = .light
        #expect(catalog.theme(named: "auto") == .light)
        #expect(catalog.theme(named: "dark") == .dark)
        #expect(catalog.theme(named: "Dark") == nil)
    }

    @Test(
        "the screen is filled if the theme is for another background than the terminal's",
        arguments: [
            ("light", .dark, .rgb(0xFF, 0xFF, 0xFF)), ("light", .light, .standard),
            ("light", nil, .rgb(0xFF, 0xFF, 0xFF)),
            ("dark", .light, .rgb(0x11, 0x14, 0x18)), ("ember", .dark, .standard),
            ("ember", .light, .rgb(0x28, 0x28, 0x28)), ("auto", .light, .standard), ("mono", .light, .standard),
        ] as [(String, Background?, Color)]
    )
    func filled(theme: String, terminal: Background?, expected: Color) throws {
        var state = try Dashboards.sora(at: "2025-10-06T23:59:59Z", size: Size(columns: 80, rows: 24))
        state.themes.background = terminal
        let isChosen = state.chooseTheme(theme)
        #expect(isChosen)
        let frame = state.terminalFrame()
        let plain = (0..<frame.size.rows).flatMap { frame.row($0).map(\.style) }
        #expect(plain.contains { $0.background == expected })
        if expected != .standard {
            #expect(!plain.contains { $0.background == .standard || $0.foreground == .standard })
        }
    }

    @Test("custom themes are listed after the built-in themes and can't replace them")
    func custom() {
        var catalog = ThemeCatalog()
        catalog.put(Self.custom, as: "violet")
        catalog.put(Self.custom, as: "amber")
        catalog.put(Self.custom, as: "dark")
        catalog.depth = .sixteen
        #expect(catalog.names == ThemeCatalog.builtIn + ["amber", "violet"])
        #expect(ThemeCatalog.builtIn.count == 10)
        #expect(catalog.theme(named: "dark") == .dark)
        #expect(catalog.theme(named: "violet")?.gain == Self.violet)
        #expect(catalog.names.allSatisfy { catalog.theme(named: $0) != nil })
    }

    @Test("on a terminal without colors, mono replaces themes that have colors")
    func colorless() {
        var bold = Theme.mono
        bold[.gain] = Style(.standard, on: .standard, .bold)
        var catalog = ThemeCatalog()
        catalog.put(Self.custom, as: "violet")
        catalog.put(bold, as: "bold")
        catalog.depth = .none
        catalog.marks = .ascii
        var mono = Theme.mono
        (mono.marks, mono.depth) = (.ascii, .none)
        (bold.marks, bold.depth) = (.ascii, .none)
        for name in ["auto", "dark", "light", "mono", "violet"] { #expect(catalog.theme(named: name) == mono) }
        #expect(catalog.theme(named: "bold") == bold)
    }

    @Test("the dashboard uses the chosen theme, and keeps it if an unknown theme is chosen")
    func choosing() throws {
        var state = try Dashboards.sora(at: "2025-10-06T23:59:59Z", size: Size(columns: 80, rows: 24))
        #expect(state.themeName == "auto" && state.frame() == state.frame(theme: .standard))
        let first = state.chooseTheme("light")
        #expect(first && state.frame() == state.frame(theme: .light))
        let second = state.chooseTheme("violet")
        #expect(!second && state.themeName == "light")
        state.themes.put(Self.custom, as: "violet")
        let third = state.chooseTheme("violet")
        #expect(third && state.frame() == state.frame(theme: Self.custom))
        // If the theme is no longer in the catalog, auto is used.
        state.themes = ThemeCatalog()
        #expect(state.frame() == state.frame(theme: .standard))
    }

    @Test(
        "the COLORFGBG variable determines whether the background is dark, light or unknown",
        arguments: [
            ("15;0", .dark), ("0;15", .light), ("0;default;15", .light), ("7;8", .dark), ("0;7", .light),
            ("0;9", .light),
            ("12;6", .dark), ("15;default", nil), ("", nil), ("15;", nil), ("0;16", nil), ("0;-1", nil), ("0", .dark),
            ("0;99999999999999999999", nil),
        ] as [(String, Background?)]
    )
    func background(text: String, expected: Background?) { #expect(Background(colorfgbg: text) == expected) }
}
