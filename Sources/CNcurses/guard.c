// Code that runs in a signal handler calls only functions that POSIX allows there: write, read, lseek, dup2, poll,
// tcsetattr, tcflow, tcflush, raise, sigaction, clock_gettime.
#define _GNU_SOURCE
#include "guard.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

#include "CNcurses.h"
#include "modes.h"
#include "output.h"

// Signals that end a process immediately. Signals that request an exit are in `endings`.
static const int traps[] = {SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGTRAP, SIGABRT, SIGQUIT, SIGSYS,
                            SIGALRM, SIGUSR1, SIGUSR2, SIGVTALRM, SIGPROF, SIGXCPU};
static const int endings[] = {SIGHUP, SIGTERM, SIGINT};
// Signals that are ignored, so that a write to a closed connection or a full file fails instead of ending the process.
static const int ignored[] = {SIGPIPE, SIGXFSZ};
static const int taken_over[] = {SIGTSTP, SIGWINCH, SIGCONT};

#define count_of(array) (sizeof array / sizeof *array)

static volatile sig_atomic_t is_armed;
static volatile sig_atomic_t ending;
static struct timespec asked_at;
static volatile sig_atomic_t is_resumed;
static volatile sig_atomic_t is_to_stop;
static volatile sig_atomic_t is_resized;
static struct sigaction previous[NSIG];
static bool is_kept[NSIG];
static int wake[2] = {-1, -1};
static int real_error = -1;
static FILE *kept_error;
static int kept_descriptor = -1;
static int input = STDIN_FILENO;
static int output = STDOUT_FILENO;
// The number of milliseconds without progress after which a terminal is considered unread, after the quit key and after
// a signal.
enum { patience_of_key = 1000, patience_of_signal = 50 };

bool guard_prepare(int from, int to) {
    input = from;
    output = to;
    modes_note(input);
    ending = is_resumed = is_to_stop = is_resized = 0;
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
    if (wake[1] >= 0) (void)!write(wake[1], "w", 1);
}

int terminal_ending_signal(void) { return ending; }

bool terminal_was_resumed(void) {
    if (!is_resumed) return false;
    is_resumed = 0;
    return true;
}

bool terminal_is_to_stop(void) {
    if (!is_to_stop) return false;
    is_to_stop = 0;
    return true;
}

bool guard_was_resized(void) {
    if (!is_resized) return false;
    is_resized = 0;
    return true;
}

int guard_patience(void) { return ending == 0 ? patience_of_key : patience_of_signal; }

static void print_kept_error(int milliseconds) {
    if (real_error < 0) return;
    dup2(real_error, STDERR_FILENO);
    if (kept_descriptor >= 0 && lseek(kept_descriptor, 0, SEEK_SET) == 0) {
        char bytes[4096];
        ssize_t count;
        // Stops if the output would block.
        while ((count = read(kept_descriptor, bytes, sizeof bytes)) > 0) {
            if (!output_send_last(bytes, (unsigned long)count, milliseconds)) break;
        }
    }
    kept_descriptor = -1;
}

void guard_restore(int milliseconds) {
    modes_release_line();
    print_kept_error(milliseconds);
}

// Restores the screen from a signal handler or at exit: terminates a control sequence and a synchronized update that may
// have been cut off, then resets paste, mouse and report modes, keypad, colors and cursor and switches to the main
// screen. If nothing reads the output, the system's buffer is dropped to make room.
static void restore_at_once(void) {
    if (!is_armed) return;
    is_armed = 0;
    output_stop();
    // Some terminals report an error for the end of an update that hasn't begun.
    static const char end[] = "\030\033\\\033[?2026l";
    static const char reset[] =
        "\033[?2031l\033[?1006l\033[?1003l\033[?1002l\033[?1000l\033[?2004l\033[?1l\033>\033[0m\033[?25h\033[?1049l\033[23;0;0t\r\n";
    // Resume output that was stopped by Ctrl-S.
    tcflow(output, TCOON);
    bool is_cut = output_is_cut();
    bool is_sent = !is_cut || output_send_last(end, sizeof end - 1, patience_of_signal);
    if (!is_sent || !output_send_last(reset, sizeof reset - 1, patience_of_signal)) {
        output_reset();
        if (is_cut) output_send_last(end, sizeof end - 1, patience_of_signal);
        output_send_last(reset, sizeof reset - 1, patience_of_signal);
    }
    guard_restore(patience_of_signal);
}

static void on_trap(int signal_number, siginfo_t *info, void *context) {
    (void)context;
    restore_at_once();
    bool is_fault = signal_number == SIGSEGV || signal_number == SIGBUS || signal_number == SIGILL || signal_number == SIGFPE;
#if defined(__aarch64__)
    is_fault = is_fault || signal_number == SIGTRAP;
#endif
    if (is_fault && info->si_code > 0) {
        // When this handler returns, the fault occurs again and reaches the previous handler, which reports it.
        sigaction(signal_number, &previous[signal_number], NULL);
        return;
    }
    // A signal sent by kill, abort or the terminal (Ctrl-\) wouldn't occur again, and the program would continue, so
    // raise it.
    signal(signal_number, SIG_DFL);
    raise(signal_number);
}

