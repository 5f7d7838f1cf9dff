#ifndef POOL_H
#define POOL_H

#include <curl/curl.h>
#include <pthread.h>

#include "CCurl.h"

/// A handle with the connections that it keeps. A multi handle of its own, because that can be woken.
struct line {
    CURL *easy;
    CURLM *multi;
    /// Scheme, host and port that it spoke with last, or NULL.
    char *origin;
    struct line *next;
};

struct fetch_stop {
    pthread_mutex_t mutex;
    bool is_asked;
    /// What waits now, or NULL.
    CURLM *waiting;
};

/// A line that spoke with `origin` before, if one is idle, else the one idle the longest or a new one; NULL without memory.
struct line *take_line(struct fetch_pool *pool, const char *origin);
void give_line(struct fetch_pool *pool, struct line *line);

#endif
