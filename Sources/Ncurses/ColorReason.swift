internal import CNcurses

/// Why a terminal is drawn with as many colours as it is.
public enum ColorReason: Hashable, Sendable, CaseIterable {
    /// No colours were asked for.
    case unwanted
    /// The terminfo entry has that many.
    case entry
    /// The terminfo entry has `RGB` and 16,777,216 colours.
    case entryRGB
    /// The terminfo entry has `Tc`, tmux's older mark of 24-bit colour.
    case entryTc
    /// `$COLORTERM` is `truecolor` or `24bit`, and the terminfo entry does not contradict it.
    case variable
    /// `$XTERM_VERSION` names an xterm with 24-bit colour, and the terminfo entry leaves it open.
    case xterm
    /// There is no terminfo entry of that name here, but the name says how many.
    case name
    /// There is no terminfo entry of that name here; all terminals that speak xterm have that many.
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
