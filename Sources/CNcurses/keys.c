// Keys, pastes and the mouse through ncurses.
#define _XOPEN_SOURCE_EXTENDED 1
#define _GNU_SOURCE
#define NCURSES_WIDECHAR 1
#include <curses.h>
#include <poll.h>
#include <unistd.h>
#include <wchar.h>

#include "CNcurses.h"
#include "guard.h"
#include "screen.h"

static int input = STDIN_FILENO;

void keys_read_from(int descriptor) { input = descriptor; }

void keys_define(void) {
    static const struct {
        const char *sequence;
        int code;
    } keys[] = {
        {"\033[200~", paste_begin_code}, {"\033[201~", paste_end_code}, {"\033[<", mouse_code},
        {"\033[1~", KEY_HOME}, {"\033[4~", KEY_END}, {"\033[7~", KEY_HOME}, {"\033[8~", KEY_END},
        {"\033[H", KEY_HOME}, {"\033[F", KEY_END}, {"\033OH", KEY_HOME}, {"\033OF", KEY_END},
        {"\033[A", KEY_UP}, {"\033[B", KEY_DOWN}, {"\033[C", KEY_RIGHT}, {"\033[D", KEY_LEFT},
        {"\033OA", KEY_UP}, {"\033OB", KEY_DOWN}, {"\033OC", KEY_RIGHT}, {"\033OD", KEY_LEFT},
        {"\033[5~", KEY_PPAGE}, {"\033[6~", KEY_NPAGE}, {"\033[3~", KEY_DC}, {"\033[Z", KEY_BTAB},
    };
    for (unsigned i = 0; i < sizeof keys / sizeof *keys; i++) define_key(keys[i].sequence, keys[i].code);
}

// A number of a report, and what ended it. A report that is cut short ends after a while.
static int report_number(wint_t *end) {
    int number = 0;
    for (int digits = 0; digits < 8; digits++) {
        int kind = get_wch(end);
        for (int waits = 0; kind == ERR && waits < 4; waits++) {
            struct pollfd wait = {input, POLLIN, 0};
            poll(&wait, 1, 25);
            kind = get_wch(end);
        }
        if (kind != OK) break;
        if (*end < '0' || *end > '9') return number;
        if (number < 100000) number = 10 * number + (int)(*end - '0');
    }
    *end = 0;
    return 0;
}

// The rest of CSI < button ; column ; row M (or m for a release).
static struct terminal_event mouse_report(void) {
    struct terminal_event event = {.kind = terminal_other};
    wint_t end = 0;
    int button = report_number(&end);
    if (end != ';') return event;
    int column = report_number(&end);
    if (end != ';') return event;
    int row = report_number(&end);
    if (end != 'M' && end != 'm') return event;
    return (struct terminal_event){
        .kind = terminal_mouse, .button = button, .x = column - 1, .y = row - 1, .is_release = end == 'm'};
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

static struct terminal_event function_key(wint_t code) {
    static const struct {
        wint_t code;
        enum terminal_input kind;
    } keys[] = {
        {KEY_UP, terminal_up}, {KEY_DOWN, terminal_down}, {KEY_LEFT, terminal_left}, {KEY_RIGHT, terminal_right},
        {KEY_PPAGE, terminal_page_up}, {KEY_NPAGE, terminal_page_down}, {KEY_HOME, terminal_home},
        {KEY_END, terminal_end}, {KEY_BTAB, terminal_back_tab}, {KEY_BACKSPACE, terminal_backspace},
        {KEY_DC, terminal_delete}, {KEY_ENTER, terminal_enter}, {KEY_RESIZE, terminal_resize},
        {paste_begin_code, terminal_paste_begin}, {paste_end_code, terminal_paste_end},
    };
    if (code == mouse_code) return mouse_report();
    for (unsigned i = 0; i < sizeof keys / sizeof *keys; i++) {
        if (keys[i].code == code) return (struct terminal_event){.kind = keys[i].kind};
    }
    return (struct terminal_event){.kind = terminal_other};
}

struct terminal_event terminal_next(void) {
    wint_t code = 0;
    int kind = get_wch(&code);
    if (kind == ERR) return (struct terminal_event){.kind = terminal_none};
    if (kind == KEY_CODE_YES) return function_key(code);
    if (code == 27 && swallow_sequence()) return (struct terminal_event){.kind = terminal_other};
    return (struct terminal_event){.kind = terminal_character, .value = (uint32_t)code};
}

int terminal_wait(int milliseconds) {
    struct pollfd waits[2] = {{input, POLLIN, 0}, {guard_wake_reader(), POLLIN, 0}};
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
