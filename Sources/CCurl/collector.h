#ifndef COLLECTOR_H
#define COLLECTOR_H

#include "CCurl.h"
#include "libcurl.h"

/// The data received for one response, with limits.
struct collector {
    CURL *easy;
    struct fetch_answer *answer;
    size_t body_limit;
    size_t capacity;
    /// The number of bytes in headers.
    size_t headers;
    /// The number of bytes in the body of an error page.
    size_t unread;
    bool is_body_too_large;
    bool are_headers_too_large;
    /// Whether the status is known and the rest of an error page isn't needed.
    bool is_enough;
};

/// Makes libcurl pass the data that `collector->easy` receives to the collector.
void collect_into(struct collector *collector);
void forget_headers(struct fetch_answer *answer);

#endif
