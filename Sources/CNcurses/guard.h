// Restores the terminal however the program ends.
#ifndef GUARD_H
#define GUARD_H

#include <stdbool.h>

/// Saves the terminal's modes and opens the pipe that ends waits. Returns false if there is no pipe.
bool guard_prepare(int input, int output);
/// Installs handlers for signals that end a process. Before curses opens, because opening already changes the screen.
void guard_arm(void);
/// Takes the handlers for suspend and resize from curses, which installs its own while opening.
void guard_take_over(void);
/// Restores all previous signal handlers, after the terminal was restored or couldn't be opened.
void guard_disarm(void);
/// Restores the modes and standard error, with what was written to it in the meantime if the terminal accepts it.
void guard_restore(int milliseconds);
/// Allows a background process to restore a terminal's modes without being stopped.
void guard_allow_background(void);
/// The end of the pipe that ends waits.
int guard_wake_reader(void);
/// Sets the milliseconds to wait for a blocked terminal before it is restored without the queued output.
int guard_patience(void);
/// Returns whether the size changed since the last call.
bool guard_was_resized(void);
/// Suspends the process as the terminal requested, and returns when it is resumed.
void guard_stop(void);

#endif
