// Prepares what curses reads from the environment: the locale, and a size that it can't query.
#define _GNU_SOURCE
#include "surroundings.h"

#include <langinfo.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>

bool surroundings_find_locale(void) {
    setlocale(LC_ALL, "");
    const char *stand_ins[] = {"C.UTF-8", "en_US.UTF-8"};
    // Replace only the C locale, which doesn't describe the terminal. If the encoding is Latin-1, UTF-8 would be wrong.
    for (int i = 0; strcmp(nl_langinfo(CODESET), "ANSI_X3.4-1968") == 0 && i < 2; i++) {
        setlocale(LC_CTYPE, stand_ins[i]);
    }
    setlocale(LC_NUMERIC, "C");
    return strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
}

bool surroundings_size(int output, int *width, int *height) {
    struct winsize size;
    if (ioctl(output, TIOCGWINSZ, &size) != 0 || size.ws_row == 0 || size.ws_col == 0) return false;
    *width = size.ws_col;
    *height = size.ws_row;
    return true;
}

void surroundings_forget_size(void) {
    unsetenv("LINES");
    unsetenv("COLUMNS");
}

void surroundings_export_size(int output, int width, int height) {
    surroundings_forget_size();
    if ((width <= 0 || height <= 0) && !surroundings_size(output, &width, &height)) return;
    char number[16];
    snprintf(number, sizeof number, "%d", height);
    setenv("LINES", number, 1);
    snprintf(number, sizeof number, "%d", width);
    setenv("COLUMNS", number, 1);
}
