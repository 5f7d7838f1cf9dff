// Sets and restores line modes, and terminal modes that curses doesn't know.
#define _GNU_SOURCE
#include "modes.h"

#include <poll.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

#include "output.h"

static int input = STDIN_FILENO;
static struct termios noted;
static bool is_noted;
static bool wants_mouse;
// Whether the terminal is asked to report when its colors become dark or light (mode 2031).
static bool wants_color_reports;
// Whether the modes unknown to curses have to be sent with the next frame.
static bool are_due;
// Whether the query for the background color has to be sent with the next frame, whether its response is pending, and
// when it was sent.
static bool is_asking, is_asked;
static struct timespec asked;

void modes_note(int descriptor) {
    input = descriptor;
    is_noted = tcgetattr(input, &noted) == 0;
}

void modes_want_mouse(bool is_wanted) {
    wants_mouse = is_wanted;
    modes_want();
}

void modes_want(void) { are_due = true; }

void modes_want_color_reports(bool is_wanted) { wants_color_reports = is_wanted; }

void modes_ask_background(void) { is_asking = true; }

void modes_note_background(void) { is_asked = false; }

static void ask_background(void) {
    static const char query[] = "\033]11;?\033\\";
    if (!is_asking) return;
    is_asking = false;
    is_asked = clock_gettime(CLOCK_MONOTONIC, &asked) == 0;
    output_add(query, sizeof query - 1);
}

// Waits for a pending response to the query for the background color, because the shell would take a response that
// arrives after the exit for input.
static void drop_response(void) {
    enum { longest_milliseconds = 300, wait_milliseconds = 100 };
    struct timespec now;
    if (!is_asked || clock_gettime(CLOCK_MONOTONIC, &now) != 0) return;
    is_asked = false;
    long age = (now.tv_sec - asked.tv_sec) * 1000 + (now.tv_nsec - asked.tv_nsec) / 1000000;
    struct pollfd wait = {input, POLLIN, 0};
    if (age > longest_milliseconds || poll(&wait, 1, wait_milliseconds) <= 0 || !(wait.revents & POLLIN)) return;
    char bytes[128];
    if (read(input, bytes, sizeof bytes) < 0) return;
}

void modes_enter(void) {
    ask_background();
    static const char paste[] = "\033[?2004h", mouse[] = "\033[?1002h\033[?1006h";
    static const char no_mouse[] = "\033[?1006l\033[?1002l", reports[] = "\033[?2031h";
    if (!are_due) return;
    are_due = false;
    output_add(paste, sizeof paste - 1);
    if (wants_mouse) output_add(mouse, sizeof mouse - 1);
    else output_add(no_mouse, sizeof no_mouse - 1);
    if (wants_color_reports) output_add(reports, sizeof reports - 1);
}

void modes_leave(bool is_updating) {
    static const char update[] = "\033[?2026l", modes[] = "\033[?1006l\033[?1002l\033[?2004l";
    static const char reports[] = "\033[?2031l";
    // Some terminals report an error for the end of an update that hasn't begun.
    if (is_updating) output_add(update, sizeof update - 1);
    if (wants_color_reports) output_add(reports, sizeof reports - 1);
    drop_response();
    output_add(modes, sizeof modes - 1);
}

void modes_take_line(void) {
    if (!is_noted) return;
    struct termios mode = noted;
    // Keys are unbuffered and not echoed, and newlines aren't translated. Ctrl-S is disabled, because it would stop the
    // output.
    mode.c_iflag &= ~(tcflag_t)(ICRNL | INLCR | IGNCR | IXON);
    mode.c_oflag &= ~(tcflag_t)ONLCR;
#ifdef TABDLY
    mode.c_oflag &= ~(tcflag_t)TABDLY;
#endif
    mode.c_lflag &= ~(tcflag_t)(ICANON | ECHO | ECHONL);
    mode.c_cc[VMIN] = 1;
    mode.c_cc[VTIME] = 0;
    // Ctrl-C is a key; Ctrl-Z and Ctrl-\ keep their meaning.
    mode.c_cc[VINTR] = _POSIX_VDISABLE;
    tcsetattr(input, TCSANOW, &mode);
}

void modes_release_line(void) {
    if (is_noted) tcsetattr(input, TCSANOW, &noted);
}
