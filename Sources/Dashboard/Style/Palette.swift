import Canvas

/// The colors of a built-in theme as `0xRRGGBB`, chosen for terminals with a particular background.
struct Palette {
    let background: Background
    /// The background color of terminals with this palette.
    let paper: UInt32
    let selection: UInt32
    let grid: UInt32
    let faint: UInt32
    /// The color of keys, the focus, bars, improved ranks and the focused line.
    let accent: UInt32
    let loss: UInt32
    /// The color of new apps and of the live indicator.
    let fresh: UInt32
    let warning: UInt32
    let match: UInt32
    let alert: UInt32
    let sum: UInt32
    let claim: UInt32
    let milestone: UInt32
    /// The colors of the chart lines after the focused one.
    let lines: [UInt32]
    /// The colors of ranks, worst first.
    let ranks: [UInt32]

    static func color(_ value: UInt32) -> Color {
        .rgb(UInt8(value >> 16 & 0xFF), UInt8(value >> 8 & 0xFF), UInt8(value & 0xFF))
    }
}

extension Theme {
    init(_ palette: Palette) {
        func plain(_ value: UInt32, _ attributes: Style.Attributes = []) -> Style {
            Style(Palette.color(value), on: .standard, attributes)
        }
        self.init(
            faint: plain(palette.faint),
            grid: plain(palette.grid),
            heading: Style(.standard, on: .standard, .bold),
            accent: plain(palette.accent, .bold),
            gain: plain(palette.accent),
            loss: plain(palette.loss),
            new: plain(palette.fresh, .bold),
            stale: plain(palette.warning),
            live: plain(palette.fresh, .bold),
            selection: Style(.standard, on: Palette.color(palette.selection)),
            focus: plain(palette.accent, .bold),
            match: plain(palette.match, .underline),
            alert: plain(palette.alert, [.bold, .underline]),
            bar: plain(palette.accent),
            sum: plain(palette.sum),
            claim: plain(palette.claim),
            milestone: plain(palette.milestone, .bold),
            ranks: palette.ranks.map { plain($0) },
            lines: ([palette.accent] + palette.lines).map { plain($0) },
            background: palette.background,
            paper: Palette.color(palette.paper)
        )
    }
}
