// The modes of the line, and the terminal's modes that curses does not know.
#ifndef MODES_H
#define MODES_H

#include <stdbool.h>

/// Notes the line's modes, to set them back.
void modes_note(int input);
/// Sets the line's modes for a screen: keys one by one, no echo.
void modes_take_line(void);
/// Sets them back to what they were. Async-signal-safe.
void modes_release_line(void);
/// Has the modes that curses does not know sent with the next frame.
void modes_want(void);
/// Whether mouse reports are wanted.
void modes_want_mouse(bool is_wanted);
/// Queues them if they are due: bracketed paste, and mouse reports where they are wanted.
void modes_enter(void);
/// Queues what turns them off.
void modes_leave(void);

#endif
