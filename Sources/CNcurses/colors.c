// Determines the number of colors of a terminal from its terminfo entry, with corrections for known errors.
#define _XOPEN_SOURCE_EXTENDED 1
#define _GNU_SOURCE
#define NCURSES_WIDECHAR 1
#include "colors.h"

#include <curses.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <term.h>

enum { direct_colors = 1 << 24 };

// The color information in a terminfo entry.
struct entry {
    bool is_known;
    int colors;
    // Whether the entry has RGB with eight bits per channel, terminfo's own capability for direct color (user_caps(5)).
    bool has_rgb;
    // Whether the entry has Tc, tmux's older flag for direct color. Entries with Tc keep their palette.
    bool has_tc;
};

// Returns whether RGB states eight bits per channel. RGB is a flag, a number of bits, or a string with the bits of each
// channel, such as "8/8/8". A flag means that the bits are divided equally.
static bool has_eight_bits_each(int colors) {
    if (tigetflag("RGB") == 1) return colors == direct_colors;
    if (tigetnum("RGB") > 0) return tigetnum("RGB") == 8;
    const char *text = tigetstr("RGB");
    int red, green, blue;
    if (text == NULL || text == (char *)-1 || sscanf(text, "%d/%d/%d", &red, &green, &blue) != 3) return false;
    return red == 8 && green == 8 && blue == 8;
}

static struct entry read_entry(const char *name, int output) {
    struct entry entry = {false, 0, false, false};
    TERMINAL *before = cur_term;
    int status = 0;
    // With a status argument, setupterm neither prints nor exits.
    if (setupterm(name, output, &status) == OK && status == 1) {
        entry.is_known = true;
        entry.colors = tigetnum("colors");
        entry.has_rgb = entry.colors >= direct_colors && has_eight_bits_each(entry.colors);
        entry.has_tc = tigetflag("Tc") == 1;
    }
    TERMINAL *read = cur_term;
    if (read != before) {
        set_curterm(before);
        del_curterm(read);
    }
    return entry;
}

// Returns the number of colors in the name of a terminal type, for types without a terminfo entry; INT_MAX if there is
// none.
static int colors_named(const char *name) {
    static const struct {
        const char *part;
        int colors;
    } parts[] = {{"-mono", 0}, {"-8color", 8}, {"-16color", 16}, {"-88color", 16}};
    for (unsigned i = 0; i < sizeof parts / sizeof *parts; i++) {
        if (strstr(name, parts[i].part) != NULL) return parts[i].colors;
    }
    return INT_MAX;
}

static bool environment_says_direct(void) {
    const char *depth = getenv("COLORTERM");
    return depth != NULL && (strcmp(depth, "truecolor") == 0 || strcmp(depth, "24bit") == 0);
}

// Returns whether the terminal is an xterm with direct color, which patch 331 of 2017 added. xterm doesn't set
// COLORTERM, and for an unknown type (-tn xterm-direct) it falls back to "xterm", whose entry has eight colors.
static bool is_xterm_with_direct_color(const char *name) {
    const char *version = getenv("XTERM_VERSION");
    int patch = 0;
    if (version == NULL || sscanf(version, "XTerm(%d)", &patch) != 1) return false;
    return patch >= 331 && strncmp(name, "xterm", 5) == 0;
}

struct color_plan colors_plan(const char *name, int output, bool speaks_xterm, bool multiplexes) {
    struct entry entry = read_entry(name, output);
    struct color_plan plan = {false, entry.has_rgb, INT_MAX, terminal_colors_of_entry};
    if (!entry.is_known) {
        plan.limit = colors_named(name);
        plan.reason = plan.limit < INT_MAX ? terminal_colors_of_name : terminal_colors_of_family;
    }
    // COLORTERM may come from another terminal, because ssh, sudo and a shell in screen pass it on. So an entry that
    // states its own number of colors is trusted, unless that is 8, which is the default that entries inherit.
    bool states_fewer = entry.is_known ? entry.colors != 8 && entry.colors < 256 : plan.limit < 256;
    const char *screen = getenv("STY");
    bool is_in_screen = screen != NULL && *screen != 0;
    if (entry.has_rgb) {
        // launchtop's own entry has the whole palette in addition to direct colors, whereas most entries with RGB have
        // only eight palette colors.
        plan.uses_carried_direct = speaks_xterm;
        plan.reason = terminal_colors_of_rgb;
    } else if (entry.has_tc && (speaks_xterm || multiplexes)) {
        plan.uses_carried_direct = true;
        plan.reason = terminal_colors_of_tc;
    } else if (environment_says_direct() && speaks_xterm && !states_fewer && !is_in_screen) {
        plan.uses_carried_direct = true;
        plan.reason = terminal_colors_of_variable;
    } else if (is_xterm_with_direct_color(name) && (!entry.is_known || entry.colors == 8) && !states_fewer &&
               !is_in_screen) {
        plan.uses_carried_direct = true;
        plan.reason = terminal_colors_of_xterm;
    } else if (!entry.is_known && strstr(name, "-direct") != NULL &&
               (speaks_xterm || strncmp(name, "tmux", 4) == 0)) {
        plan.uses_carried_direct = true;
        plan.reason = terminal_colors_of_name;
    }
    return plan;
}

// Returns whether a color number is a palette index, in which case its sequence has no "2;" or "2:" after 38.
static bool is_indexed(int color) {
    const char *sequence = set_a_foreground == NULL ? NULL : tiparm(set_a_foreground, color);
    return sequence != NULL && strstr(sequence, "8;2;") == NULL && strstr(sequence, "8:2:") == NULL;
}

int colors_indexed(void) { return is_indexed(255) ? 256 : is_indexed(15) ? 16 : 8; }
