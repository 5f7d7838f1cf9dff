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

/// Opens the screen. 0, or why not: 1 no terminal type fits, 2 the terminal cannot place its cursor, 3 no pipe.
int terminal_open(bool wants_color);
/// Gives the terminal back as it was and prints what was written to standard error meanwhile. May be called twice.
void terminal_close(void);

/// Colours the terminal has: 0, 8, 16, 256 or more.
int terminal_colors(void);
/// Whether the locale, or one that stood in for it, writes UTF-8.
bool terminal_is_utf8(void);
/// Asks the terminal for its size and takes it over.
void terminal_size(int *width, int *height);

/// Puts one glyph of the given width; colours as palette indices, -1 for the terminal's own.
void terminal_put(int y, int x, const uint32_t *scalars, int count, int width, unsigned attributes, int foreground,
                  int background);
/// Sends what changed. The cursor goes to y, x, or is hidden where y is negative.
void terminal_show(int y, int x);
/// Forgets what is on the screen and which modes are on, so that the next show sends everything.
void terminal_forget(void);

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
    terminal_other,
};
/// The next key that has arrived, without waiting. A character's scalar goes to value.
enum terminal_input terminal_key(uint32_t *value);

#define TERMINAL_READABLE 1
#define TERMINAL_WOKEN 2
#define TERMINAL_GONE 4
/// Waits for a key, a wake-up or the time to pass (negative: for ever); says which came.
int terminal_wait(int milliseconds);
/// Ends a wait from any thread.
void terminal_wake(void);
/// The signal that asked the program to end; 0 while none has.
int terminal_ending_signal(void);
/// Whether the program was stopped and went on since the last call.
bool terminal_was_resumed(void);

#endif
