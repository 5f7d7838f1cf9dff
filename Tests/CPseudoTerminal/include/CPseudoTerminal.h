// Functions that Swift can't call directly: starting a program in a new pseudo-terminal.
#ifndef CPSEUDOTERMINAL_H
#define CPSEUDOTERMINAL_H

/// Opens a pseudo-terminal of that size. Returns 0, or -1 on error.
int pseudo_terminal_open(unsigned short columns, unsigned short rows, int *master, int *slave);
/// Starts a program in it. Returns its process id, or -1 on error.
int pseudo_terminal_start(const char *path, char *const arguments[], char *const environment[], int slave);
/// Changes its size, like dragging a window.
void pseudo_terminal_resize(int master, unsigned short columns, unsigned short rows);

#endif
