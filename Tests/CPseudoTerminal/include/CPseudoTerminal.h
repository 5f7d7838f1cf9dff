// What Swift cannot call by itself: starting a program in a pseudo terminal of its own.
#ifndef CPSEUDOTERMINAL_H
#define CPSEUDOTERMINAL_H

/// Starts a program. Answers its process, or -1; both ends of the terminal go to master and slave.
int pseudo_terminal_start(const char *path, char *const arguments[], char *const environment[], unsigned short columns,
                          unsigned short rows, int *master, int *slave);

#endif
