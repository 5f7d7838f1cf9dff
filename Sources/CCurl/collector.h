#ifndef COLLECTOR_H
#define COLLECTOR_H

#include <curl/curl.h>

#include "CCurl.h"

/// The data received for one response, with limits.
struct collector {
    CURL *easy;
    struct fetch_answer *answer;
    size_t body_limit;
    size_t capacity;
    /// Bytes of headers, and of a body that is discarded.
    size_t headers;
    size_t unread;
    bool is_body_too_large;
    bool are_headers_too_large;
    /// The status is known and the rest of an error page isn't needed.
    bool is_enough;
};

/// Directs what `collector->easy` receives to the collector.
void collect_into(struct collector *collector);
void forget_headers(struct fetch_answer *answer);

#endif
