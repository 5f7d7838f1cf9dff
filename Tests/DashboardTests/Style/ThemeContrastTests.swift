import Canvas
import Dashboard
import Testing

@Suite("Theme contrast")
struct ThemeContrastTests {
    /// The required contrast of a theme on its backgrounds.
    struct Requirement: Sendable, CustomTestStringConvertible {
        let name: String
        let theme: Theme
        let backgrounds: [Color]
        /// The minimum contrast of text.
        let text: Double
        /// The minimum distance (ΔE) between the first five line colors.
        let lines: Double

        var testDescription: String { name }
    }

    private static let darkBackgrounds = [Color.rgb(0, 0, 0), .rgb(0x11, 0x14, 0x18), .rgb(0x1E, 0x1E, 0x1E)]
    private static let lightBackgrounds = [Color.rgb(255, 255, 255), .rgb(0xFD, 0xF6, 0xE3)]

    static let requirements =
        [
            Requirement(name: "dark", theme: .dark, backgrounds: darkBackgrounds, text: 4.5, lines: 20),
            Requirement(name: "light", theme: .light, backgrounds: lightBackgrounds, text: 4.5, lines: 20),
            // No color exceeds a contrast of 3.9 on both #1e1e1e and #fdf6e3; other themes are for one kind of background.
            Requirement(
                name: "standard",
                theme: .standard,
                backgrounds: darkBackgrounds + lightBackgrounds,
                text: 3,
                lines: 16
            ),
        ]
        + ThemeCatalog.palettes.map { name, theme in
            Requirement(
                name: name,
                theme: theme,
                backgrounds: [theme.paper ?? .standard],
                text: name == "contrast" ? 7 : 4.5,
                lines: 20
            )
        }

    /// Pairs of roles that appear next to each other.
    private static let neighbors: [(Theme.Role, Theme.Role)] = [
        (.gain, .loss), (.gain, .new), (.loss, .new), (.live, .stale), (.text, .faint), (.bar, .sum), (.bar, .claim),
        (.milestone, .claim), (.sum, .claim), (.alert, .milestone), (.match, .text), (.alert, .gain), (.focus, .faint),
    ]

    @Test("computed color contrast and distance agree with published examples")
    func measures() {
        #expect(abs(ColorVision.contrast((0, 0, 0), (255, 255, 255)) - 21) < 0.001)
        // WebAIM's example of the lightest gray that passes on white.
        #expect(abs(ColorVision.contrast((0x76, 0x76, 0x76), (255, 255, 255)) - 4.54) < 0.005)
        #expect(abs(ColorVision.trichromacy.distance((255, 255, 255), (0, 0, 0)) - 100) < 0.01)
        // Red and green of the same lightness are far apart, except with deuteranopia.
        let (red, green) = (
            (red: UInt8(255), green: UInt8(0), blue: UInt8(0)), (red: UInt8(0x9A), green: UInt8(0x8A), blue: UInt8(0))
        )
        #expect(ColorVision.trichromacy.distance(red, green) > 60)
        #expect(ColorVision.deuteranopia.distance(red, green) < 25)
    }

    @Test("the colors of every theme have the required contrast with its backgrounds", arguments: requirements)
    func contrast(requirement: Requirement) throws {
        let styles = Theme.Role.allCases.map { ($0.rawValue, requirement.theme[$0]) }
        let lines = requirement.theme.lines.enumerated().map { ("line \($0)", $1) }
        let ranks = requirement.theme.ranks.enumerated().map { ("rank \($0)", $1) }
        for (name, style) in styles + lines + ranks where style.foreground != .standard {
            let color = try #require(style.foreground.components, "\(name) is one of the 16 user-defined colors")
            for background in requirement.backgrounds.compactMap(\.components) {
                let contrast = ColorVision.contrast(color, background)
                // Grid lines and borders carry no information of their own.
                let minimum = name == "grid" ? 1.7 : name == "faint" ? 3 : requirement.text
                #expect(contrast >= minimum, "\(name) on \(background)")
            }
        }
    }

    @Test("themes for a particular background stay readable on it when reduced to 256 colors")
    func reducedContrast() throws {
        for (name, theme) in ThemeCatalog.palettes {
            let paper = try #require(theme.paper?.components)
            for role in Theme.Role.allCases where theme[role].foreground != .standard && role != .grid {
                let color = try #require(theme[role].foreground.reduced(to: .palette).components)
                #expect(ColorVision.contrast(color, paper) >= (role == .faint ? 3 : 4.2), "\(name) \(role)")
            }
        }
    }

