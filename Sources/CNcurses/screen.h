// Declarations shared by screen.c and keys.c.
#ifndef SCREEN_H
#define SCREEN_H

#include <stdbool.h>

enum { paste_begin_code = 2000, paste_end_code = 2001, mouse_code = 2002 };

/// Defines key sequences that the terminal type may lack.
void keys_define(void);
/// Sets the descriptor from which keys are read.
void keys_read_from(int descriptor);

#endif
