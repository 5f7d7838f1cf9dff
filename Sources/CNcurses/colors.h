// Number of colors of a terminal, decided before it is opened.
#ifndef COLORS_H
#define COLORS_H

#include <stdbool.h>

#include "CNcurses.h"

/// The colors to use, and why.
struct color_plan {
    /// Whether our own direct color entry replaces the system's.
    bool uses_carried_direct;
    /// Whether the system's entry describes 24-bit color.
    bool has_direct_entry;
    /// Maximum number of colors to use with an entry of our own; the type's name may imply fewer.
    int limit;
    enum terminal_color_reason reason;
};

/// Decides by the type's terminfo entry first, then by $COLORTERM.
///
/// speaks_xterm: the terminal is xterm-compatible. multiplexes: it is tmux or screen, which pass colors on.
struct color_plan colors_plan(const char *name, int output, bool speaks_xterm, bool multiplexes);

/// Returns how many numbers of the opened entry are palette indices: 8, 16 or 256. Higher numbers are red, green and
/// blue.
int colors_indexed(void);

#endif
