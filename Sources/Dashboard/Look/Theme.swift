public import Canvas

/// Looks by meaning. Nothing on a screen means anything by its colour alone, so `mono` loses nothing.
public struct Theme: Hashable, Sendable {
    public var text = Style.plain
    /// Axes, rules, what is not the point.
    public var faint: Style
    public var heading: Style
    /// The program's own name, keys in the bottom line.
    public var accent: Style
    public var gain: Style
    public var loss: Style
    public var new: Style
    public var stale: Style
    public var live: Style
    public var selection: Style
    /// Bars and filled progress.
    public var bar: Style
    /// A sum over several days.
    public var sum: Style
    public var claim: Style
    public var milestone: Style
    /// What lines of a chart are made of.
    public var marks = DotMarks.braille
    /// Lines of a chart, the focused one first: told apart also by eyes that see no red or no green.
    public var lines: [Style]

    /// For dark and light backgrounds alike: mid-tones of the 256 colours, the terminal's own background.
    public static let standard = Theme(
        faint: Style(.palette(244)),
        heading: Style(.standard, on: .standard, .bold),
        accent: Style(.palette(33), on: .standard, .bold),
        gain: Style(.palette(33)),
        loss: Style(.palette(172)),
        new: Style(.palette(37), on: .standard, .bold),
        stale: Style(.palette(172), on: .standard, .bold),
        live: Style(.palette(37), on: .standard, .bold),
        selection: Style(.standard, on: .standard, .reverse),
        bar: Style(.palette(33)),
        sum: Style(.palette(172)),
        claim: Style(.palette(134)),
        milestone: Style(.palette(172), on: .standard, .bold),
        lines: [33, 172, 37, 134, 64, 168, 245].map { Style(.palette($0)) }
    )

    /// No colour at all: bold, underline and reverse.
    public static let mono = Theme(
        faint: Style(.standard, on: .standard, .dim),
        heading: Style(.standard, on: .standard, .bold),
        accent: Style(.standard, on: .standard, .bold),
        gain: .plain,
        loss: .plain,
        new: Style(.standard, on: .standard, .bold),
        stale: Style(.standard, on: .standard, .bold),
        live: Style(.standard, on: .standard, .bold),
        selection: Style(.standard, on: .standard, .reverse),
        bar: .plain,
        sum: .plain,
        claim: Style(.standard, on: .standard, .underline),
        milestone: Style(.standard, on: .standard, .bold),
        lines: [[.bold], [], [.dim], [.underline]].map { Style(.standard, on: .standard, $0) }
    )

    /// The look of line `index`, counted from the focused one.
    func line(_ index: Int) -> Style { lines[min(index, lines.count - 1)] }
}
