#include "failure.h"

#include <string.h>

/// Error numbers of OpenSSL and its forks. Errors of other TLS libraries are recognized by their messages.
enum { certificate_not_yet_valid = 9, certificate_expired = 10 };

static bool says(const char *words, const char *part) { return strstr(words, part) != NULL; }

static enum fetch_failure certificate_failure(CURL *easy, const char *words) {
    long result = 0;
    curl_easy_getinfo(easy, CURLINFO_SSL_VERIFYRESULT, &result);
    if (result == certificate_expired || says(words, "expired")) return fetch_certificate_expired;
    if (result == certificate_not_yet_valid || says(words, "not yet valid") || says(words, "not yet activated")) {
        return fetch_certificate_not_yet_valid;
    }
    if (says(words, "subject name") || says(words, "does not match")) return fetch_certificate_of_another;
    return fetch_certificate_untrusted;
}

static enum fetch_failure timeout_failure(CURL *easy, const char *words, bool is_over) {
    if (is_over) return fetch_too_slow;
    if (says(words, "too slow")) return fetch_silent;
    // libcurl counts in milliseconds and may time out a moment before the deadline by launchtop's clock.
    curl_off_t until_request = 0;
    curl_easy_getinfo(easy, CURLINFO_PRETRANSFER_TIME_T, &until_request);
    return until_request > 0 ? fetch_too_slow : fetch_no_connection;
}

/// Returns the failure for an error that occurred before a connection existed or was caused by the peer's identity.
static enum fetch_failure connection_failure(CURL *easy, CURLcode code, const char *words) {
    switch (code) {
    case CURLE_COULDNT_RESOLVE_HOST: return fetch_unknown_host;
    case CURLE_COULDNT_RESOLVE_PROXY: return fetch_unknown_proxy;
    case CURLE_COULDNT_CONNECT: return fetch_unreachable;
    case CURLE_SSL_CONNECT_ERROR: return fetch_tls_failed;
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_ISSUER_ERROR: return certificate_failure(easy, words);
    case CURLE_SSL_CACERT_BADFILE: return fetch_no_authorities;
    case CURLE_URL_MALFORMAT: return fetch_bad_address;
    default: return fetch_other;
    }
}

enum fetch_failure failure_of(const struct collector *collector, CURLcode code, const char *words, bool is_over) {
    if (collector->is_body_too_large || code == CURLE_FILESIZE_EXCEEDED) return fetch_body_too_large;
    if (collector->are_headers_too_large) return fetch_headers_too_large;
    // Only the status of an error page is needed, so the rest may be missing.
    if (collector->is_enough) return fetch_none;
    long proxy_status = 0;
    curl_easy_getinfo(collector->easy, CURLINFO_HTTP_CONNECTCODE, &proxy_status);
    switch (code) {
    case CURLE_OK: return fetch_none;
    case CURLE_OPERATION_TIMEDOUT: return timeout_failure(collector->easy, words, is_over);
    case CURLE_ABORTED_BY_CALLBACK: return fetch_cancelled;
    case CURLE_GOT_NOTHING: return fetch_empty;
    case CURLE_PARTIAL_FILE:
    case CURLE_HTTP2:
    case CURLE_HTTP2_STREAM:
    case CURLE_SEND_ERROR: return fetch_broken_off;
    case CURLE_RECV_ERROR: return proxy_status >= 300 ? fetch_proxy_refused : fetch_broken_off;
    // libcurl takes a response without a status line for HTTP/0.9, which isn't accepted.
    case CURLE_UNSUPPORTED_PROTOCOL:
    case CURLE_WEIRD_SERVER_REPLY: return fetch_no_http;
    case CURLE_BAD_CONTENT_ENCODING: return fetch_bad_encoding;
    // libcurl reports a single header line over 100 kB as out of memory.
    case CURLE_OUT_OF_MEMORY: return collector->headers > 0 ? fetch_headers_too_large : fetch_other;
    default: return connection_failure(collector->easy, code, words);
    }
}
