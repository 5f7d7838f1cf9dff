import Canvas

/// Built-in themes. They use one RGB color and palette colors 16 to 255, since users can redefine the first 16. Tests
/// check the contrast of the colors with the background and with each other, including for color-blind vision.
extension Theme {
    /// A theme with mid-tones for both dark and light backgrounds. Its contrast is lower than that of ``dark`` and
    /// ``light``.
    public static let standard = Theme(
        faint: Style(.palette(244)),
        grid: Style(.palette(243)),
        heading: Style(.standard, on: .standard, .bold),
        accent: Style(.palette(33), on: .standard, .bold),
        gain: Style(.palette(33)),
        loss: Style(.palette(161)),
        new: Style(.palette(30), on: .standard, .bold),
        stale: Style(.palette(166), on: .standard),
        live: Style(.palette(30), on: .standard, .bold),
        selection: Style(.standard, on: .standard, .reverse),
        focus: Style(.palette(33), on: .standard, .bold),
        match: Style(.palette(33), on: .standard, .underline),
        alert: Style(.palette(161), on: .standard, [.bold, .underline]),
        bar: Style(.palette(33)),
        sum: Style(.palette(66)),
        claim: Style(.palette(133)),
        milestone: Style(.palette(136), on: .standard, .bold),
        ranks: [67, 31, 30, 29, 64, 100, 136].map { Style(.palette($0)) },
        lines: [33, 64, 29, 163, 197, 133, 245].map { Style(.palette($0)) }
    )

    /// A theme with bright colors for backgrounds from black to `#1e1e1e`.
    public static let dark = Theme(
        faint: Style(.palette(245)),
        grid: Style(.palette(239)),
        heading: Style(.standard, on: .standard, .bold),
        accent: Style(.palette(39), on: .standard, .bold),
        gain: Style(.palette(39)),
        loss: Style(.palette(203)),
        new: Style(.palette(43), on: .standard, .bold),
        stale: Style(.palette(208), on: .standard),
        live: Style(.palette(43), on: .standard, .bold),
        selection: Style(.standard, on: .palette(237)),
        focus: Style(.palette(39), on: .standard, .bold),
        match: Style(.palette(221), on: .standard, .underline),
        alert: Style(.palette(199), on: .standard, [.bold, .underline]),
        bar: Style(.palette(39)),
        sum: Style(.palette(146)),
        claim: Style(.palette(170)),
        milestone: Style(.palette(220), on: .standard, .bold),
        ranks: [68, 74, 73, 108, 144, 179, 221].map { Style(.palette($0)) },
        lines: [39, 210, 86, 191, 199, 141, 247].map { Style(.palette($0)) },
        background: .dark
    )

    /// A theme with dark colors for light backgrounds, from white to `#fdf6e3`.
    public static let light = Theme(
        faint: Style(.palette(242)),
        grid: Style(.palette(250)),
        heading: Style(.standard, on: .standard, .bold),
        accent: Style(.palette(26), on: .standard, .bold),
        gain: Style(.palette(26)),
        loss: Style(.palette(161)),
        new: Style(.palette(23), on: .standard, .bold),
        stale: Style(.rgb(0xB0, 0x46, 0x00), on: .standard),
        live: Style(.palette(23), on: .standard, .bold),
        selection: Style(.standard, on: .palette(254)),
        focus: Style(.palette(26), on: .standard, .bold),
        match: Style(.palette(90), on: .standard, .underline),
        alert: Style(.palette(162), on: .standard, [.bold, .underline]),
        bar: Style(.palette(26)),
        sum: Style(.palette(60)),
        claim: Style(.palette(56)),
        milestone: Style(.palette(94), on: .standard, .bold),
        ranks: [60, 25, 24, 23, 22, 58, 94].map { Style(.palette($0)) },
        lines: [26, 160, 52, 93, 162, 23, 240].map { Style(.palette($0)) },
        background: .light
    )

    /// A theme without colors, which uses bold, dim, underline and reverse.
    public static let mono = Theme(
        faint: Style(.standard, on: .standard, .dim),
        grid: Style(.standard, on: .standard, .dim),
        heading: Style(.standard, on: .standard, .bold),
        accent: Style(.standard, on: .standard, .bold),
        gain: .plain,
        loss: .plain,
        new: Style(.standard, on: .standard, .bold),
        stale: Style(.standard, on: .standard, .bold),
        live: Style(.standard, on: .standard, .bold),
        selection: Style(.standard, on: .standard, .reverse),
        focus: Style(.standard, on: .standard, .bold),
        match: Style(.standard, on: .standard, .underline),
        alert: Style(.standard, on: .standard, [.bold, .underline]),
        bar: .plain,
        sum: .plain,
        claim: Style(.standard, on: .standard, .underline),
        milestone: Style(.standard, on: .standard, .bold),
        lines: [[.bold], [], [.dim], [.underline]].map { Style(.standard, on: .standard, $0) }
    )
}
