// One HTTP fetch through libcurl's easy interface, as a plain function that blocks its thread and burns no processor.
#ifndef CCURL_H
#define CCURL_H

#include <stdbool.h>
#include <stddef.h>

enum fetch_failure {
    fetch_none,
    fetch_unknown_host,
    fetch_refused,
    fetch_timed_out,
    fetch_broken_off,
    fetch_untrusted,
    fetch_too_large,
    fetch_cancelled,
    fetch_too_many_redirects,
    fetch_other,
};

struct fetch_request {
    const char *address;
    const char *user_agent;
    const char *accept;
    /// Longest wait for the connection, and longest time without a byte; the whole may take three times as long.
    long patience_seconds;
    size_t body_limit;
    /// Asked about once a second; true gives the fetch up.
    bool (*is_cancelled)(void *context);
    void *context;
};

struct fetch_answer {
    enum fetch_failure failure;
    /// libcurl's own number, for what is fetch_other.
    int code;
    /// HTTP status, 0 where none came.
    long status;
    /// To be given back with fetch_free.
    char *body;
    size_t length;
};

/// Fetches with GET. Redirects are followed, five at the most, and never from https to http.
struct fetch_answer fetch(const struct fetch_request *request);
void fetch_free(struct fetch_answer *answer);

#endif
