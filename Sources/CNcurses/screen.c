// Opens a terminal, draws and shows frames with ncurses.
#define _XOPEN_SOURCE_EXTENDED 1
#define _GNU_SOURCE
#define NCURSES_WIDECHAR 1
#include "screen.h"

#include <curses.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <term.h>
#include <unistd.h>
#include <wchar.h>

#include "CNcurses.h"
#include "colors.h"
#include "guard.h"
#include "modes.h"
#include "output.h"
#include "surroundings.h"
#include "terminfo.h"

static SCREEN *screen;
static FILE *input;
// The output of curses is a file in memory, which output.c sends to the terminal.
static FILE *output;
static struct terminal_wish wish;
static bool has_utf8;
static bool speaks_xterm;
// Whether the terminal understands control sequences and ignores unknown ones.
static bool knows_sequences;
static struct color_plan plan;
// Whether the opened entry is launchtop's own entry with direct color, or its own entry without.
static bool is_carried_direct, is_carried;
static bool is_at_once;
// Whether launchtop was suspended and hasn't redrawn the screen yet, so that another program may be using the terminal.
static bool is_away;
static const char *stand_in;
static int colors, palette;

static bool begins_with_any(const char *name, const char *const *families) {
    for (; *families != NULL; families++) {
        if (strncmp(name, *families, strlen(*families)) == 0) return true;
    }
    return false;
}

// Opens one of launchtop's own entries, which ncurses reads from the environment.
static SCREEN *open_carried(const char *name, const char *entry) {
    const char *set = getenv("TERMINFO");
    char *kept = set == NULL ? NULL : strdup(set);
    setenv("TERMINFO", entry, 1);
    SCREEN *opened = newterm(name, output, input);
    if (kept != NULL) setenv("TERMINFO", kept, 1);
    else unsetenv("TERMINFO");
    free(kept);
    return opened;
}

// Opens the screen with the entry of the terminal type. Many modern terminal types are unknown to a minimal server, but
// their terminals are xterm-compatible, so launchtop has its own entries for them.
static SCREEN *open_screen(void) {
    static const char *const families[] = {"xterm", "kitty", "ghostty", "wezterm", "alacritty", "foot", "konsole",
                                           "iterm", "rio", "contour", "vte", "gnome", "rxvt", "st-", "putty",
                                           "mlterm", "eterm", "mintty", "hterm", "terminator", "nsterm", "vscode", NULL};
    static const char *const multiplexers[] = {"tmux", "screen", NULL};
    const char *name = getenv("TERM");
    if (name == NULL || *name == 0) name = "ansi";
    speaks_xterm = begins_with_any(name, families);
    bool multiplexes = begins_with_any(name, multiplexers);
    knows_sequences = speaks_xterm || multiplexes;
    plan = colors_plan(name, wish.output, speaks_xterm, multiplexes);
    SCREEN *opened = NULL;
    is_carried = is_carried_direct = false;
    if (plan.uses_carried_direct && wish.wants_color) {
        opened = open_carried("launchtop-direct", terminfo_launchtop_direct);
        is_carried_direct = opened != NULL;
    }
    if (opened == NULL) opened = newterm(name, output, input);
    if (opened == NULL && (speaks_xterm || multiplexes)) {
        opened = open_carried("launchtop", terminfo_launchtop);
        is_carried = opened != NULL;
    }
    bool is_simple = strcmp(name, "dumb") == 0 || strcmp(name, "unknown") == 0;
    if (opened == NULL && !is_simple) {
        opened = newterm("ansi", output, input);
        stand_in = opened == NULL ? NULL : "ansi";
    }
    return opened;
}

static bool open_streams(void) {
    bool is_usual = wish.input == STDIN_FILENO && wish.output == STDOUT_FILENO;
    input = is_usual ? stdin : fdopen(dup(wish.input), "r");
    if (!output_open(wish.output)) return false;
    output = output_for_curses();
    return input != NULL;
}

static void close_streams(void) {
    if (input != NULL && input != stdin) fclose(input);
    input = output = NULL;
    output_close();
    screen = NULL;
}

static void open_colors(void) {
    colors = 0;
    palette = 8;
    if (!wish.wants_color) plan.reason = terminal_colors_unwanted;
    if (!wish.wants_color || !has_colors()) return;
    start_color();
    use_default_colors();
    bool is_direct = is_carried_direct || plan.has_direct_entry;
    // Without RGB, the meaning of color numbers isn't known, except for the first eight.
    colors = COLORS > 256 && !is_direct ? 8 : COLORS;
    if (is_carried && plan.limit < colors) colors = plan.limit;
    palette = colors > 256 ? colors_indexed() : colors;
}

