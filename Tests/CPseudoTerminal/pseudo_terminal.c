#define _GNU_SOURCE
#include "CPseudoTerminal.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <unistd.h>
#if defined(__APPLE__)
#include <util.h>
#else
#include <pty.h>
#include <utmp.h>
#endif

int pseudo_terminal_open(unsigned short columns, unsigned short rows, int *master, int *slave) {
    struct winsize size = {rows, columns, 0, 0};
    if (openpty(master, slave, NULL, NULL, &size) != 0) return -1;
    fcntl(*master, F_SETFD, FD_CLOEXEC);
    fcntl(*slave, F_SETFD, FD_CLOEXEC);
    return 0;
}

int pseudo_terminal_start(const char *path, char *const arguments[], char *const environment[], int slave) {
    int process = fork();
    if (process == 0) {
        // The worker threads of a test run block signals, which a child would inherit.
        sigset_t none;
        sigemptyset(&none);
        sigprocmask(SIG_SETMASK, &none, NULL);
        // Makes the slave end the child's controlling terminal and its standard input, output and error.
        login_tty(slave);
        execve(path, arguments, environment);
        _exit(127);
    }
    return process;
}

void pseudo_terminal_resize(int master, unsigned short columns, unsigned short rows) {
    struct winsize size = {rows, columns, 0, 0};
    ioctl(master, TIOCSWINSZ, &size);
}
