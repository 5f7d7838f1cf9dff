// HTTP fetches through libcurl, as plain functions that block their thread and burn no processor.
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
    /// Nobody listens there, or no way leads there.
    fetch_unreachable,
    /// No connection within its time.
    fetch_no_connection,
    /// Connected, and then no byte for as long.
    fetch_silent,
    /// The whole took too long, though bytes came.
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
    /// Refused by may_follow or may_connect.
    fetch_redirect_refused,
    fetch_cancelled,
    fetch_other,
};

/// One end of a redirect.
struct fetch_place {
    /// Without user, password and fragment.
    const char *address;
    /// Scheme, host in lower case, and port, such as https://us.example:443.
    const char *origin;
};

struct fetch_request {
    /// May hold user and password; they and `authorization` go to no other scheme, host or port than its own.
    const char *address;
    const char *user_agent;
    const char *accept;
    /// What the last answer was marked with, and the Authorization header's value; NULL where there is none.
    const char *entity_tag;
    const char *last_modified;
    const char *authorization;
    /// What is sent with POST, and what kind of document it is; NULL asks with GET. What is sent is never sent on to
    /// where a redirect leads.
    const char *body;
    size_t body_length;
    const char *content_type;
    /// A PEM file of authorities in place of the system's, or NULL.
    const char *authorities;
    /// Longest wait for the connection, and longest time without a byte.
    long patience_seconds;
    /// Longest time for all of it, redirects and a body that drips included.
    long whole_seconds;
    /// Most bytes of a body, counted after it is unpacked.
    size_t body_limit;
    /// Who decides about redirects, called with `context` on the thread of the fetch: told the IP address that the
    /// first request was answered from, asked whether a redirect is followed (`to` is NULL where it leads to no address
    /// in http or https), and then whether an IP address may be connected to for it. Without them none is followed.
    void *context;
    void (*note_source)(void *context, const char *ip);
    bool (*may_follow)(void *context, const struct fetch_place *from, const struct fetch_place *to);
    bool (*may_connect)(void *context, const char *ip);
};

struct fetch_answer {
    enum fetch_failure failure;
    /// libcurl's own number, for what is fetch_other.
    int code;
    /// HTTP status, 0 where none came.
    long status;
    /// To be given back with fetch_answer_free, or with free where it is taken out.
    char *body;
    size_t length;
    /// Headers of the last response, at most 1,024 printable ASCII characters each; NULL where absent or longer.
    char *entity_tag;
    char *last_modified;
    char *retry_after;
    char *date;
    /// Bytes that came over the wire, headers included, of redirects too.
    int64_t received;
    double seconds;
};

/// Connections and TLS sessions that are kept for the next fetch from the same host. May be used by many threads.
struct fetch_pool;
/// - idle_limit: most handles that are kept without a fetch; each holds at most four idle connections.
struct fetch_pool *fetch_pool_make(size_t idle_limit);
/// Not while a fetch is under way.
void fetch_pool_free(struct fetch_pool *pool);

/// What one fetch is given up with, from any thread, at once.
struct fetch_stop;
struct fetch_stop *fetch_stop_make(void);
void fetch_stop_ask(struct fetch_stop *stop);
void fetch_stop_free(struct fetch_stop *stop);

/// Fetches with GET, five redirects at the most; with POST where there is a body, and no redirect.
struct fetch_answer fetch(struct fetch_pool *pool, const struct fetch_request *request, struct fetch_stop *stop);
void fetch_answer_free(struct fetch_answer *answer);

#endif
