/// Built-in themes for terminals with popular palettes. Tests check their contrast with the background of the palette.
extension Theme {
    /// A theme with high contrast on black: a contrast ratio of at least 7 for text.
    public static let contrast = Theme(
        Palette(
            background: .dark,
            paper: 0x000000,
            selection: 0x3A3A3A,
            grid: 0x808080,
            faint: 0xBCBCBC,
            accent: 0x6BD9FF,
            loss: 0xFF8F6F,
            fresh: 0x5FFFD7,
            warning: 0xFFAF00,
            match: 0xFFFF5F,
            alert: 0xFF5FD7,
            sum: 0xEDEDFF,
            claim: 0xE079FA,
            milestone: 0xFFD700,
            lines: [0x88AA55, 0xAFFF5F, 0xFFFFD7, 0xFF749D, 0xD7AFFF, 0xD0D0D0],
            ranks: [0x87AFFF, 0x87D7FF, 0x5FFFFF, 0x5FFFAF, 0xAFFF5F, 0xFFFF5F, 0xFFD700]
        )
    )

    /// A theme with warm colors on a brown background.
    public static let ember = Theme(
        Palette(
            background: .dark,
            paper: 0x282828,
            selection: 0x3C3836,
            grid: 0x665C54,
            faint: 0xA89984,
            accent: 0x83C5D8,
            loss: 0xF55F3F,
            fresh: 0x8EC07C,
            warning: 0xFE8019,
            match: 0xFABD2F,
            alert: 0xF06A8A,
            sum: 0xC4AD8B,
            claim: 0xD3869B,
            milestone: 0xFABD2F,
            lines: [0x8888DD, 0xFBD714, 0xFFF9B6, 0xFF5850, 0xD3869B, 0xA89984],
            ranks: [0x83A5B8, 0x70B0B0, 0x7CB89A, 0x9CC07C, 0xC0C060, 0xE0BF50, 0xFABD2F]
        )
    )

    /// A theme with cool colors on a slate background.
    public static let fjord = Theme(
        Palette(
            background: .dark,
            paper: 0x2E3440,
            selection: 0x3B4252,
            grid: 0x616B80,
            faint: 0x98A3B8,
            accent: 0x77C1F9,
            loss: 0xD98A76,
            fresh: 0x8FBCBB,
            warning: 0xE0A458,
            match: 0xEBCB8B,
            alert: 0xE884A8,
            sum: 0xC3DCFD,
            claim: 0xCDA2C2,
            milestone: 0xEBCB8B,
            lines: [0x88AA44, 0xAFEAC9, 0xF3D793, 0xE87B8A, 0xC593B3, 0xA0A8B8],
            ranks: [0x7FA0C8, 0x86AEDA, 0x88C0D0, 0x8FD0BB, 0xA3C890, 0xD0D090, 0xF0D080]
        )
    )

    /// A theme with clear colors on a dark teal background.
    public static let lagoon = Theme(
        Palette(
            background: .dark,
            paper: 0x002B36,
            selection: 0x0D4250,
            grid: 0x46707A,
            faint: 0x839496,
            accent: 0x5BAAED,
            loss: 0xF0726A,
            fresh: 0x2FC0B4,
            warning: 0xE08840,
            match: 0xE0B020,
            alert: 0xF06AA8,
            sum: 0x93A1A1,
            claim: 0xC9A9D6,
            milestone: 0xE0B020,
            lines: [0x66AA44, 0xACCC01, 0xEEE080, 0xF35795, 0x8A8AD8, 0x93A1A1],
            ranks: [0x5F9FD0, 0x50A8C8, 0x40B4B0, 0x60B890, 0x90B840, 0xC0B830, 0xE8C030]
        )
    )

    /// A theme with pastels on a dark violet background.
    public static let plum = Theme(
        Palette(
            background: .dark,
            paper: 0x1E1E2E,
            selection: 0x313244,
            grid: 0x585B70,
            faint: 0x9399B2,
            accent: 0x8BB1FB,
            loss: 0xEE8584,
            fresh: 0x94E2D5,
            warning: 0xFAB387,
            match: 0xF9E2AF,
            alert: 0xF57AA8,
            sum: 0xBEBED6,
            claim: 0xAA7FC2,
            milestone: 0xF9E2AF,
            lines: [0x99BB33, 0x5DEBD5, 0xF7E3B1, 0xF86F94, 0xCBA6F7, 0xA6ADC8],
            ranks: [0x7A90E0, 0x89B4FA, 0x74C7EC, 0x94E2D5, 0xA6E3A1, 0xD8E8A0, 0xF9E2AF]
        )
    )

    /// A theme with dark colors on a cream background.
    public static let sand = Theme(
        Palette(
            background: .light,
            paper: 0xFDF6E3,
            selection: 0xEEE8D5,
            grid: 0xB8AF98,
            faint: 0x657B83,
            accent: 0x1A6FB0,
            loss: 0xC02A28,
            fresh: 0x14706A,
            warning: 0x9B3F00,
            match: 0x7A4A00,
            alert: 0xB81A68,
            sum: 0x586E75,
            claim: 0x3A2D98,
            milestone: 0x806000,
            lines: [0x9020E0, 0x003403, 0x3F2558, 0xBF044D, 0x6448B0, 0x586E75],
            ranks: [0x5A6A9A, 0x3A6A9A, 0x1F6A8A, 0x1A6A60, 0x3F6818, 0x6A6010, 0x805400]
        )
    )
}