int terminal_open(struct terminal_wish asked) {
    if (screen != NULL) return 3;
    wish = asked;
    stand_in = NULL;
    is_at_once = false;
    has_utf8 = surroundings_find_locale();
    surroundings_export_size(wish.output, wish.width, wish.height);
    if (!guard_prepare(wish.input, wish.output) || !open_streams()) {
        close_streams();
        return 3;
    }
    guard_arm();
    screen = open_screen();
    surroundings_forget_size();
    bool can_place = screen != NULL && cursor_address != NULL;
    if (!can_place) {
        guard_disarm();
        if (screen != NULL) {
            endwin();
            delscreen(screen);
        }
        int reason = screen == NULL ? 1 : 2;
        close_streams();
        return reason;
    }
    guard_take_over();
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
    modes_take_line();
    keys_read_from(wish.input);
    keys_define();
    open_colors();
    terminal_forget_colors();
    modes_want_color_reports(speaks_xterm);
    modes_want();
    return 0;
}

// Restores the screen. A frame that the terminal doesn't accept in time is dropped.
static void leave(void) {
    output_collect();
    bool is_whole = output_settle(guard_patience());
    // A frame that was cut off has begun a synchronized update but not ended it.
    modes_leave(is_at_once || !is_whole);
    is_at_once = false;
    bool has_main_screen = enter_ca_mode != NULL;
    endwin();
    output_collect();
    // Without an alternate screen, the prompt would overwrite the last row.
    if (!has_main_screen) output_add("\r\033[K\n", 5);
    output_settle(guard_patience());
}

void terminal_close(void) {
    if (screen == NULL) return;
    if (!is_away) {
        guard_allow_background();
        leave();
        guard_restore(guard_patience());
    }
    is_away = false;
    guard_disarm();
    delscreen(screen);
    close_streams();
}

int terminal_colors(void) { return colors; }
int terminal_palette(void) { return palette; }
enum terminal_color_reason terminal_color_reason(void) { return plan.reason; }
bool terminal_is_utf8(void) { return has_utf8; }
const char *terminal_stand_in(void) { return stand_in; }

void terminal_size(int *width, int *height) {
    int across, down;
    if (surroundings_size(wish.output, &across, &down) && (down != LINES || across != COLS)) {
        // resizeterm would also add a key to the input.
        resize_term(down, across);
        clearok(curscr, TRUE);
    }
    // The replacement entry states that a full row wraps immediately, which the actual terminal may not do.
    *width = stand_in != NULL && COLS > 1 ? COLS - 1 : COLS;
    *height = LINES;
}

bool terminal_is_behind(void) { return output_is_waiting(); }

// Updates the screen. ncurses ignores a request to suspend while it updates, so the signal is blocked until the update
// is done.
static void update(void) {
    sigset_t stop, before;
    sigemptyset(&stop);
    sigaddset(&stop, SIGTSTP);
    pthread_sigmask(SIG_BLOCK, &stop, &before);
    wnoutrefresh(stdscr);
    doupdate();
    pthread_sigmask(SIG_SETMASK, &before, NULL);
}

void terminal_settle(int y, int x) {
    move(y, x);
    update();
    // Forces absolute positioning, because the cursor's position is unknown.
    mvcur(-1, -1, y, x);
}

void terminal_ask_background(void) {
    if (speaks_xterm) modes_ask_background();
}

void terminal_begin(void) {
    // The sequences that begin and end the update are queued before and after the output of curses.
    output_collect();
    is_at_once = speaks_xterm;
    if (is_at_once) output_add("\033[?2026h", 8);
}

void terminal_show(int y, int x) {
    if (y >= 0) {
        curs_set(1);
        move(y, x);
    } else {
        curs_set(0);
    }
    update();
    output_collect();
    if (is_at_once) output_add("\033[?2026l", 8);
    is_at_once = false;
    modes_enter();
    output_send();
}

void terminal_forget(void) {
    is_away = false;
    modes_take_line();
    modes_want();
    // curses' own reset_prog_mode would do this, but it fails for files.
    keypad(stdscr, TRUE);
    erase();
    clearok(curscr, TRUE);
}

void terminal_stop(void) {
    leave();
    modes_release_line();
    is_away = true;
    guard_stop();
}

void terminal_send(const char *bytes, unsigned long count) {
    if (!knows_sequences || is_away) return;
    output_add(bytes, count);
    output_send();
}

void terminal_set_mouse(bool is_on) { modes_want_mouse(is_on); }
