// What drawing and keys share.
#ifndef SCREEN_H
#define SCREEN_H

#include <stdbool.h>

enum { paste_begin_code = 2000, paste_end_code = 2001, mouse_code = 2002 };

/// Teaches curses the sequences that its terminal type may not know.
void keys_define(void);
/// Where keys come from.
void keys_read_from(int descriptor);

#endif
