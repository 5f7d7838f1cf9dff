// Sends all output to the terminal without blocking.
#ifndef OUTPUT_H
#define OUTPUT_H

#include <stdbool.h>
#include <stdio.h>

/// Opens a terminal or file for output. Returns false if there are no file descriptors left.
bool output_open(int to);
/// Returns the stream to which curses writes: a file in memory, not the terminal.
FILE *output_for_curses(void);
/// Appends the output of curses to the queue.
void output_collect(void);
/// Appends a whole control sequence to the queue. Drops it if the queue is full.
void output_add(const char *bytes, unsigned long count);
/// Sends as much of the queue as the terminal accepts at once.
void output_send(void);
/// Returns whether queued output hasn't been accepted yet.
bool output_is_waiting(void);
/// Returns the descriptor to poll for POLLOUT while output is waiting.
int output_descriptor(void);
/// Sends the queue. If the terminal accepts nothing for this many milliseconds, drops the queue and the system's
/// buffer, and terminates a cut-off sequence. Returns true if everything was sent.
bool output_settle(int milliseconds);
/// Sends bytes outside the queue, with the same kind of timeout. Returns true if all were sent. Async-signal-safe.
bool output_send_last(const char *bytes, unsigned long count, int milliseconds);
/// Drops the system's buffer for the terminal and terminates a cut-off sequence. Async-signal-safe.
void output_reset(void);
/// Returns whether the terminal may have received part of a sequence. Async-signal-safe.
bool output_is_cut(void);
/// Stops sending the queue after the terminal was restored. Async-signal-safe.
void output_stop(void);
void output_close(void);

#endif
