// Decides the number of colors of a terminal before it is opened.
#ifndef COLORS_H
#define COLORS_H

#include <stdbool.h>

#include "CNcurses.h"

/// The decision about a terminal's colors, with its reason.
struct color_plan {
    /// Whether launchtop's own entry with direct color replaces the system's entry.
    bool uses_carried_direct;
    /// Whether the system's entry describes 24-bit color.
    bool has_direct_entry;
    /// The maximum number of colors to use with launchtop's own entry, because the name of the terminal type may imply
    /// fewer.
    int limit;
    enum terminal_color_reason reason;
};

/// Decides about the colors by the terminfo entry of the terminal type first, and then by $COLORTERM.
///
/// - speaks_xterm: whether the terminal is xterm-compatible.
/// - multiplexes: whether it is tmux or screen, which pass colors on.
struct color_plan colors_plan(const char *name, int output, bool speaks_xterm, bool multiplexes);

/// Returns the number of palette indices in the opened entry: 8, 16 or 256. Higher color numbers are RGB values.
int colors_indexed(void);

#endif
