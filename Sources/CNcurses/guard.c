// What runs in a signal handler here calls only what POSIX lets it: write, read, lseek, dup2, tcsetattr, sigaction.
#define _GNU_SOURCE
#include "guard.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "CNcurses.h"

static const int traps[] = {SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGTRAP, SIGABRT, SIGQUIT, SIGSYS};
static const int endings[] = {SIGHUP, SIGTERM, SIGINT};

static struct termios noted;
static bool is_noted;
static volatile sig_atomic_t is_armed;
static volatile sig_atomic_t ending;
static volatile sig_atomic_t is_resumed;
static struct sigaction previous[NSIG];
static struct sigaction curses_stop;
static struct sigaction curses_size;
static int wake[2] = {-1, -1};
static int real_error = -1;
static int kept_error = -1;

static int input = STDIN_FILENO;
static int output = STDOUT_FILENO;
static volatile sig_atomic_t wants_mouse;

static void send(int descriptor, const char *bytes, size_t count) {
    while (count > 0) {
        ssize_t sent = write(descriptor, bytes, count);
        if (sent <= 0) return;
        bytes += sent;
        count -= (size_t)sent;
    }
}

void guard_send(const char *bytes, unsigned long count) { send(output, bytes, count); }

bool guard_prepare(int from, int to) {
    input = from;
    output = to;
    is_noted = tcgetattr(input, &noted) == 0;
    if (wake[0] >= 0) return true;
    if (pipe(wake) != 0) return false;
    for (int i = 0; i < 2; i++) {
        fcntl(wake[i], F_SETFL, O_NONBLOCK);
        fcntl(wake[i], F_SETFD, FD_CLOEXEC);
    }
    return true;
}

int guard_wake_reader(void) { return wake[0]; }

void terminal_wake(void) {
    if (wake[1] >= 0) send(wake[1], "w", 1);
}

int terminal_ending_signal(void) { return ending; }

bool terminal_was_resumed(void) {
    bool was = is_resumed;
    is_resumed = 0;
    return was;
}

void guard_want_mouse(bool is_wanted) { wants_mouse = is_wanted; }

void guard_enter_modes(void) {
    static const char paste[] = "\033[?2004h", mouse[] = "\033[?1002h\033[?1006h";
    send(output, paste, sizeof paste - 1);
    if (wants_mouse) send(output, mouse, sizeof mouse - 1);
}

void guard_leave_modes(void) {
    static const char modes[] = "\033[?1006l\033[?1002l\033[?2004l";
    send(output, modes, sizeof modes - 1);
}

static void print_kept_error(void) {
    if (real_error < 0) return;
    dup2(real_error, STDERR_FILENO);
    if (kept_error >= 0 && lseek(kept_error, 0, SEEK_SET) == 0) {
        char bytes[4096];
        ssize_t count;
        while ((count = read(kept_error, bytes, sizeof bytes)) > 0) send(STDERR_FILENO, bytes, (size_t)count);
    }
    kept_error = -1;
    real_error = -1;
}

void guard_restore(void) {
    if (is_noted) tcsetattr(input, TCSANOW, &noted);
    print_kept_error();
}

// The screen as it was, in one write: paste and mouse modes, keypad, colours, cursor, main screen.
static void restore_at_once(void) {
    if (!is_armed) return;
    is_armed = 0;
    static const char reset[] =
        "\033[?2026l\033[?1006l\033[?1003l\033[?1002l\033[?1000l\033[?2004l\033[?1l\033>\033[0m\033[?25h\033[?1049l\r\n";
    send(output, reset, sizeof reset - 1);
    guard_restore();
}

static void on_trap(int signal_number, siginfo_t *info, void *context) {
    (void)context;
    restore_at_once();
    sigaction(signal_number, &previous[signal_number], NULL);
    // A fault of the processor happens again by itself when this returns, and then meets the old handler; a signal
    // that was sent (by kill, by raise, by the terminal for Ctrl-\) has to be sent again.
    bool is_fault = signal_number == SIGSEGV || signal_number == SIGBUS || signal_number == SIGILL || signal_number == SIGFPE;
    if (!is_fault || info->si_code <= 0) raise(signal_number);
}

// The first request to end lets the program end in order; the second does not wait for it.
static void on_ending(int signal_number) {
    if (ending != 0) {
        restore_at_once();
        signal(signal_number, SIG_DFL);
        raise(signal_number);
        return;
    }
    int kept = errno;
    ending = signal_number;
    terminal_wake();
    errno = kept;
}

static void on_resume(int signal_number) {
    (void)signal_number;
    int kept = errno;
    is_resumed = 1;
    terminal_wake();
    errno = kept;
}

// ncurses gives the terminal back on a stop, but not the modes that it does not know.
static void on_stop(int signal_number) {
    int kept = errno;
    guard_leave_modes();
    if (curses_stop.sa_handler != SIG_DFL && curses_stop.sa_handler != SIG_IGN) curses_stop.sa_handler(signal_number);
    errno = kept;
}

// ncurses notes the new size, and the waiting loop has to be told.
static void on_size(int signal_number) {
    int kept = errno;
    if (curses_size.sa_handler != SIG_DFL && curses_size.sa_handler != SIG_IGN) curses_size.sa_handler(signal_number);
    terminal_wake();
    errno = kept;
}

static void keep_error_aside(void) {
    if (!isatty(STDERR_FILENO) || !isatty(output)) return;
    FILE *file = tmpfile();
    if (file == NULL) return;
    kept_error = fileno(file);
    real_error = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3);
    if (real_error >= 0) dup2(kept_error, STDERR_FILENO);
}

void guard_arm(void) {
    static bool is_registered;
    if (!is_registered) atexit(restore_at_once);
    is_registered = true;
    struct sigaction action;
    memset(&action, 0, sizeof action);
    sigfillset(&action.sa_mask);
    action.sa_flags = SA_SIGINFO | SA_ONSTACK;
    action.sa_sigaction = on_trap;
    for (unsigned i = 0; i < sizeof traps / sizeof *traps; i++) sigaction(traps[i], &action, &previous[traps[i]]);
    action.sa_flags = SA_ONSTACK;
    action.sa_handler = on_ending;
    for (unsigned i = 0; i < sizeof endings / sizeof *endings; i++) sigaction(endings[i], &action, NULL);
    action.sa_flags = SA_RESTART | SA_ONSTACK;
    action.sa_handler = on_resume;
    sigaction(SIGCONT, &action, NULL);
    sigaction(SIGTSTP, NULL, &curses_stop);
    sigaction(SIGWINCH, NULL, &curses_size);
    // On the ordinary stack: what curses does in its handler needs room.
    sigemptyset(&action.sa_mask);
    action.sa_flags = SA_RESTART;
    action.sa_handler = on_stop;
    if (curses_stop.sa_handler != SIG_IGN) sigaction(SIGTSTP, &action, NULL);
    // Not restarted: a wait is to end.
    action.sa_flags = 0;
    action.sa_handler = on_size;
    sigaction(SIGWINCH, &action, NULL);
    keep_error_aside();
    is_armed = 1;
}

void guard_disarm(void) {
    is_armed = 0;
    signal(SIGTSTP, SIG_DFL);
    signal(SIGWINCH, SIG_DFL);
}

void guard_allow_background(void) {
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGTTOU);
    sigprocmask(SIG_BLOCK, &set, NULL);
}
