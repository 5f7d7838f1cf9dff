// Reads keys, pastes and mouse reports with ncurses.
#define _XOPEN_SOURCE_EXTENDED 1
#define _GNU_SOURCE
#define NCURSES_WIDECHAR 1
#include <ctype.h>
#include <curses.h>
#include <poll.h>
#include <string.h>
#include <unistd.h>
#include <wchar.h>

#include "CNcurses.h"
#include "guard.h"
#include "modes.h"
#include "output.h"
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

// Returns the next byte or key code, waiting briefly for the rest of a report; -1 if there is none.
static int awaited(void) {
    int byte = getch();
    for (int waits = 0; byte == ERR && waits < 4; waits++) {
        struct pollfd wait = {input, POLLIN, 0};
        poll(&wait, 1, 25);
        byte = getch();
    }
    return byte == ERR ? -1 : byte;
}

// Drops the rest of an X10 mouse report: a button, a column and a row, one byte each.
static void drop_old_report(void) {
    for (int i = 0; i < 3; i++) awaited();
}

// Reads the rest of CSI < button ; column ; row M (or m for a release). Malformed reports are read to their end and
// dropped.
static struct terminal_event mouse_report(void) {
    int numbers[3] = {0, 0, 0};
    int count = 0;
    bool is_sound = true;
    for (int length = 0; length < 64; length++) {
        int byte = awaited();
        if (byte >= '0' && byte <= '9') {
            if (numbers[count] < 100000) numbers[count] = 10 * numbers[count] + byte - '0';
        } else if (byte == ';' && count < 2) {
            count++;
        } else if ((byte == 'M' || byte == 'm') && count == 2 && is_sound) {
            return (struct terminal_event){.kind = terminal_mouse,
                                           .button = numbers[0],
                                           .x = numbers[1] - 1,
                                           .y = numbers[2] - 1,
                                           .is_release = byte == 'm'};
        } else if (byte < 0 || (byte >= 0x40 && byte <= 0x7E)) {
            break;
        } else if (byte > 0xFF || byte < 0x20) {
            // Another sequence has started.
            ungetch(byte);
            break;
        } else {
            is_sound = false;
        }
    }
    return (struct terminal_event){.kind = terminal_other};
}

// Parses the response to a query of the background color, "11;rgb:RRRR/GGGG/BBBB" with one to four hexadecimal digits
// per channel. Returns false if it is another response.
static bool parse_background(const char *text, uint32_t *color) {
    static const char start[] = "11;rgb:";
    if (strncmp(text, start, sizeof start - 1) != 0) return false;
    text += sizeof start - 1;
    *color = 0;
    for (int channel = 0; channel < 3; channel++) {
        unsigned value = 0, limit = 0;
        for (int digits = 0; digits < 4 && isxdigit((unsigned char)*text); digits++, text++) {
            int digit = *text <= '9' ? *text - '0' : (*text | 0x20) - 'a' + 10;
            value = value << 4 | (unsigned)digit;
            limit = limit << 4 | 0xF;
        }
        if (limit == 0 || *text != (channel < 2 ? '/' : 0)) return false;
        if (channel < 2) text++;
        *color = *color << 8 | value * 255 / limit;
    }
    return true;
}

// Reads the rest of a response to a query: OSC, DCS, APC or PM, until BEL or ST. Responses other than the background
// color are to queries made before launchtop started, and are dropped.
static struct terminal_event response(int kind) {
    char text[64];
    size_t length = 0;
    int before = 0;
    struct terminal_event event = {.kind = terminal_other};
    for (int i = 0; i < 4096; i++) {
        int byte = awaited();
        if (byte < 0) return event;
        if (byte == 7 || (before == 27 && byte == '\\')) break;
        if (length < sizeof text - 1 && byte != 27) text[length++] = (char)byte;
        before = byte;
    }
    text[length] = 0;
    if (kind == ']' && parse_background(text, &event.value)) {
        modes_note_background();
        event.kind = terminal_background;
    }
    return event;
}

