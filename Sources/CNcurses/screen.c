// Drawing and keys through ncurses.
#define _XOPEN_SOURCE_EXTENDED 1
#define _GNU_SOURCE
#define NCURSES_WIDECHAR 1
#include <curses.h>
#include <langinfo.h>
#include <locale.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <term.h>
#include <termios.h>
#include <unistd.h>
#include <wchar.h>

#include "CNcurses.h"
#include "guard.h"

enum { paste_begin_code = 2000, paste_end_code = 2001 };

static SCREEN *screen;
static bool has_utf8;
static int colors;
static int pairs_used;
static int pair_of[257][257];

static void find_locale(void) {
    setlocale(LC_ALL, "");
    const char *stand_ins[] = {"C.UTF-8", "en_US.UTF-8"};
    // Only for the C locale, which says nothing of the terminal; Latin-1 says that UTF-8 would be wrong.
    for (int i = 0; strcmp(nl_langinfo(CODESET), "ANSI_X3.4-1968") == 0 && i < 2; i++) {
        setlocale(LC_CTYPE, stand_ins[i]);
    }
    setlocale(LC_NUMERIC, "C");
    has_utf8 = strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
}

// Many modern terminals are unknown to a bare server; all of them understand xterm.
static SCREEN *open_screen(void) {
    const char *name = getenv("TERM");
    if (name == NULL || *name == 0) name = "ansi";
    const char *candidates[] = {name, "xterm-256color", "xterm", "ansi"};
    bool is_simple = strcmp(name, "dumb") == 0 || strcmp(name, "unknown") == 0;
    for (int i = 0; i < (is_simple ? 1 : 4); i++) {
        SCREEN *opened = newterm(candidates[i], stdout, stdin);
        if (opened != NULL) return opened;
    }
    return NULL;
}

int terminal_open(bool wants_color) {
    find_locale();
    // Exported sizes would keep ncurses from seeing a resize.
    unsetenv("LINES");
    unsetenv("COLUMNS");
    if (!guard_prepare()) return 3;
    screen = open_screen();
    if (screen == NULL) return 1;
    if (cursor_address == NULL) {
        endwin();
        return 2;
    }
    guard_arm();
    cbreak();
    noecho();
    nonl();
    intrflush(stdscr, FALSE);
    keypad(stdscr, TRUE);
    meta(stdscr, TRUE);
    nodelay(stdscr, TRUE);
    typeahead(-1);
    const char *delay = getenv("ESCDELAY");
    set_escdelay(delay != NULL && atoi(delay) > 0 ? atoi(delay) : 25);
    // Ctrl-C is a key; Ctrl-Z and Ctrl-\ keep their meaning.
    struct termios mode;
    if (tcgetattr(STDIN_FILENO, &mode) == 0) {
        mode.c_cc[VINTR] = _POSIX_VDISABLE;
        tcsetattr(STDIN_FILENO, TCSANOW, &mode);
        def_prog_mode();
    }
    define_key("\033[200~", paste_begin_code);
    define_key("\033[201~", paste_end_code);
    define_key("\033[1~", KEY_HOME);
    define_key("\033[4~", KEY_END);
    define_key("\033[H", KEY_HOME);
    define_key("\033[F", KEY_END);
    colors = 0;
    if (wants_color && has_colors()) {
        start_color();
        use_default_colors();
        colors = COLORS;
    }
    guard_enter_modes();
    return 0;
}

void terminal_close(void) {
    if (screen == NULL) return;
    guard_allow_background();
    guard_leave_modes();
    endwin();
    guard_restore();
    guard_disarm();
    delscreen(screen);
    screen = NULL;
    pairs_used = 0;
    memset(pair_of, 0, sizeof pair_of);
}

int terminal_colors(void) { return colors; }
bool terminal_is_utf8(void) { return has_utf8; }

void terminal_size(int *width, int *height) {
    struct winsize size;
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_row > 0 && size.ws_col > 0) {
        if (size.ws_row != LINES || size.ws_col != COLS) resizeterm(size.ws_row, size.ws_col);
    }
    *width = COLS;
    *height = LINES;
}

static int pair_for(int foreground, int background) {
    if (colors == 0 || (foreground < 0 && background < 0)) return 0;
    int *pair = &pair_of[foreground + 1][background + 1];
    if (*pair == 0 && pairs_used + 1 < COLOR_PAIRS) {
        if (init_extended_pair(pairs_used + 1, foreground, background) == OK) *pair = ++pairs_used;
    }
    return *pair;
}

