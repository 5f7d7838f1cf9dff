// Functions for HTTP fetches with libcurl. They block their thread while they wait.
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
    /// The connection was refused or there is no route to the host.
    fetch_unreachable,
    /// Connecting timed out.
    fetch_no_connection,
    /// The connection was made, but no data arrived until the timeout.
    fetch_silent,
    /// The total timeout passed although data was arriving.
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
    /// A redirect was rejected by may_follow or may_connect.
    fetch_redirect_refused,
    fetch_cancelled,
    /// libcurl isn't installed.
    fetch_no_library,
    fetch_other,
};

/// The source or target of a redirect.
struct fetch_place {
    /// The URL without user, password and fragment.
    const char *address;
    /// The scheme, lower-case host and port, such as https://us.example:443.
    const char *origin;
};

/// A request header.
struct fetch_header {
    const char *name;
    const char *value;
};

struct fetch_request {
    /// The URL, which may contain a user and password. These, `authorization` and `headers` are sent only to the URL's
    /// own scheme, host and port.
    const char *address;
    const char *user_agent;
    const char *accept;
    /// The ETag and Last-Modified headers of the last response; NULL if there are none.
    const char *entity_tag;
    const char *last_modified;
    /// The value of the Authorization header; NULL if there is none.
    const char *authorization;
    /// More headers, such as a vendor's API key; NULL if there are none.
    const struct fetch_header *headers;
    size_t header_count;
    /// The body of a POST request; NULL for a GET request. A body is never sent to the target of a redirect.
    const char *body;
    size_t body_length;
    const char *content_type;
    /// The path of a PEM file with certificate authorities; NULL for the system's.
    const char *authorities;
    /// The timeout in seconds for connecting and for a period without data.
    long patience_seconds;
    /// The total timeout in seconds, including redirects.
    long whole_seconds;
    /// The maximum size of a body after decompression, in bytes.
    size_t body_limit;
    /// The value passed to the functions below, which are called on the thread of the fetch and decide about redirects.
    /// If may_follow or may_connect is NULL, no redirect is followed.
    void *context;
    /// Receives the IP address that redirected the first request; may be NULL.
    void (*note_source)(void *context, const char *ip);
    /// Returns whether to follow a redirect. `to` is NULL if the target isn't an http or https URL.
    bool (*may_follow)(void *context, const struct fetch_place *from, const struct fetch_place *to);
    /// Returns whether to connect to an IP address of a redirect's target.
    bool (*may_connect)(void *context, const char *ip);
};

struct fetch_answer {
    enum fetch_failure failure;
    /// libcurl's error number for fetch_other.
    int code;
    /// The HTTP status; 0 if there is none.
    long status;
    /// The body, to be released with fetch_answer_free, or with free if it was removed from the struct.
    char *body;
    size_t length;
    /// The headers of the last response, each at most 1,024 printable ASCII characters; NULL if missing or invalid.
    char *entity_tag;
    char *last_modified;
    char *retry_after;
    char *date;
    char *rate_limit;
    /// The number of bytes received, including headers and redirects.
    int64_t received;
    double seconds;
};

/// A pool of connections and TLS sessions that are kept for the next fetch from the same host. It may be used by
/// several threads at once.
struct fetch_pool;
/// Creates a pool. Returns NULL if out of memory.
///
/// - idle_limit: the maximum number of idle handles, each of which has at most four idle connections.
struct fetch_pool *fetch_pool_make(size_t idle_limit);
/// Frees a pool, which must not be in use by a fetch.
void fetch_pool_free(struct fetch_pool *pool);

/// A handle with which any thread can cancel a fetch immediately.
struct fetch_stop;
struct fetch_stop *fetch_stop_make(void);
void fetch_stop_ask(struct fetch_stop *stop);
void fetch_stop_free(struct fetch_stop *stop);

/// Performs a GET request, following at most five redirects, or a POST request without redirects if there is a body.
struct fetch_answer fetch(struct fetch_pool *pool, const struct fetch_request *request, struct fetch_stop *stop);
void fetch_answer_free(struct fetch_answer *answer);

#endif
