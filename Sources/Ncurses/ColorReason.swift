internal import CNcurses

/// The reason for the number of colors used in a terminal.
public enum ColorReason: Hashable, Sendable, CaseIterable {
    /// Colors are turned off.
    case unwanted
    /// The terminfo entry states the number.
    case entry
    /// The terminfo entry has the `RGB` capability and 16,777,216 colors.
    case entryRGB
    /// The terminfo entry has `Tc`, tmux's older flag for 24-bit color.
    case entryTc
    /// `$COLORTERM` is `truecolor` or `24bit`, and the terminfo entry doesn't contradict it.
    case variable
    /// `$XTERM_VERSION` names an xterm with 24-bit color, and the terminfo entry doesn't contradict it.
    case xterm
    /// There is no terminfo entry for the terminal type, but the type's name contains the number.
    case name
    /// There is no terminfo entry for the terminal type, and the number is that of all xterm-compatible terminals.
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
