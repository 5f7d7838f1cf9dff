// The part of ncurses that launchtop uses, as plain functions without curses' macros, globals and types. Only one
// thread may call these functions, except terminal_wake, which any thread may call.
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
    /// The file descriptors for input and output.
    int input, output;
    bool wants_color;
    /// The size of an output that has no size of its own, such as a file; 0 to query the terminal.
    int width, height;
};

/// Opens the screen. Returns 0, or an error: 1 if the terminal type is unknown, 2 if the terminal can't position its
/// cursor, 3 if there are no file descriptors left or a screen is already open.
int terminal_open(struct terminal_wish wish);
/// Restores the terminal and prints the text that was written to standard error in the meantime. May be called more
/// than once.
void terminal_close(void);

/// Returns the number of colors: 0, 8, 16, 256 or, with direct color, more.
int terminal_colors(void);
/// Returns the number of palette colors that can be used by index: 8, 16 or 256.
int terminal_palette(void);

/// The reason for the number of colors used in the terminal.
enum terminal_color_reason {
    /// Colors are turned off.
    terminal_colors_unwanted,
    /// The terminfo entry states the number.
    terminal_colors_of_entry,
    /// The terminfo entry has RGB and 16,777,216 colors.
    terminal_colors_of_rgb,
    /// The terminfo entry has Tc.
    terminal_colors_of_tc,
    /// $COLORTERM states direct color.
    terminal_colors_of_variable,
    /// $XTERM_VERSION states an xterm with direct color, whose entry has fewer colors.
    terminal_colors_of_xterm,
    /// There is no entry for the terminal type, but the type's name contains the number.
    terminal_colors_of_name,
    /// There is no entry for the terminal type, and the number is that of all xterm-compatible terminals.
    terminal_colors_of_family,
};
enum terminal_color_reason terminal_color_reason(void);
/// Returns whether the locale, or its replacement, uses UTF-8.
bool terminal_is_utf8(void);
/// Returns the terminal type that is used instead of an unknown one; NULL if the type is known.
const char *terminal_stand_in(void);
/// Queries the terminal's size, applies it to the screen, and returns the size to use.
void terminal_size(int *width, int *height);

/// The flag of a color that isn't a palette index, combined with 0xRRGGBB.
#define TERMINAL_DIRECT (1 << 24)
/// Writes one glyph with the given width. A color is a palette index, -1 for the terminal's default, or a direct color.
/// Returns false if there are no color pairs left; the caller then has to call terminal_forget_colors and write all
/// cells again.
bool terminal_put(int y, int x, const uint32_t *scalars, int count, int width, unsigned attributes, int foreground,
                  int background);
/// Returns whether terminals may disagree with this machine about the width of a glyph.
bool terminal_doubts(const uint32_t *scalars, int count, int width);
/// Updates the screen and moves the cursor to y, x with absolute positioning, regardless of its current position.
void terminal_settle(int y, int x);
/// Releases all color pairs. Every colored cell has to be written again.
void terminal_forget_colors(void);
/// Starts a synchronized update. A terminal that supports it shows all changes at once after terminal_show.
void terminal_begin(void);
/// Returns whether the terminal hasn't accepted all output yet. Nothing should be shown until then. terminal_wait sends
/// the rest and returns when that is done.
bool terminal_is_behind(void);
/// Sends changes as far as the terminal accepts them now. Moves the cursor to y, x, or hides it if y is negative.
void terminal_show(int y, int x);
/// Forgets the screen and the active modes, so that the next show sends everything.
void terminal_forget(void);
/// Turns mouse reports on or off. While they are off, the terminal's own text selection can be used.
void terminal_set_mouse(bool is_on);
/// Sends a control sequence that doesn't draw, such as one that sets the clipboard. Does nothing if the terminal might
/// print it.
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
    /// The scalar of a character, or a background color as 0xRRGGBB.
    uint32_t value;
    /// The button of a mouse report in xterm's numbering with modifiers, and its column and row from 0, which may be
    /// outside the screen.
    int button, x, y;
    bool is_release;
};
/// Returns the next input without waiting, except for the rest of a report that has begun.
struct terminal_event terminal_next(void);

#define TERMINAL_READABLE 1
#define TERMINAL_WOKEN 2
#define TERMINAL_GONE 4
/// Queries the terminal's background color with the next frame if the terminal is known to support the query. The
/// response is an input event and may never arrive.
void terminal_ask_background(void);
/// Waits for input, terminal_wake or the timeout, which is infinite if negative. Returns the reasons as flags; 0 for a
/// timeout.
int terminal_wait(int milliseconds);
/// Ends a wait. May be called from any thread.
void terminal_wake(void);
/// The number of milliseconds within which several signals are treated as one request to exit.
#define TERMINAL_ONE_REQUEST 250
/// Returns the signal that requested the exit, or 0.
int terminal_ending_signal(void);
/// Returns whether the program was suspended and resumed since the last call.
bool terminal_was_resumed(void);
/// Returns whether the terminal requested a suspend (Ctrl-Z) since the last call.
bool terminal_is_to_stop(void);
/// Restores the terminal and suspends the process. Returns when the process is resumed; terminal_forget then takes over
/// the terminal again.
void terminal_stop(void);

/// Stores up to four scalars of the cell at y, x in curses' copy of the screen, and returns their number.
int terminal_cell(int y, int x, uint32_t *scalars);

#endif
