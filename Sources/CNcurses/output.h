// Everything that is sent to the terminal, and nothing that waits for a terminal that nobody reads.
#ifndef OUTPUT_H
#define OUTPUT_H

#include <stdbool.h>
#include <stdio.h>

/// Opens the way to a terminal, or to a file. False if there are no descriptors left.
bool output_open(int to);
/// Where curses writes: a file in memory, never the terminal.
FILE *output_for_curses(void);
/// Moves what curses wrote to the end of the queue.
void output_collect(void);
/// Appends a whole control sequence to the queue. Drops it if the queue is full.
void output_add(const char *bytes, unsigned long count);
/// Sends as much of the queue as the terminal takes at once.
void output_send(void);
/// Whether something is queued that the terminal has not taken.
bool output_is_waiting(void);
/// The descriptor to poll for POLLOUT while something is waiting.
int output_descriptor(void);
/// Sends the queue. If the terminal takes nothing for so many milliseconds, drops the queue and what the system
/// buffered, and sends what ends a cut-off sequence. True if everything was sent.
bool output_settle(int milliseconds);
/// Sends bytes outside of the queue, with the same timeout. Async-signal-safe.
bool output_send_last(const char *bytes, unsigned long count, int milliseconds);
/// Drops what the system buffered for the terminal, and ends a cut-off sequence. Async-signal-safe.
void output_reset(void);
/// Whether the terminal may have received a part of a sequence. Async-signal-safe.
bool output_is_cut(void);
/// Stops sending the queue, since the terminal was given back. Async-signal-safe.
void output_stop(void);
void output_close(void);

#endif
