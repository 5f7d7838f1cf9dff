// Functions that Swift can't call directly: starting a program in a new pseudo-terminal.
#ifndef CPSEUDOTERMINAL_H
#define CPSEUDOTERMINAL_H

/// Opens a pseudo-terminal with the given size. Returns 0, or -1 on error.
int pseudo_terminal_open(unsigned short columns, unsigned short rows, int *master, int *slave);
/// Starts a program in a pseudo-terminal. Returns the process id, or -1 on error.
int pseudo_terminal_start(const char *path, char *const arguments[], char *const environment[], int slave);
/// Changes the size of a pseudo-terminal, as when a user resizes the window.
void pseudo_terminal_resize(int master, unsigned short columns, unsigned short rows);

#endif
