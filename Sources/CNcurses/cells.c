// Draws cells and their colors with ncurses.
#define _XOPEN_SOURCE_EXTENDED 1
#define _GNU_SOURCE
#define NCURSES_WIDECHAR 1
#include <curses.h>
#include <string.h>
#include <wchar.h>

#include "CNcurses.h"

// The color pairs in an open-addressing hash table that is at most half full. A slot with pair 0 is free.
enum { pair_slots = 4096 };
static struct {
    int foreground, background, pair;
} pairs[pair_slots];
static int pairs_used;

void terminal_forget_colors(void) {
    memset(pairs, 0, sizeof pairs);
    pairs_used = 0;
}

// Returns the color pair for two colors; -1 if there are no pairs left.
static int pair_for(int foreground, int background) {
    if (terminal_colors() == 0 || (foreground < 0 && background < 0)) return 0;
    unsigned slot = ((unsigned)foreground * 2654435761u ^ (unsigned)background * 40503u * 65537u) % pair_slots;
    while (pairs[slot].pair != 0) {
        if (pairs[slot].foreground == foreground && pairs[slot].background == background) return pairs[slot].pair;
        slot = (slot + 1) % pair_slots;
    }
    if (pairs_used + 1 >= COLOR_PAIRS || pairs_used >= pair_slots / 2) return -1;
    if (init_extended_pair(pairs_used + 1, foreground, background) == ERR) return 0;
    pairs_used++;
    pairs[slot].foreground = foreground;
    pairs[slot].background = background;
    return pairs[slot].pair = pairs_used;
}

// Converts a color to a number of the terminfo entry. The first numbers are palette indices, so the darkest blues
// become the nearest direct color.
static int number_of(int color) {
    if (color < TERMINAL_DIRECT) return color;
    int mix = color & 0xFFFFFF;
    int palette = terminal_palette();
    if (mix >= palette) return mix;
    return palette == 256 ? mix | 0x100 : palette;
}

static int libc_width(uint32_t scalar) { return scalar < 0x80 ? 1 : wcwidth((wchar_t)scalar); }

bool terminal_doubts(const uint32_t *scalars, int count, int width) {
    return count > 1 || scalars[0] >= 0x1F000 || (scalars[0] >= 0x80 && libc_width(scalars[0]) != width);
}

bool terminal_put(int y, int x, const uint32_t *scalars, int count, int width, unsigned attributes, int foreground,
                  int background) {
    wchar_t text[4] = {(wchar_t)scalars[0]};
    // For a glyph that the C library doesn't know, ncurses would draw a space with another width.
    int known = libc_width(scalars[0]);
    if (known < 1 || known > width) {
        text[0] = terminal_is_utf8() ? 0x25A1 : '?';
        known = 1;
    } else {
        // A mark that the library considers a letter would make ncurses reject the cell.
        int used = 1;
        for (int i = 1; i < count && i < 3; i++) {
            if (libc_width(scalars[i]) == 0) text[used++] = (wchar_t)scalars[i];
        }
    }
    attr_t look = A_NORMAL;
    if (attributes & TERMINAL_BOLD) look |= A_BOLD;
    if (attributes & TERMINAL_DIM) look |= A_DIM;
    if (attributes & TERMINAL_UNDERLINE) look |= A_UNDERLINE;
    if (attributes & TERMINAL_REVERSE) look |= A_REVERSE;
    int pair = pair_for(number_of(foreground), number_of(background));
    bool has_pair = pair >= 0;
    if (!has_pair) pair = 0;
    cchar_t cell;
    if (setcchar(&cell, text, look, 0, &pair) == ERR) return has_pair;
    mvadd_wch(y, x, &cell);  // This returns ERR in the bottom right corner, although the cell is drawn.
    if (known < width) {
        wchar_t blank[2] = {' ', 0};
        setcchar(&cell, blank, look, 0, &pair);
        mvadd_wch(y, x + 1, &cell);
    }
    return has_pair;
}

int terminal_cell(int y, int x, uint32_t *scalars) {
    cchar_t cell;
    wchar_t text[CCHARW_MAX + 1] = {0};
    attr_t look;
    short pair;
    if (mvwin_wch(curscr, y, x, &cell) == ERR || getcchar(&cell, text, &look, &pair, NULL) == ERR) return 0;
    int count = 0;
    while (count < 4 && text[count] != 0) {
        scalars[count] = (uint32_t)text[count];
        count++;
    }
    return count;
}
