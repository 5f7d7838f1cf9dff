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
/// Modes as they were, standard error back in place with what was written to it meanwhile, if the terminal takes it.
void guard_restore(int milliseconds);
/// Lets a background process restore a terminal's modes without being stopped for it.
void guard_allow_background(void);
/// The end of the pipe that ends waits.
int guard_wake_reader(void);
/// Milliseconds to wait for a terminal that takes nothing, before giving it back without what is queued.
int guard_patience(void);
/// Whether the size changed since the last call.
bool guard_was_resized(void);
/// Stops the process as the terminal asked, and comes back when it goes on.
void guard_stop(void);

#endif
