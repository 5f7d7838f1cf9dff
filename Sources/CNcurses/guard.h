// Gives the terminal back whatever happens: traps, signals, exit.
#ifndef GUARD_H
#define GUARD_H

#include <stdbool.h>

/// Notes how the terminal is, and makes the wake-up pipe. False where there is no pipe to be had.
bool guard_prepare(void);
/// From now on every way out restores the terminal; standard error is kept aside.
void guard_arm(void);
/// The ordinary way out has ended: nothing is left to restore.
void guard_disarm(void);
/// Lets the terminal be given back also by a job in the background.
void guard_allow_background(void);
/// Puts the noted terminal mode and standard error back and prints what was kept aside.
void guard_restore(void);
/// Switches on, or off, the modes that ncurses does not manage.
void guard_enter_modes(void);
void guard_leave_modes(void);
int guard_wake_reader(void);

#endif
