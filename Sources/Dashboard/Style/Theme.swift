public import Canvas

/// Styles by role. No information is conveyed by color alone, so `mono` is complete.
///
/// Themes never fill the terminal's own background. See ``Theme/Role`` for what each style is used for.
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
    /// The colors that the terminal can display. With fewer than 256, the area below a chart line isn't filled.
    public var depth = Color.Depth.sixteen
    /// The colors of ranks, worst first; empty for the colors of the text around them.
    public var ranks: [Style] = []
    /// The styles of chart lines, the focused line first: 1 to ``lineLimit`` styles, the last one for all further
    /// lines.
    public var lines: [Style]
    /// The background the colors were chosen for; `nil` if they're readable on both.
    public var background: Background?
    /// The background color of the terminals that the colors were chosen for; `nil` for a usual one. It isn't drawn in a
    /// terminal, but areas fade to it, and pictures have it.
    public var paper: Color?

    /// The maximum number of styles of lines, and of ranks.
    public static let lineLimit = 12

    /// Returns the style of line `index`; 0 is the focused line.
    func line(_ index: Int) -> Style { lines.isEmpty ? text : lines[min(max(0, index), lines.count - 1)] }

    /// Returns the background colors below a line, from the top of a chart to its bottom, where they fade out. Empty if the
    /// terminal can't show them or its background is unknown.
    func areaColors(below line: Style) -> [Color] {
        guard let background, line.foreground.components != nil else { return [] }
        switch depth {
        case .none, .eight, .sixteen: return []
        // The nearest of 256 colors would be steps in hue.
        case .palette: return (background == .dark ? [236, 235, 234] : [253, 254, 255]).map { .palette($0) }
        case .direct:
            let (usual, strongest) =
                background == .dark ? (Color.rgb(0x11, 0x14, 0x18), 0.3) : (.rgb(0xFF, 0xFF, 0xFF), 0.22)
            return (0..<Self.areaSteps).map { step in
                let share = strongest * Double(Self.areaSteps - step) / Double(Self.areaSteps)
                return line.foreground.mixed(share, with: paper ?? usual)
            }
        }
    }

    private static let areaSteps = 12

    /// Returns the color of a rank.
    ///
    /// - Parameter heat: 0 (worst) to 1 (best).
    func rankStyle(_ heat: Double) -> Style {
        ranks.isEmpty ? text : ranks[min(ranks.count - 1, max(0, Int(heat * Double(ranks.count))))]
    }

    /// The colors of a picture drawn with this theme.
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
