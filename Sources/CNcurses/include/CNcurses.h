// The part of ncurses that launchtop uses, as plain functions without macros, globals or types of curses. One thread
// may call these, except terminal_wake, which any thread may.
#ifndef CNCURSES_H
#define CNCURSES_H

#include <stdbool.h>
#include <stdint.h>

#define TERMINAL_BOLD 1
#define TERMINAL_DIM 2
#define TERMINAL_UNDERLINE 4
#define TERMINAL_REVERSE 8

/// Options for opening a terminal.
struct terminal_wish {
    /// File descriptors for input and output.
    int input, output;
    bool wants_color;
    /// The size of a screen without one, such as a file; 0 queries the terminal.
    int width, height;
};

/// Opens the screen. Returns 0, or an error: 1 unknown terminal type, 2 the terminal can't position its cursor, 3 no
/// pipe.
int terminal_open(struct terminal_wish wish);
/// Restores the terminal and prints what was written to standard error in the meantime. May be called twice.
void terminal_close(void);

/// The number of colors: 0, 8, 16, 256 or, with direct color, more.
int terminal_colors(void);
/// The number of palette colors: 8, 16 or 256. With direct color, a higher index can't be used.
int terminal_palette(void);

/// Why the terminal has this number of colors.
enum terminal_color_reason {
    /// Colors are turned off.
    terminal_colors_unwanted,
    /// Its terminfo entry has this number.
    terminal_colors_of_entry,
    /// Its terminfo entry has RGB and 16,777,216 colors.
    terminal_colors_of_rgb,
    /// Its terminfo entry has Tc.
    terminal_colors_of_tc,
    /// From $COLORTERM.
    terminal_colors_of_variable,
    /// $XTERM_VERSION shows that it is an xterm, which has more than the entry of that name.
    terminal_colors_of_xterm,
    /// There is no entry of that name, but the name contains the number.
    terminal_colors_of_name,
    /// There is no entry of that name; all xterm-compatible terminals have this number.
    terminal_colors_of_family,
};
enum terminal_color_reason terminal_color_reason(void);
/// Returns whether the locale, or its replacement, uses UTF-8.
bool terminal_is_utf8(void);
/// The terminal type used instead of an unknown one; NULL if the type is known.
const char *terminal_stand_in(void);
/// Queries the terminal's size and applies it.
void terminal_size(int *width, int *height);

/// A color that isn't a palette index: 0xRRGGBB.
#define TERMINAL_DIRECT (1 << 24)
/// Writes one glyph of the given width; colors are palette indices, -1 for the terminal's default, or direct colors.
/// Returns false if there are no color pairs left: start over with terminal_forget_colors.
bool terminal_put(int y, int x, const uint32_t *scalars, int count, int width, unsigned attributes, int foreground,
                  int background);
/// Returns whether terminals may disagree with this machine about the width of a glyph.
bool terminal_doubts(const uint32_t *scalars, int count, int width);
/// Sends changes and moves the cursor to y, x, regardless of its current position.
void terminal_settle(int y, int x);
/// Releases all color pairs. Every colored cell has to be written again.
void terminal_forget_colors(void);
/// Starts a synchronized update, so that a terminal that supports it shows the changes at once after terminal_show.
void terminal_begin(void);
/// Returns whether the terminal hasn't accepted all output yet. Nothing should be shown until then: a wait sends the
/// rest and ends afterwards.
bool terminal_is_behind(void);
/// Sends changes as far as the terminal accepts them now. The cursor moves to y, x, or is hidden if y is negative.
void terminal_show(int y, int x);
/// Forgets the screen and the active modes, so that the next show sends everything.
void terminal_forget(void);
/// Turns mouse reports on, or off for the terminal's own text selection.
void terminal_set_mouse(bool is_on);
/// Sends a control sequence outside the screen, such as one that sets the clipboard; does nothing if it would be drawn.
void terminal_send(const char *bytes, unsigned long count);

enum terminal_input {
    terminal_none,
    terminal_character,
    terminal_up,
    terminal_down,
    terminal_left,
    terminal_right,
    terminal_page_up,
    terminal_page_down,
    terminal_home,
    terminal_end,
    terminal_back_tab,
    terminal_backspace,
    terminal_delete,
    terminal_enter,
    terminal_resize,
    terminal_paste_begin,
    terminal_paste_end,
    terminal_mouse,
    terminal_background,
    terminal_other,
};

struct terminal_event {
    enum terminal_input kind;
    /// A character's scalar, or a background color as 0xRRGGBB.
    uint32_t value;
    /// A mouse report: xterm's button number with modifiers, column and row from 0, and whether it is a release. Column
    /// and row are unchecked and may be outside the screen.
    int button, x, y;
    bool is_release;
};
/// Returns the next input without waiting, except for the rest of a report that has begun.
struct terminal_event terminal_next(void);

#define TERMINAL_READABLE 1
#define TERMINAL_WOKEN 2
#define TERMINAL_GONE 4
/// Queries the terminal's background color with the next frame, if the terminal is known to have such a query. The
/// response arrives as an input event, or never.
void terminal_ask_background(void);
/// Waits for a key, a wake-up or the timeout (negative: no timeout); returns the reason.
int terminal_wait(int milliseconds);
/// Ends a wait, from any thread.
void terminal_wake(void);
/// Milliseconds within which several signals count as one request to exit.
#define TERMINAL_ONE_REQUEST 250
/// The signal that requested the exit, or 0.
int terminal_ending_signal(void);
/// Returns whether the program was suspended and resumed since the last call.
bool terminal_was_resumed(void);
/// Returns whether the terminal requested a suspend (Ctrl-Z) since the last call.
bool terminal_is_to_stop(void);
/// Restores the terminal, suspends the process, and takes the terminal over again when resumed.
void terminal_stop(void);

/// Returns curses' copy of the cell at y, x: its scalars, at most 4, and their number.
int terminal_cell(int y, int x, uint32_t *scalars);

#endif
