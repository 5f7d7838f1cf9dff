import Canvas
import Dashboard
import Market
import TestSupport
import Testing

@Suite("Screens of every page")
struct EveryPageTests {
    private static let sizes = [
        Size(columns: 80, rows: 24), Size(columns: 120, rows: 40), Size(columns: 200, rows: 60),
    ]
    private static let themes: [(name: String, theme: Theme)] = [
        ("dark", .dark), ("light", .light), ("mono", .mono),
    ]
    private static let everywhere = EveryPage.all + EveryPage.variants

    /// Returns a page's state unchanged and after the keys for each overlay, picker, prompt and view, with those keys.
    private func states(of page: EveryPage, _ size: Size) throws -> [(keys: String, state: DashboardState)] {
        let state = try page.opened(size)
        return ["", "?", "i", "u", "A", "T", "c", "s", ":", "/", "t", "z", "L", "\t", "x"].map { keys in
            var changed = state
            for character in keys { changed.press(character == "\t" ? .tab : .character(character)) }
            return (keys, changed)
        }
    }

    @Test("the golden screens cover all pages in tab order")
    func complete() { #expect(EveryPage.all.map(\.page) == PageID.all) }

    @Test("every page matches its golden screen", arguments: EveryPage.all, sizes)
    func pictures(page: EveryPage, size: Size) throws {
        let state = try page.opened(size)
        #expect(state.route.page == page.page)
        let name = "page-\(page.name)-\(size.columns)x\(size.rows)"
        #expect(Golden.difference(of: state.frame(theme: .roles), named: name) == nil)
        guard Self.hasHeat(page, size) else { return }
        // Without colors, shading characters change the text.
        #expect(Golden.difference(of: state.frame(theme: .mono), named: name + "-mono") == nil)
    }

    /// Returns whether the page has a heat table, which uses its own colors, or shading characters if there are no
    /// colors.
    private static func hasHeat(_ page: EveryPage, _ size: Size) -> Bool {
        page.page == .countries && size.columns >= 120
    }

    /// Returns the colors that cells may have.
    private func colors(of theme: Theme, withHeat: Bool) -> Set<Color> {
        let heat = withHeat && theme.hasColor ? HeatRamp.blueToYellow.steps : []
        let styles = Theme.Role.allCases.map { theme[$0] } + theme.lines + theme.ranks + heat
        return Set([.standard] + styles.flatMap { [$0.foreground, $0.background] })
    }

    @Test(
        "every page uses only the theme's colors, and no colors in the mono theme",
        arguments: everywhere
    )
    func palette(page: EveryPage) throws {
        for size in Self.sizes {
            for (keys, state) in try states(of: page, size) {
                for (name, theme) in [("roles", Theme.roles), ("mono", .mono)] {
                    let allowed = colors(of: theme, withHeat: Self.hasHeat(page, size))
                    if name == "mono" { try #require(allowed == [.standard]) }
                    let frame = state.frame(theme: theme)
                    let unexpected = (0..<size.rows).flatMap { frame.row($0) }.map(\.style)
                        .filter { !allowed.contains($0.foreground) || !allowed.contains($0.background) }
                    #expect(Set(unexpected).isEmpty, "\(name), \(size), keys \(keys)")
                }
            }
        }
    }

    @Test(
        "outside heat tables, a theme changes only the styles of a page, not its text or click targets",
        arguments: everywhere
    )
    func sameText(page: EveryPage) throws {
        for size in Self.sizes {
            for (keys, state) in try states(of: page, size) {
                let roles = state.frame(theme: .roles)
                for (name, theme) in Self.themes {
                    let frame = state.frame(theme: theme)
                    #expect(frame.cursor == roles.cursor, "\(name), \(size), keys \(keys)")
                    guard theme.hasColor || !Self.hasHeat(page, size) else { continue }
                    #expect(frame.lines == roles.lines, "\(name), \(size), keys \(keys)")
                    #expect(frame.clickTargets == roles.clickTargets, "\(name), \(size), keys \(keys)")
                    let rows = differences(frame, from: roles, in: theme)
                    #expect(rows.isEmpty, "\(name), \(size), keys \(keys)")
                }
            }
        }
    }

    /// Returns the rows in which a frame's styles differ from the styles that the theme gives to the roles.
    private func differences(_ frame: Frame, from roles: Frame, in theme: Theme) -> [Int] {
        (0..<frame.size.rows).filter { y in
            let pairs = zip(frame.row(y), roles.row(y)).map { [$0.style, $1.style] }
            return !Set(pairs).allSatisfy { hasStyle($0[0], ofRoles: $0[1], in: theme) }
        }
    }

    private func hasStyle(_ style: Style, ofRoles roles: Style, in theme: Theme) -> Bool {
        let expected = theme.style(ofRoles: roles)
        guard style != expected, !theme.hasColor else { return style == expected }
        // Storefronts have other line styles if the theme has fewer, and selected rows and matches keep the attributes
        // of their text.
        if Theme.roles.lines.contains(where: { $0.foreground == roles.foreground }) { return true }
        // Without colors for ranks, ranks have the style of the text around them.
        if Theme.roles.ranks.contains(where: { $0.foreground == roles.foreground }) { return true }
        let kept = [Theme.Role.selection, .match].first { roles.foreground == Theme.roles[$0].foreground }
        return kept.map { style.attributes.isSuperset(of: theme[$0].attributes) } ?? false
    }

    @Test("every page in ASCII mode contains only ASCII characters", arguments: everywhere)
    func ascii(page: EveryPage) throws {
        var theme = Theme.dark
        theme.marks = .ascii
        for size in Self.sizes {
            for (keys, state) in try states(of: page, size) {
                let lines = state.frame(theme: theme).inASCII().lines
                let isPlain = lines.allSatisfy { $0.utf8.allSatisfy { (0x20...0x7E).contains($0) } }
                #expect(isPlain, "\(size), keys \(keys)")
            }
        }
    }

    @Test("unusual screen sizes don't crash any page, and the cursor stays on the screen", arguments: everywhere)
    func oddSizes(page: EveryPage) throws {
        for (columns, rows) in [(0, 0), (1, 1), (39, 9), (39, 60), (200, 9), (40, 10), (81, 25), (300, 90)] {
            let size = Size(columns: columns, rows: rows)
            for (keys, state) in try states(of: page, size) {
                let frame = state.frame(theme: .standard)
                #expect(frame.size == size, "keys \(keys)")
                let isInside =
                    frame.cursor.map { (0..<columns).contains($0.x) && (0..<rows).contains($0.y) } ?? true
                #expect(isInside, "\(size), keys \(keys)")
            }
        }
    }

    // MARK: Time

    @Test(
        "on every page with a timeline, playing to an instant shows the same screen as seeking to it",
        arguments: everywhere.filter { $0.page != .library },
        [UInt64(1), 2, 3]
    )
    func playing(page: EveryPage, seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        for round in 0..<6 {
            let size = Self.sizes[Int.random(in: 0..<Self.sizes.count, using: &generator)]
            var sought = try page.opened(size)
            sought.type("t\(Int.random(in: 0...80, using: &generator))%")
            sought.type(":speed \([60, 3600, 21_600, 86_400].randomElement(using: &generator) ?? 60)")
            for key: Key in ["+", "f", "p", "L"] where Bool.random(using: &generator) { sought.press(key) }
            var played = sought
            played.press(" ")
            for _ in 0..<Int.random(in: 1...60, using: &generator) {
                _ = played.apply(.elapsed(milliseconds: Int64.random(in: 1...400, using: &generator)))
            }
            if played.isPlaying { played.press(" ") }
            if played.isAtLiveEdge { sought.press(.end) } else { sought.type("t\(played.instant.iso8601)") }
            // An unbound key dismisses the messages.
            played.press("é")
            sought.press("é")
            #expect(played.instant == sought.instant, "seed \(seed), round \(round)")
            let (one, other) = (played.frame(theme: .dark), sought.frame(theme: .dark))
            let differences = zip(one.lines, other.lines).filter { $0 != $1 }.map { "\n\($0)\n\($1)" }
            #expect(
                differences.isEmpty,
                "seed \(seed), round \(round), \(played.instant.iso8601):\(differences.joined())"
            )
            #expect(differences.isEmpty ? one == other : true, "seed \(seed), round \(round), styles differ")
        }
    }
}
