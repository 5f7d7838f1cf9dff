// Restores the terminal regardless of how the program ends.
#ifndef GUARD_H
#define GUARD_H

#include <stdbool.h>

/// Saves the terminal's modes and opens the pipe that ends waits. Returns false if there is no pipe.
bool guard_prepare(int input, int output);
/// Installs handlers for signals that end a process. Must be called before curses opens, because opening changes the
/// screen.
void guard_arm(void);
/// Replaces the handlers for suspend and resize that curses installs while opening.
void guard_take_over(void);
/// Restores all previous signal handlers. Called after the terminal was restored or couldn't be opened.
void guard_disarm(void);
/// Restores the line modes and standard error, and prints the text that was written to standard error in the meantime.
/// Stops printing if the terminal accepts no output for the given time.
void guard_restore(int milliseconds);
/// Allows a background process to restore a terminal's modes without being stopped.
void guard_allow_background(void);
/// Returns the read end of the pipe that ends waits.
int guard_wake_reader(void);
/// Returns the number of milliseconds to wait for a blocked terminal before it is restored without the queued output.
int guard_patience(void);
/// Returns whether the size changed since the last call.
bool guard_was_resized(void);
/// Suspends the process as the terminal requested, and returns when it is resumed.
void guard_stop(void);

#endif
