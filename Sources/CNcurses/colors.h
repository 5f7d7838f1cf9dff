// How many colors a terminal has, decided before it is opened.
#ifndef COLORS_H
#define COLORS_H

#include <stdbool.h>

#include "CNcurses.h"

/// What is used of a terminal's colors, and why.
struct color_plan {
    /// Whether the entry with direct color that we carry takes the place of the machine's own.
    bool uses_carried_direct;
    /// Whether the machine's own entry describes 24 bits of color.
    bool has_direct_entry;
    /// Most colors that may be used of an entry we carry; the type's name may state fewer than it has.
    int limit;
    enum terminal_color_reason reason;
};

/// Decides by the type's terminfo entry first, then by $COLORTERM.
///
/// speaks_xterm: the terminal takes what xterm takes. multiplexes: it is tmux or screen, which hands colors on.
struct color_plan colors_plan(const char *name, int output, bool speaks_xterm, bool multiplexes);

/// How many numbers of the opened entry are the palette's: 8, 16 or 256. Further numbers are red, green and blue.
int colors_indexed(void);

#endif
