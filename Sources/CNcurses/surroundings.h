// What curses takes from the environment: the locale, and a size that it can't query.
#ifndef SURROUNDINGS_H
#define SURROUNDINGS_H

#include <stdbool.h>

/// Sets the locale. Returns true if it, or the replacement of the C locale, uses UTF-8.
bool surroundings_find_locale(void);
/// Returns the size of a terminal. False if it has none.
bool surroundings_size(int output, int *width, int *height);
/// Exports the given size, or the terminal's, for curses to find while it opens.
void surroundings_export_size(int output, int width, int height);
/// Removes exported sizes, which would hide a resize.
void surroundings_forget_size(void);

#endif
