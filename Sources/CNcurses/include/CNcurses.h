// The part of ncurses that launchtop uses, as plain functions: no macro, no global and no type of curses gets out.
// One thread may call these, except terminal_wake, which any thread may.
#ifndef CNCURSES_H
#define CNCURSES_H

#include <stdbool.h>
#include <stdint.h>

#define TERMINAL_BOLD 1
#define TERMINAL_DIM 2
#define TERMINAL_UNDERLINE 4
#define TERMINAL_REVERSE 8

/// What is asked of a terminal.
struct terminal_wish {
    /// Descriptors of what is typed and of what is shown.
    int input, output;
    bool wants_color;
    /// A size for what has none, such as a file; 0 asks the terminal.
    int width, height;
};

/// Opens the screen. 0, or why not: 1 no terminal type fits, 2 the terminal cannot place its cursor, 3 no pipe.
int terminal_open(struct terminal_wish wish);
/// Gives the terminal back as it was and prints what was written to standard error meanwhile. May be called twice.
void terminal_close(void);

/// Colors the terminal has: 0, 8, 16, 256 or, where red, green and blue may be given, more.
int terminal_colors(void);
/// How many of them are the palette's: 8, 16 or 256. Where there are direct colors, a higher index cannot be put.
int terminal_palette(void);

/// Why the terminal has so many colors.
enum terminal_color_reason {
    /// None were asked for.
    terminal_colors_unwanted,
    /// Its terminfo entry says so.
    terminal_colors_of_entry,
    /// Its terminfo entry has RGB and 16,777,216 colors.
    terminal_colors_of_rgb,
    /// Its terminfo entry has Tc.
    terminal_colors_of_tc,
    /// $COLORTERM says so.
    terminal_colors_of_variable,
    /// $XTERM_VERSION says that it is an xterm, which has more than the entry of that name.
    terminal_colors_of_xterm,
    /// The machine has no entry of that name, but the name says how many.
    terminal_colors_of_name,
    /// The machine has no entry of that name; so many have all that speak xterm.
    terminal_colors_of_family,
};
enum terminal_color_reason terminal_color_reason(void);
/// Whether the locale, or one that stood in for it, writes UTF-8.
bool terminal_is_utf8(void);
/// The terminal type that stood in for one that is not known here; NULL where none had to.
const char *terminal_stand_in(void);
/// Asks the terminal for its size and takes it over.
void terminal_size(int *width, int *height);

/// A colour that is no palette index: 0xRRGGBB.
#define TERMINAL_DIRECT (1 << 24)
/// Puts one glyph of the given width; colours as palette indices, -1 for the terminal's own, or direct.
/// False where there are no more pairs of colours: then start over with terminal_forget_colors.
bool terminal_put(int y, int x, const uint32_t *scalars, int count, int width, unsigned attributes, int foreground,
                  int background);
/// Whether emulators may disagree with this machine about how wide a glyph is.
bool terminal_doubts(const uint32_t *scalars, int count, int width);
/// Sends what changed and places the cursor anew at y, x, wherever the terminal believes it to be.
void terminal_settle(int y, int x);
/// Lets all pairs of colours be given out again. Every cell in colour has to be put again.
void terminal_forget_colors(void);
/// Says that much is about to change, so that a terminal that can shows it at once, when terminal_show has sent it.
void terminal_begin(void);
/// Whether the terminal has not taken everything that was sent to it. Then nothing should be shown until it has: a wait
/// sends the rest, and ends when it did.
bool terminal_is_behind(void);
/// Sends what changed, as far as the terminal takes it now. The cursor goes to y, x, or is hidden where y is negative.
void terminal_show(int y, int x);
/// Forgets what is on the screen and which modes are on, so that the next show sends everything.
void terminal_forget(void);
/// Takes clicks and the wheel, or leaves them to the terminal's own selection of text.
void terminal_set_mouse(bool is_on);
/// Sends a control sequence past the screen, such as one that sets the clipboard; nothing where it would be drawn.
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
    terminal_other,
};

struct terminal_event {
    enum terminal_input kind;
    /// A character's scalar.
    uint32_t value;
    /// A mouse report: buttons and modifiers as xterm numbers them, the column and row from 0, and whether it was a
    /// release. Columns and rows are whatever came, and may lie outside the screen.
    int button, x, y;
    bool is_release;
};
/// The next thing that has arrived, without waiting (but for the rest of a report that has begun).
struct terminal_event terminal_next(void);

#define TERMINAL_READABLE 1
#define TERMINAL_WOKEN 2
#define TERMINAL_GONE 4
/// Waits for a key, a wake-up or the time to pass (negative: for ever); says which came.
int terminal_wait(int milliseconds);
/// Ends a wait from any thread.
void terminal_wake(void);
/// Milliseconds within which several signals are one request to end.
#define TERMINAL_ONE_REQUEST 250
/// The signal that asked the program to end; 0 while none has.
int terminal_ending_signal(void);
/// Whether the program was stopped and went on since the last call.
bool terminal_was_resumed(void);
/// Whether the terminal asked the program to stop (Ctrl-Z) since the last call.
bool terminal_is_to_stop(void);
/// Gives the terminal back, stops the process, and takes the terminal again when it goes on.
void terminal_stop(void);

/// What curses believes to be at y, x: the scalars of a cell, at most 4. Answers how many.
int terminal_cell(int y, int x, uint32_t *scalars);

#endif
