// Sets and restores line modes, and terminal modes that curses doesn't know.
#ifndef MODES_H
#define MODES_H

#include <stdbool.h>

/// Saves the current line modes, to be restored later.
void modes_note(int input);
/// Sets the line modes for a screen: unbuffered keys, no echo.
void modes_take_line(void);
/// Restores the line modes. Async-signal-safe.
void modes_release_line(void);
/// Sends the modes unknown to curses with the next frame.
void modes_want(void);
/// Turns mouse reports on or off.
void modes_want_mouse(bool is_wanted);
/// Sets whether the terminal is asked to report when its colors become dark or light (mode 2031).
void modes_want_color_reports(bool is_wanted);
/// Queries the background color with the next frame (OSC 11).
void modes_ask_background(void);
/// Records that the response to the background color query has arrived.
void modes_note_background(void);
/// Queues the sequences that turn on bracketed paste and color reports and turn mouse reports on or off, if they have to
/// be sent.
void modes_enter(void);
/// Queues the sequences that turn off bracketed paste, color reports and mouse reports, and the end of a synchronized
/// update if one is open.
void modes_leave(bool is_updating);

#endif
