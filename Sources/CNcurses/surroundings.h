// Prepares what curses reads from the environment: the locale, and a size that it can't query.
#ifndef SURROUNDINGS_H
#define SURROUNDINGS_H

#include <stdbool.h>

/// Sets the locale, replacing the C locale if possible. Returns true if the resulting locale uses UTF-8.
bool surroundings_find_locale(void);
/// Queries the size of a terminal. Returns false if it has none.
bool surroundings_size(int output, int *width, int *height);
/// Exports the given size, or the terminal's, for curses to find while it opens.
void surroundings_export_size(int output, int width, int height);
/// Removes exported sizes, which would hide a resize.
void surroundings_forget_size(void);

#endif
