// Gives the terminal back, whatever happens.
#ifndef GUARD_H
#define GUARD_H

#include <stdbool.h>

/// Notes the terminal's modes and opens the pipe that ends waits. False where there is no pipe.
bool guard_prepare(int input, int output);
/// Catches what ends a process. Before curses opens, since opening already changes the screen.
void guard_arm(void);
/// Catches a stop and a change of size, from curses, which has caught them while it opened.
void guard_take_over(void);
/// Puts every signal back to what it was before. After the terminal was given back, or could not be opened.
void guard_disarm(void);
/// Turns on what curses does not know of: bracketed paste, and mouse reports where they are wanted.
void guard_enter_modes(void);
void guard_leave_modes(void);
/// Whether mouse reports are wanted.
void guard_want_mouse(bool is_wanted);
/// Modes as they were, standard error back in place with what was written to it meanwhile.
void guard_restore(void);
/// Lets a background process restore a terminal's modes without being stopped for it.
void guard_allow_background(void);
/// The end of the pipe that ends waits.
int guard_wake_reader(void);
/// Writes all of it, or as much as the terminal takes.
void guard_send(const char *bytes, unsigned long count);
/// Stops the process as the terminal asked, and comes back when it goes on.
void guard_stop(void);

#endif
