#ifndef POOL_H
#define POOL_H

#include <pthread.h>

#include "CCurl.h"
#include "libcurl.h"

/// A handle with its connections. It has its own multi handle, because only a multi handle can be woken.
struct line {
    CURL *easy;
    CURLM *multi;
    /// The scheme, host and port of the handle's last request, or NULL.
    char *origin;
    struct line *next;
};

struct fetch_stop {
    pthread_mutex_t mutex;
    bool is_asked;
    /// The multi handle that is waiting, or NULL.
    CURLM *waiting;
};

/// Returns an idle handle that was last used for `origin`. If there is none, returns a new handle or, if the pool is
/// full, the one that has been idle the longest. Returns NULL if out of memory.
struct line *take_line(struct fetch_pool *pool, const char *origin);
void give_line(struct fetch_pool *pool, struct line *line);

#endif