// Lets the program exit cleanly after the first request. A later request ends the program at once, unless it is a
// hangup or arrives shortly after the first one: a shell and the system both report a closed terminal, and timeout(1)
// signals twice.
static void on_ending(int signal_number) {
    int kept = errno;
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    if (ending == 0) {
        asked_at = now;
        ending = signal_number;
    } else if (signal_number != SIGHUP) {
        long passed = (now.tv_sec - asked_at.tv_sec) * 1000 + (now.tv_nsec - asked_at.tv_nsec) / 1000000;
        if (passed >= TERMINAL_ONE_REQUEST) {
            restore_at_once();
            signal(signal_number, SIG_DFL);
            raise(signal_number);
            // The signal is blocked while this handler runs and ends the process when it returns.
        }
    }
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

// Records the request to suspend. The main loop suspends the process when curses is idle.
static void on_stop(int signal_number) {
    (void)signal_number;
    int kept = errno;
    is_to_stop = 1;
    terminal_wake();
    errno = kept;
}

// Records a resize. The main loop queries the new size, because curses, whose output is a file, couldn't.
static void on_size(int signal_number) {
    (void)signal_number;
    int kept = errno;
    is_resized = 1;
    terminal_wake();
    errno = kept;
}

// Returns whether standard error is the terminal with the screen.
static bool is_error_on_screen(void) {
    struct stat error, screen;
    if (!isatty(STDERR_FILENO) || !isatty(output)) return false;
    return fstat(STDERR_FILENO, &error) == 0 && fstat(output, &screen) == 0 && error.st_rdev == screen.st_rdev;
}

static void keep_error_aside(void) {
    if (!is_error_on_screen()) return;
    kept_error = tmpfile();
    if (kept_error == NULL) return;
    kept_descriptor = fileno(kept_error);
    real_error = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3);
    if (real_error >= 0) dup2(kept_descriptor, STDERR_FILENO);
}

static void keep(int signal_number) {
    is_kept[signal_number] = sigaction(signal_number, NULL, &previous[signal_number]) == 0;
}

// Sets up a separate stack for signal handlers, so that a stack overflow can be reported.
static void find_stack(void) {
    static char bytes[65536];
    stack_t stack;
    if (sigaltstack(NULL, &stack) == 0 && (stack.ss_flags & SS_DISABLE)) {
        stack = (stack_t){.ss_sp = bytes, .ss_size = sizeof bytes};
        sigaltstack(&stack, NULL);
    }
}

void guard_arm(void) {
    static bool is_registered;
    if (!is_registered) atexit(restore_at_once);
    is_registered = true;
    find_stack();
    struct sigaction action;
    memset(&action, 0, sizeof action);
    sigfillset(&action.sa_mask);
    action.sa_flags = SA_SIGINFO | SA_ONSTACK;
    action.sa_sigaction = on_trap;
    for (unsigned i = 0; i < count_of(traps); i++) {
        keep(traps[i]);
        sigaction(traps[i], &action, NULL);
    }
    action.sa_flags = SA_RESTART | SA_ONSTACK;
    action.sa_handler = on_ending;
    for (unsigned i = 0; i < count_of(endings); i++) {
        keep(endings[i]);
        sigaction(endings[i], &action, NULL);
    }
    action.sa_handler = SIG_IGN;
    for (unsigned i = 0; i < count_of(ignored); i++) {
        keep(ignored[i]);
        sigaction(ignored[i], &action, NULL);
    }
    for (unsigned i = 0; i < count_of(taken_over); i++) keep(taken_over[i]);
    keep_error_aside();
    is_armed = 1;
}

static void catch_stop(void) {
    struct sigaction action = {.sa_handler = on_stop, .sa_flags = SA_RESTART};
    sigemptyset(&action.sa_mask);
    if (previous[SIGTSTP].sa_handler != SIG_IGN) sigaction(SIGTSTP, &action, NULL);
}

void guard_take_over(void) {
    catch_stop();
    struct sigaction action = {.sa_handler = on_resume, .sa_flags = SA_RESTART};
    sigfillset(&action.sa_mask);
    sigaction(SIGCONT, &action, NULL);
    action.sa_handler = on_size;
    sigaction(SIGWINCH, &action, NULL);
}

void guard_stop(void) {
    signal(SIGTSTP, SIG_DFL);
    raise(SIGTSTP);
    // The process was stopped here.
    catch_stop();
}

void guard_disarm(void) {
    is_armed = 0;
    for (int i = 1; i < NSIG; i++) {
        if (is_kept[i]) sigaction(i, &previous[i], NULL);
        is_kept[i] = false;
    }
    print_kept_error(guard_patience());
    if (real_error >= 0) close(real_error);
    if (kept_error != NULL) fclose(kept_error);
    real_error = kept_descriptor = -1;
    kept_error = NULL;
}

void guard_allow_background(void) {
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGTTOU);
    sigprocmask(SIG_BLOCK, &set, NULL);
}
