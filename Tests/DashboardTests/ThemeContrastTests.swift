import Canvas
import Dashboard
import Testing

@Suite("What themes look like to eyes")
struct ThemeSightTests {
    /// A theme, the grounds that it is for, and what is asked of it.
    struct Claim: Sendable, CustomTestStringConvertible {
        let name: String
        let theme: Theme
        let grounds: [Color]
        /// Least contrast of words.
        let words: Double
        /// Least distance of the first five lines from each other.
        let lines: Double

        var testDescription: String { name }
    }

    private static let darkGrounds = [Color.rgb(0, 0, 0), .rgb(0x11, 0x14, 0x18), .rgb(0x1E, 0x1E, 0x1E)]
    private static let lightGrounds = [Color.rgb(255, 255, 255), .rgb(0xFD, 0xF6, 0xE3)]

    static let claims = [
        Claim(name: "dark", theme: .dark, grounds: darkGrounds, words: 4.5, lines: 20),
        Claim(name: "light", theme: .light, grounds: lightGrounds, words: 4.5, lines: 20),
        // No colour has more than 3.9 on both of #1e1e1e and #fdf6e3: who sits before one of them has a theme for it.
        Claim(name: "standard", theme: .standard, grounds: darkGrounds + lightGrounds, words: 3, lines: 16),
    ]

    /// What stands side by side on some page and differs in meaning.
    private static let neighbours: [(Theme.Role, Theme.Role)] = [
        (.gain, .loss), (.gain, .new), (.loss, .new), (.live, .stale), (.text, .faint), (.bar, .sum), (.bar, .claim),
        (.milestone, .claim), (.sum, .claim), (.alert, .milestone), (.match, .text), (.alert, .gain), (.focus, .faint),
    ]

    @Test("the measures agree with worked examples")
    func measures() {
        #expect(abs(ColorVision.contrast((0, 0, 0), (255, 255, 255)) - 21) < 0.001)
        // WebAIM's example of the least grey that passes on white.
        #expect(abs(ColorVision.contrast((0x76, 0x76, 0x76), (255, 255, 255)) - 4.54) < 0.005)
        #expect(abs(ColorVision.trichromacy.distance((255, 255, 255), (0, 0, 0)) - 100) < 0.01)
        // Red and green of one lightness: far apart, but not for who has no receptor for medium waves.
        let (red, green) = (
            (red: UInt8(255), green: UInt8(0), blue: UInt8(0)), (red: UInt8(0x9A), green: UInt8(0x8A), blue: UInt8(0))
        )
        #expect(ColorVision.trichromacy.distance(red, green) > 60)
        #expect(ColorVision.deuteranopia.distance(red, green) < 25)
    }

    @Test("words can be read on the ground", arguments: claims)
    func contrast(claim: Claim) throws {
        let looks = Theme.Role.allCases.map { ($0.rawValue, claim.theme[$0]) }
        let lines = claim.theme.lines.enumerated().map { ("line \($0)", $1) }
        for (name, style) in looks + lines where style.foreground != .standard {
            let color = try #require(style.foreground.components, "\(name) is one of the user's sixteen")
            for background in claim.grounds.compactMap(\.components) {
                let contrast = ColorVision.contrast(color, background)
                #expect(contrast >= (name == "faint" ? 3 : claim.words), "\(name) on \(background)")
            }
        }
    }

    @Test("gain and loss are far apart to all eyes, also in eight colours and in sixteen", arguments: claims)
    func gainAndLoss(claim: Claim) throws {
        let gain = try #require(claim.theme.gain.foreground.components)
        let loss = try #require(claim.theme.loss.foreground.components)
        for sight in ColorVision.allCases { #expect(sight.distance(gain, loss) >= 50, "\(sight)") }
        for depth in [Color.Depth.eight, .sixteen] {
            #expect(claim.theme.gain.reduced(to: depth) != claim.theme.loss.reduced(to: depth))
        }
    }

    @Test("the first five lines are told apart by all eyes", arguments: claims)
    func lines(claim: Claim) throws {
        let lines = try claim.theme.lines.prefix(5).map { try #require($0.foreground.components) }
        #expect(lines.count == 5)
        for first in lines.indices {
            for second in lines.indices.dropFirst(first + 1) {
                let distance = ColorVision.leastDistance(lines[first], lines[second])
                #expect(distance >= claim.lines, "lines \(first) and \(second)")
            }
        }
        #expect(Set(claim.theme.lines).count == claim.theme.lines.count)
    }

    @Test("what stands side by side differs in colour to all eyes, or in bold or underline", arguments: claims)
    func neighbours(claim: Claim) {
        for (left, right) in Self.neighbours {
            let (one, other) = (claim.theme[left], claim.theme[right])
            if one.attributes != other.attributes { continue }
            guard let color = one.foreground.components, let second = other.foreground.components else {
                #expect(one.foreground != other.foreground, "\(left) and \(right)")
                continue
            }
            #expect(ColorVision.leastDistance(color, second) >= 16, "\(left) and \(right)")
        }
    }

    @Test("no look fills the ground, and mono has no colour")
    func grounds() {
        for theme in [Theme.standard, .dark, .light, .mono] {
            let looks = Theme.Role.allCases.map { theme[$0] } + theme.lines
            #expect(looks.allSatisfy { $0.background == .standard })
        }
        #expect(!Theme.mono.hasColor)
        for theme in [Theme.standard, .dark, .light] { #expect(theme.hasColor) }
        // Nor do the bold, dim and underlined that remain repeat a look among the lines.
        #expect(Set(Theme.mono.lines).count == Theme.mono.lines.count)
    }
}
