// What Swift cannot call by itself: starting a program in a pseudo terminal of its own.
#ifndef CPSEUDOTERMINAL_H
#define CPSEUDOTERMINAL_H

/// Opens a terminal of that size. 0, or -1.
int pseudo_terminal_open(unsigned short columns, unsigned short rows, int *master, int *slave);
/// Starts a program in it. Answers its process, or -1.
int pseudo_terminal_start(const char *path, char *const arguments[], char *const environment[], int slave);
/// Changes its size, as a person drags a window.
void pseudo_terminal_resize(int master, unsigned short columns, unsigned short rows);

#endif
