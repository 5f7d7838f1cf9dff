// What curses takes from the environment: the locale, and a size that it cannot ask for.
#ifndef SURROUNDINGS_H
#define SURROUNDINGS_H

#include <stdbool.h>

/// Sets the locale. True if it, or one that stands in for the C locale, writes UTF-8.
bool surroundings_find_locale(void);
/// The size of a terminal. False if it has none.
bool surroundings_size(int output, int *width, int *height);
/// Exports the given size, or the terminal's if none is given, for curses to find while it opens.
void surroundings_export_size(int output, int width, int height);
/// Removes exported sizes, which would hide a resize.
void surroundings_forget_size(void);

#endif