void terminal_put(int y, int x, const uint32_t *scalars, int count, int width, unsigned attributes, int foreground,
                  int background) {
    wchar_t text[4] = {0};
    for (int i = 0; i < count && i < 3; i++) text[i] = (wchar_t)scalars[i];
    // Where the C library knows a glyph less well than we do, ncurses would draw a blank of another width.
    int known = text[0] < 0x80 ? 1 : wcwidth(text[0]);
    if (known < 1 || known > width) {
        text[0] = has_utf8 ? 0x25A1 : '?';
        text[1] = 0;
        known = 1;
    }
    attr_t look = A_NORMAL;
    if (attributes & TERMINAL_BOLD) look |= A_BOLD;
    if (attributes & TERMINAL_DIM) look |= A_DIM;
    if (attributes & TERMINAL_UNDERLINE) look |= A_UNDERLINE;
    if (attributes & TERMINAL_REVERSE) look |= A_REVERSE;
    int pair = pair_for(foreground, background);
    cchar_t cell;
    if (setcchar(&cell, text, look, 0, &pair) == ERR) return;
    mvadd_wch(y, x, &cell);  // ERR in the last corner, where it was drawn all the same.
    if (known < width) {
        wchar_t blank[2] = {' ', 0};
        setcchar(&cell, blank, look, 0, &pair);
        mvadd_wch(y, x + 1, &cell);
    }
}

void terminal_show(int y, int x) {
    if (y >= 0) {
        curs_set(1);
        move(y, x);
    } else {
        curs_set(0);
    }
    wnoutrefresh(stdscr);
    doupdate();
}

void terminal_forget(void) {
    guard_enter_modes();
    clearok(curscr, TRUE);
}

// Swallows what is left of a sequence that no key is known for, so that its tail is not typed at the user. What is not
// part of one is put back: another key after Esc, or a bracket that stands alone.
static bool swallow_sequence(void) {
    wint_t first;
    int kind = get_wch(&first);
    if (kind == ERR) return false;
    if (kind == KEY_CODE_YES) {
        ungetch((int)first);
        return false;
    }
    wint_t next;
    if ((first != '[' && first != 'O') || (kind = get_wch(&next)) == ERR) {
        unget_wch((wchar_t)first);
        return false;
    }
    for (int i = 0; i < 32 && kind == OK && (next < 0x40 || next > 0x7E); i++) {
        if ((kind = get_wch(&next)) == ERR) break;
    }
    if (kind == KEY_CODE_YES) ungetch((int)next);
    return true;
}

static enum terminal_input function_key(wint_t code) {
    switch (code) {
    case KEY_UP: return terminal_up;
    case KEY_DOWN: return terminal_down;
    case KEY_LEFT: return terminal_left;
    case KEY_RIGHT: return terminal_right;
    case KEY_PPAGE: return terminal_page_up;
    case KEY_NPAGE: return terminal_page_down;
    case KEY_HOME: return terminal_home;
    case KEY_END: return terminal_end;
    case KEY_BTAB: return terminal_back_tab;
    case KEY_BACKSPACE: return terminal_backspace;
    case KEY_DC: return terminal_delete;
    case KEY_ENTER: return terminal_enter;
    case KEY_RESIZE: return terminal_resize;
    case paste_begin_code: return terminal_paste_begin;
    case paste_end_code: return terminal_paste_end;
    default: return terminal_other;
    }
}

enum terminal_input terminal_key(uint32_t *value) {
    wint_t code = 0;
    int kind = get_wch(&code);
    if (kind == ERR) return terminal_none;
    if (kind == KEY_CODE_YES) return function_key(code);
    if (code == 27 && swallow_sequence()) return terminal_other;
    *value = (uint32_t)code;
    return terminal_character;
}

int terminal_wait(int milliseconds) {
    struct pollfd waits[2] = {{STDIN_FILENO, POLLIN, 0}, {guard_wake_reader(), POLLIN, 0}};
    if (poll(waits, 2, milliseconds) <= 0) return 0;
    int result = 0;
    if (waits[0].revents & (POLLHUP | POLLERR | POLLNVAL)) result |= TERMINAL_GONE;
    else if (waits[0].revents & POLLIN) result |= TERMINAL_READABLE;
    if (waits[1].revents & POLLIN) {
        char bytes[64];
        while (read(guard_wake_reader(), bytes, sizeof bytes) > 0) {}
        result |= TERMINAL_WOKEN;
    }
    return result;
}
