// HTTP fetches through libcurl, as plain functions that block their thread without using the CPU.
#ifndef CCURL_H
#define CCURL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum fetch_failure {
    fetch_none,
    fetch_bad_address,
    fetch_unknown_host,
    fetch_unknown_proxy,
    fetch_proxy_refused,
    /// Connection refused or no route.
    fetch_unreachable,
    /// Connection timeout.
    fetch_no_connection,
    /// Connected, then no data until the timeout.
    fetch_silent,
    /// Total timeout, although data arrived.
    fetch_too_slow,
    fetch_empty,
    fetch_broken_off,
    fetch_no_http,
    fetch_bad_encoding,
    fetch_tls_failed,
    fetch_certificate_expired,
    fetch_certificate_not_yet_valid,
    fetch_certificate_of_another,
    fetch_certificate_untrusted,
    fetch_no_authorities,
    fetch_body_too_large,
    fetch_headers_too_large,
    fetch_too_many_redirects,
    /// Rejected by may_follow or may_connect.
    fetch_redirect_refused,
    fetch_cancelled,
    fetch_other,
};

/// One end of a redirect.
struct fetch_place {
    /// Without user, password and fragment.
    const char *address;
    /// Scheme, lowercase host and port, such as https://us.example:443.
    const char *origin;
};

struct fetch_request {
    /// May contain user and password; they and `authorization` are sent only to its own scheme, host and port.
    const char *address;
    const char *user_agent;
    const char *accept;
    /// Validators of the last response, and the value of the Authorization header; NULL if there is none.
    const char *entity_tag;
    const char *last_modified;
    const char *authorization;
    /// The body and content type of a POST; NULL means GET. A body is never sent to a redirect's target.
    const char *body;
    size_t body_length;
    const char *content_type;
    /// A PEM file of certificate authorities instead of the system's, or NULL.
    const char *authorities;
    /// Timeout for connecting, and for a period without data.
    long patience_seconds;
    /// Total timeout, including redirects and slow bodies.
    long whole_seconds;
    /// Maximum size of a body after decompression.
    size_t body_limit;
    /// Decide about redirects; called with `context` on the thread of the fetch: with the IP address that answered the
    /// first request, then to decide whether a redirect is followed (`to` is NULL if its target isn't an http or https
    /// URL), and then whether to connect to an IP address. Without them no redirect is followed.
    void *context;
    void (*note_source)(void *context, const char *ip);
    bool (*may_follow)(void *context, const struct fetch_place *from, const struct fetch_place *to);
    bool (*may_connect)(void *context, const char *ip);
};

struct fetch_answer {
    enum fetch_failure failure;
    /// libcurl's error number for fetch_other.
    int code;
    /// HTTP status, 0 if there is none.
    long status;
    /// To be released with fetch_answer_free, or with free if it is taken out.
    char *body;
    size_t length;
    /// Headers of the last response, at most 1,024 printable ASCII characters each; NULL if missing or longer.
    char *entity_tag;
    char *last_modified;
    char *retry_after;
    char *date;
    /// Bytes received, including headers and redirects.
    int64_t received;
    double seconds;
};

/// Connections and TLS sessions kept for the next fetch from the same host. Can be used by many threads.
struct fetch_pool;
/// - idle_limit: maximum number of idle handles; each has at most four idle connections.
struct fetch_pool *fetch_pool_make(size_t idle_limit);
/// Not during a fetch.
void fetch_pool_free(struct fetch_pool *pool);

/// Cancels one fetch immediately, from any thread.
struct fetch_stop;
struct fetch_stop *fetch_stop_make(void);
void fetch_stop_ask(struct fetch_stop *stop);
void fetch_stop_free(struct fetch_stop *stop);

/// Fetches with GET, following at most five redirects; with POST if there is a body, without redirects.
struct fetch_answer fetch(struct fetch_pool *pool, const struct fetch_request *request, struct fetch_stop *stop);
void fetch_answer_free(struct fetch_answer *answer);

#endif
