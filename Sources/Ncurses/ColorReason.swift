internal import CNcurses

/// The reason for the number of colors used in a terminal.
public enum ColorReason: Hashable, Sendable, CaseIterable {
    /// A setting that turns colors off.
    case unwanted
    /// The number of colors in the terminfo entry.
    case entry
    /// The `RGB` capability and 16,777,216 colors in the terminfo entry.
    case entryRGB
    /// The `Tc` capability in the terminfo entry, tmux's older flag for 24-bit color.
    case entryTc
    /// The value `truecolor` or `24bit` of `$COLORTERM`, not contradicted by the terminfo entry.
    case variable
    /// The value of `$XTERM_VERSION`, which names an xterm with 24-bit color and isn't contradicted by the terminfo
    /// entry.
    case xterm
    /// The name of the terminal type, which indicates the number of colors. The type has no terminfo entry.
    case name
    /// The number of colors of xterm-compatible terminals. The terminal type has no terminfo entry.
    case family

    init(_ reason: terminal_color_reason) {
        self =
            switch reason {
            case terminal_colors_unwanted: .unwanted
            case terminal_colors_of_rgb: .entryRGB
            case terminal_colors_of_tc: .entryTc
            case terminal_colors_of_variable: .variable
            case terminal_colors_of_xterm: .xterm
            case terminal_colors_of_name: .name
            case terminal_colors_of_family: .family
            default: .entry
            }
    }
}
