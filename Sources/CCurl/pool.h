#ifndef POOL_H
#define POOL_H

#include <curl/curl.h>
#include <pthread.h>

#include "CCurl.h"

/// A handle with its connections. It has its own multi handle, because that can be woken.
struct line {
    CURL *easy;
    CURLM *multi;
    /// Scheme, host and port of its last request, or NULL.
    char *origin;
    struct line *next;
};

struct fetch_stop {
    pthread_mutex_t mutex;
    bool is_asked;
    /// The current waiter, or NULL.
    CURLM *waiting;
};

/// Returns an idle handle last used for `origin`, otherwise the one idle the longest or a new one; NULL if out of
/// memory.
struct line *take_line(struct fetch_pool *pool, const char *origin);
void give_line(struct fetch_pool *pool, struct line *line);

#endif
