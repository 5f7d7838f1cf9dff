public import Canvas

/// The styles of the dashboard by role. No information is conveyed by color alone, so ``mono`` conveys everything, too.
///
/// The screen is filled only if a theme's colors are unreadable on the terminal's own background. See ``Theme/Role`` for
/// what each style is used for.
public struct Theme: Hashable, Sendable {
    public var text = Style.plain
    public var faint: Style
    public var grid: Style
    public var heading: Style
    public var accent: Style
    public var gain: Style
    public var loss: Style
    public var new: Style
    public var stale: Style
    public var live: Style
    public var selection: Style
    public var focus: Style
    public var match: Style
    public var alert: Style
    public var bar: Style
    public var sum: Style
    public var claim: Style
    public var milestone: Style
    /// The marks used to draw chart lines.
    public var marks = DotMarks.braille
    /// The number of colors that the terminal can display. With fewer than 256, the area below a chart line isn't
    /// filled.
    public var depth = Color.Depth.sixteen
    /// The styles of ranks, worst first; empty if ranks have the style of the text around them.
    public var ranks: [Style] = []
    /// The styles of chart lines, the focused line first: 1 to ``lineLimit`` styles. All further lines have the last
    /// style.
    public var lines: [Style]
    /// The background that the colors were chosen for; `nil` if they're readable on both dark and light backgrounds.
    public var background: Background?
    /// The terminal background color that the colors were chosen for; `nil` for a typical dark or light one. Filled areas
    /// fade to it, and screenshots have it as their background.
    public var paper: Color?

    /// The maximum number of line styles, and of rank styles.
    public static let lineLimit = 12

    /// Returns the style of the chart line at an index. Index 0 is the focused line.
    func line(_ index: Int) -> Style { lines.isEmpty ? text : lines[min(max(0, index), lines.count - 1)] }

    /// Returns the background colors of the area below a chart line, from the top of the chart to its bottom, where
    /// they fade out. The array is empty if the terminal can't show the colors, or if the color of its background or of
    /// the line is unknown.
    func areaColors(below line: Style) -> [Color] {
        guard let background, line.foreground.components != nil else { return [] }
        switch depth {
        case .none, .eight, .sixteen: return []
        // Mixed colors reduced to 256 would change in hue from step to step, so grays are used instead.
        case .palette: return (background == .dark ? [236, 235, 234] : [253, 254, 255]).map { .palette($0) }
        case .direct:
            let strongest = background == .dark ? 0.3 : 0.22
            let paper = paper(for: background)
            return (0..<Self.areaSteps).map { step in
                let share = strongest * Double(Self.areaSteps - step) / Double(Self.areaSteps)
                return line.foreground.mixed(share, with: paper)
            }
        }
    }

    private func paper(for background: Background) -> Color {
        paper ?? (background == .dark ? .rgb(0x11, 0x14, 0x18) : .rgb(0xFF, 0xFF, 0xFF))
    }

    /// Returns the style that replaces the terminal's default colors; `nil` if the theme is readable on the terminal's
    /// background, or if the terminal has no colors. On an unknown background, a theme may be unreadable.
    func plainStyle(on terminal: Background?) -> Style? {
        guard let background, background != terminal, depth != .none else { return nil }
        let ink: Color = background == .dark ? .rgb(0xD8, 0xDE, 0xE9) : .rgb(0x1F, 0x23, 0x28)
        return Style(ink, on: paper(for: background))
    }

    private static let areaSteps = 12

    /// Returns the style of a rank.
    ///
    /// - Parameter heat: The heat of the rank, from 0 (worst) to 1 (best).
    func rankStyle(_ heat: Double) -> Style {
        ranks.isEmpty ? text : ranks[min(ranks.count - 1, max(0, Int(heat * Double(ranks.count))))]
    }

    /// The colors of a screenshot in this theme.
    public var picture: PictureTheme {
        let usual = background == .light ? PictureTheme.light : .dark
        return paper.map(usual.on) ?? usual
    }

    /// Whether any style has a color.
    public var hasColor: Bool {
        (Role.allCases.map { self[$0] } + lines + ranks).contains {
            $0.foreground != .standard || $0.background != .standard
        }
    }
}
