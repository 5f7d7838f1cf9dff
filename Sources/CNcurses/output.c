// Nonblocking output: curses writes to memory, and the functions here send it as the terminal accepts it.
#define _GNU_SOURCE
#include "output.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

// The maximum delay of the exit by a terminal that accepts output slowly, and the length of one wait.
enum { longest_milliseconds = 2000, slice_milliseconds = 10 };
// The chunk size if a write could block although the terminal accepts some bytes.
enum { careful_count = 32 };
// The maximum number of bytes of control sequences that wait for the terminal. A frame is queued only if nothing is
// waiting.
enum { queue_limit = 1 << 20 };

static int terminal = -1;
static bool is_terminal, is_reopened;
static FILE *memory;
static char *queue;
static size_t queued, sent, room;
static volatile sig_atomic_t is_cut, is_stopped;

// Opens the terminal again with a separate file description, because O_NONBLOCK on the inherited one would also affect
// the shell and all other processes that share it.
static int reopened(int descriptor) {
    int flags = O_WRONLY | O_NOCTTY | O_NONBLOCK | O_CLOEXEC;
    if (tcgetsid(descriptor) == getsid(0)) {
        int own = open("/dev/tty", flags);
        if (own >= 0) return own;
    }
    char name[256];
    return ttyname_r(descriptor, name, sizeof name) == 0 ? open(name, flags) : -1;
}

static FILE *open_memory(void) {
#if defined(__linux__)
    int descriptor = memfd_create("launchtop-screen", MFD_CLOEXEC);
    FILE *file = descriptor < 0 ? NULL : fdopen(descriptor, "w+");
    if (file != NULL) return file;
    if (descriptor >= 0) close(descriptor);
#endif
    return tmpfile();
}

bool output_open(int to) {
    output_close();
    is_cut = is_stopped = 0;
    is_terminal = isatty(to);
    terminal = is_terminal ? reopened(to) : -1;
    is_reopened = terminal >= 0;
    // If the terminal can't be reopened, for example because another user owns it, it is polled and written to in small
    // chunks.
    if (!is_reopened) terminal = fcntl(to, F_DUPFD_CLOEXEC, 3);
    memory = open_memory();
    return terminal >= 0 && memory != NULL;
}

void output_close(void) {
    if (terminal >= 0) close(terminal);
    if (memory != NULL) fclose(memory);
    free(queue);
    terminal = -1;
    memory = NULL;
    queue = NULL;
    queued = sent = room = 0;
}

FILE *output_for_curses(void) { return memory; }
int output_descriptor(void) { return terminal; }
bool output_is_waiting(void) { return sent < queued; }
bool output_is_cut(void) { return is_cut; }
void output_stop(void) { is_stopped = 1; }

static bool make_room(size_t count) {
    if (queued + count <= room) return true;
    size_t size = room < 4096 ? 4096 : room;
    while (size < queued + count) size *= 2;
    char *larger = realloc(queue, size);
    if (larger == NULL) return false;
    queue = larger;
    room = size;
    return true;
}

void output_collect(void) {
    int file = fileno(memory);
    off_t count = lseek(file, 0, SEEK_CUR);
    if (count <= 0) return;
    if (make_room((size_t)count)) {
        ssize_t taken = pread(file, queue + queued, (size_t)count, 0);
        if (taken > 0) queued += (size_t)taken;
    }
    lseek(file, 0, SEEK_SET);
}

void output_add(const char *bytes, unsigned long count) {
    if (queued - sent + count > queue_limit || !make_room(count)) return;
    memcpy(queue + queued, bytes, count);
    queued += count;
}

// Writes without blocking. Returns the number of bytes written; 0 if the terminal accepts nothing now, -1 if it is
// gone.
static ssize_t write_some(const char *bytes, size_t count) {
    if (is_terminal && !is_reopened) {
        struct pollfd ready = {terminal, POLLOUT, 0};
        if (poll(&ready, 1, 0) <= 0) return 0;
        if (count > careful_count) count = careful_count;
    }
    for (;;) {
        ssize_t written = write(terminal, bytes, count);
        if (written >= 0) return written;
        if (errno == EAGAIN || errno == EWOULDBLOCK) return 0;
        if (errno != EINTR) return -1;
    }
}

void output_send(void) {
    while (sent < queued && !is_stopped) {
        is_cut = 1;
        ssize_t written = write_some(queue + sent, queued - sent);
        if (written == 0) return;
        if (written < 0) break;
        sent += (size_t)written;
    }
    queued = sent = 0;
    is_cut = 0;
}

static long milliseconds_since(const struct timespec *start) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (now.tv_sec - start->tv_sec) * 1000 + (now.tv_nsec - start->tv_nsec) / 1000000;
}

// Sends bytes until all are sent or nothing was accepted for the timeout. Returns the number of bytes sent.
static size_t send_within(const char *bytes, size_t count, int milliseconds) {
    struct timespec start, last;
    clock_gettime(CLOCK_MONOTONIC, &start);
    last = start;
    size_t done = 0;
    while (done < count) {
        ssize_t written = write_some(bytes + done, count - done);
        if (written < 0) break;
        if (written > 0) {
            done += (size_t)written;
            clock_gettime(CLOCK_MONOTONIC, &last);
        } else if (milliseconds_since(&last) >= milliseconds) {
            break;
        } else {
            // Wait in short slices, because some terminals become ready without ending a wait.
            struct pollfd ready = {terminal, POLLOUT, 0};
            if (poll(&ready, 1, slice_milliseconds) > 0 && !(ready.revents & POLLOUT)) break;
        }
        if (milliseconds_since(&start) >= longest_milliseconds) break;
    }
    return done;
}

bool output_send_last(const char *bytes, unsigned long count, int milliseconds) {
    return send_within(bytes, count, milliseconds) == count;
}

void output_reset(void) {
    // Unread output is no longer needed; dropping it makes room for restoring the terminal.
    if (is_terminal) tcflush(terminal, TCOFLUSH);
    // CAN ends a cut-off control sequence, and ST ends a cut-off string. Then the attributes are reset.
    static const char end[] = "\030\033\\\033[0m";
    if (is_terminal) send_within(end, sizeof end - 1, slice_milliseconds);
}

bool output_settle(int milliseconds) {
    sent += send_within(queue + sent, queued - sent, milliseconds);
    bool is_all = sent == queued;
    queued = sent = 0;
    if (!is_all) output_reset();
    is_cut = 0;
    return is_all;
}
