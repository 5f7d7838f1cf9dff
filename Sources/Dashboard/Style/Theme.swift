public import Canvas

/// Looks by meaning. Nothing on a screen means anything by its colour alone, so `mono` loses nothing.
///
/// The ground is the terminal's own, everywhere: no look fills it. What each is for: ``Theme/Meaning``.
public struct Theme: Hashable, Sendable {
    public var text = Style.plain
    public var faint: Style
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
    /// What lines of a chart are made of.
    public var marks = DotMarks.braille
    /// Lines of a chart, the focused one first: at least one, at most ``lineLimit``; the last serves for all others.
    public var lines: [Style]
    /// The ground that the colours were chosen for; `nil` where they can be read on both.
    public var background: Background?

    /// Most looks of lines.
    public static let lineLimit = 12

    /// The look of line `index`, counted from the focused one.
    func line(_ index: Int) -> Style { lines.isEmpty ? text : lines[min(max(0, index), lines.count - 1)] }

    /// Whether any look has a colour, so that the theme is not for terminals without.
    public var hasColor: Bool {
        (Role.allCases.map { self[$0] } + lines).contains {
            $0.foreground != .standard || $0.background != .standard
        }
    }
}