    @Test(
        "gain and loss colors differ clearly in every type of color vision, and also with 8 and 16 colors",
        arguments: requirements
    )
    func gainAndLoss(requirement: Requirement) throws {
        let gain = try #require(requirement.theme.gain.foreground.components)
        let loss = try #require(requirement.theme.loss.foreground.components)
        for vision in ColorVision.allCases { #expect(vision.distance(gain, loss) >= 50, "\(vision)") }
        for depth in [Color.Depth.eight, .sixteen] {
            #expect(requirement.theme.gain.reduced(to: depth) != requirement.theme.loss.reduced(to: depth))
        }
    }

    @Test("the first five line colors of a theme differ in every type of color vision", arguments: requirements)
    func lines(requirement: Requirement) throws {
        let lines = try requirement.theme.lines.prefix(5).map { try #require($0.foreground.components) }
        #expect(lines.count == 5)
        for first in lines.indices {
            for second in lines.indices.dropFirst(first + 1) {
                let distance = ColorVision.minimumDistance(lines[first], lines[second])
                #expect(distance >= requirement.lines, "lines \(first) and \(second)")
            }
        }
        #expect(Set(requirement.theme.lines).count == requirement.theme.lines.count)
    }

    @Test("no chart line of a theme has the color of warnings or one close to it", arguments: requirements)
    func warnings(requirement: Requirement) throws {
        let warning = try #require(requirement.theme.stale.foreground.components)
        for (index, line) in requirement.theme.lines.enumerated() {
            let color = try #require(line.foreground.components)
            #expect(ColorVision.trichromacy.distance(color, warning) >= 20, "line \(index)")
        }
    }

    @Test(
        "adjacent theme roles differ in color in every type of color vision, or in bold or underline",
        arguments: requirements
    )
    func neighbors(requirement: Requirement) {
        for (left, right) in Self.neighbors {
            let (first, second) = (requirement.theme[left], requirement.theme[right])
            if first.attributes != second.attributes { continue }
            guard let firstColor = first.foreground.components, let secondColor = second.foreground.components else {
                #expect(first.foreground != second.foreground, "\(left) and \(right)")
                continue
            }
            #expect(ColorVision.minimumDistance(firstColor, secondColor) >= 16, "\(left) and \(right)")
        }
    }

    @Test("colored text has enough contrast with the background of the selected row", arguments: requirements)
    func selection(requirement: Requirement) throws {
        guard let background = requirement.theme.selection.background.components else { return }
        let shown: [Theme.Role] = [.accent, .gain, .loss, .new, .stale, .match, .claim, .milestone]
        for style in shown.map({ requirement.theme[$0] }) + requirement.theme.ranks {
            let color = try #require(style.foreground.components)
            #expect(ColorVision.contrast(color, background) >= 3)
        }
    }

    @Test(
        "the colors of the best and worst ranks differ clearly in every type of color vision",
        arguments: requirements
    )
    func ranks(requirement: Requirement) throws {
        let colors = try requirement.theme.ranks.map { try #require($0.foreground.components) }
        let (worst, best) = (try #require(colors.first), try #require(colors.last))
        for vision in ColorVision.allCases { #expect(vision.distance(worst, best) >= 35, "\(vision)") }
        #expect(Set(requirement.theme.ranks).count == colors.count && colors.count >= 5)
    }

    @Test("only a theme's selection style sets a background, and only the mono theme has no colors")
    func noBackgrounds() {
        for theme in [Theme.standard, .dark, .light, .mono] + ThemeCatalog.palettes.map(\.theme) {
            let roles = Theme.Role.allCases.filter { $0 != .selection }
            let styles = roles.map { theme[$0] } + theme.lines + theme.ranks
            #expect(styles.allSatisfy { $0.background == .standard })
        }
        #expect(!Theme.mono.hasColor)
        for theme in [Theme.standard, .dark, .light] + ThemeCatalog.palettes.map(\.theme) { #expect(theme.hasColor) }
        // The lines of mono still have distinct styles.
        #expect(Set(Theme.mono.lines).count == Theme.mono.lines.count)
    }
}