// Reads the rest of a sequence that curses doesn't know, so that it isn't taken for typed input. Bytes that aren't part
// of a sequence are put back, such as another key after Esc or a single bracket. Returns terminal_none if it isn't a
// sequence. If the sequence reports that the colors have become dark (1) or light (2), queries the background color,
// because it doesn't have to follow the system's appearance.
static struct terminal_event rest_of_sequence(void) {
    struct terminal_event none = {.kind = terminal_none}, other = {.kind = terminal_other};
    int first = getch();
    if (first == ERR) return none;
    if (first == ']' || first == 'P' || first == '_' || first == '^') return response(first);
    int next = first == '[' || first == 'O' ? getch() : ERR;
    if (next == ERR) {
        ungetch(first);
        return none;
    }
    if (first == '[' && next == 'M') drop_old_report();
    char text[33];
    int length = 0;
    while (length < 32 && next >= 0x20 && next < 0x40) {
        text[length++] = (char)next;
        next = getch();
    }
    text[length] = 0;
    if (next == 'n' && (strcmp(text, "?997;1") == 0 || strcmp(text, "?997;2") == 0)) modes_ask_background();
    if (next > 0xFF) ungetch(next);
    return other;
}

static struct terminal_event function_key(int code) {
    static const struct {
        int code;
        enum terminal_input kind;
    } keys[] = {
        {KEY_UP, terminal_up}, {KEY_DOWN, terminal_down}, {KEY_LEFT, terminal_left}, {KEY_RIGHT, terminal_right},
        {KEY_PPAGE, terminal_page_up}, {KEY_NPAGE, terminal_page_down}, {KEY_HOME, terminal_home},
        {KEY_END, terminal_end}, {KEY_BTAB, terminal_back_tab}, {KEY_BACKSPACE, terminal_backspace},
        {KEY_DC, terminal_delete}, {KEY_ENTER, terminal_enter}, {KEY_RESIZE, terminal_resize},
        {paste_begin_code, terminal_paste_begin}, {paste_end_code, terminal_paste_end},
    };
    if (code == mouse_code) return mouse_report();
    if (code == KEY_MOUSE) drop_old_report();
    for (unsigned i = 0; i < sizeof keys / sizeof *keys; i++) {
        if (keys[i].code == code) return (struct terminal_event){.kind = keys[i].kind};
    }
    return (struct terminal_event){.kind = terminal_other};
}

// The character whose bytes haven't all arrived yet.
static struct {
    uint32_t value;
    int missing;
} partial;

// Adds one byte of UTF-8 (RFC 3629). Returns true if the character is complete. Invalid bytes are dropped.
static bool complete(int byte) {
    if (partial.missing > 0 && byte >= 0x80 && byte < 0xC0) {
        partial.value = partial.value << 6 | (uint32_t)(byte & 0x3F);
        return --partial.missing == 0;
    }
    partial.missing = byte >= 0xF0 && byte < 0xF5 ? 3 : byte >= 0xE0 && byte < 0xF0 ? 2 : byte >= 0xC2 && byte < 0xE0 ? 1 : 0;
    partial.value = (uint32_t)byte & (0x7Fu >> (partial.missing + 1));
    return false;
}

struct terminal_event terminal_next(void) {
    if (guard_was_resized()) return (struct terminal_event){.kind = terminal_resize};
    for (;;) {
        int code = getch();
        if (code == ERR) return (struct terminal_event){.kind = terminal_none};
        if (code >= 0x80 && code <= 0xFF && terminal_is_utf8()) {
            if (!complete(code)) continue;
            return (struct terminal_event){.kind = terminal_character, .value = partial.value};
        }
        partial.missing = 0;
        if (code > 0xFF) return function_key(code);
        if (code == 27) {
            struct terminal_event event = rest_of_sequence();
            if (event.kind != terminal_none) return event;
        }
        wint_t value = code < 0x80 ? (wint_t)code : btowc(code);
        if (value == WEOF) continue;
        return (struct terminal_event){.kind = terminal_character, .value = (uint32_t)value};
    }
}

int terminal_wait(int milliseconds) {
    struct pollfd waits[3] = {
        {input, POLLIN, 0}, {guard_wake_reader(), POLLIN, 0}, {output_descriptor(), POLLOUT, 0}};
    if (poll(waits, output_is_waiting() ? 3 : 2, milliseconds) <= 0) return 0;
    int result = 0;
    if (waits[2].revents != 0) output_send();
    if (waits[0].revents & (POLLHUP | POLLERR | POLLNVAL)) result |= TERMINAL_GONE;
    else if (waits[0].revents & POLLIN) result |= TERMINAL_READABLE;
    if (waits[1].revents & POLLIN) {
        char bytes[64];
        while (read(guard_wake_reader(), bytes, sizeof bytes) > 0) {}
        result |= TERMINAL_WOKEN;
    }
    return result;
}
