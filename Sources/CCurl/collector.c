#include "collector.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum {
    longest_header_value = 1024,
    most_header_bytes = 256 << 10,
    /// The size up to which an error page is read completely, so that the connection can be reused.
    longest_unread_body = 64 << 10,
};

static long status_of(const struct collector *collector) {
    long status = 0;
    curl_easy_getinfo(collector->easy, CURLINFO_RESPONSE_CODE, &status);
    return status;
}

/// Receives the decompressed body from libcurl.
static size_t take_body(char *bytes, size_t size, size_t count, void *context) {
    struct collector *collector = context;
    struct fetch_answer *answer = collector->answer;
    size_t length = size * count;
    long status = status_of(collector);
    // The body of a redirect is limited by look_at_progress; cutting it off would break the redirect.
    if (status >= 300 && status < 400) return length;
    if (status < 200 || status >= 400) {
        collector->unread += length;
        collector->is_enough = collector->unread > longest_unread_body;
        if (collector->is_enough) return 0;
        // The body is kept because it may state the reason; beyond the limit it is read and discarded.
        if (length > collector->body_limit - answer->length) return length;
    }
    if (length > collector->body_limit - answer->length) {
        collector->is_body_too_large = true;
        return 0;
    }
    if (answer->length + length > collector->capacity) {
        size_t capacity = (answer->length + length) * 2;
        if (capacity > collector->body_limit) capacity = collector->body_limit;
        char *grown = realloc(answer->body, capacity);
        if (grown == NULL) return 0;
        answer->body = grown;
        collector->capacity = capacity;
    }
    memcpy(answer->body + answer->length, bytes, length);
    answer->length += length;
    return length;
}

/// Stores the value of a header in `place` if `line` is that header and its value can be sent back unchanged.
static void keep(char **place, const char *name, const char *line, size_t length) {
    size_t start = strlen(name);
    if (length <= start || line[start] != ':' || strncasecmp(line, name, start) != 0) return;
    start += 1;
    while (start < length && (line[start] == ' ' || line[start] == '\t')) start += 1;
    while (length > start && strchr(" \t\r\n", line[length - 1]) != NULL) length -= 1;
    free(*place);
    *place = NULL;
    if (length == start || length - start > longest_header_value) return;
    for (size_t index = start; index < length; index += 1) {
        if (line[index] < 0x20 || line[index] > 0x7E) return;
    }
    *place = strndup(line + start, length - start);
}

void forget_headers(struct fetch_answer *answer) {
    char **places[] = {&answer->entity_tag, &answer->last_modified, &answer->retry_after, &answer->date,
                      &answer->rate_limit};
    for (size_t index = 0; index < sizeof places / sizeof *places; index += 1) {
        free(*places[index]);
        *places[index] = NULL;
    }
}

static size_t take_header(char *bytes, size_t size, size_t count, void *context) {
    struct collector *collector = context;
    struct fetch_answer *answer = collector->answer;
    size_t length = size * count;
    collector->headers += length;
    if (collector->headers > most_header_bytes) {
        collector->are_headers_too_large = true;
        return 0;
    }
    // A response such as 100 Continue precedes the final one.
    if (length >= 5 && strncmp(bytes, "HTTP/", 5) == 0) forget_headers(answer);
    keep(&answer->entity_tag, "etag", bytes, length);
    keep(&answer->last_modified, "last-modified", bytes, length);
    keep(&answer->retry_after, "retry-after", bytes, length);
    keep(&answer->date, "date", bytes, length);
    keep(&answer->rate_limit, "x-rate-limit", bytes, length);
    return length;
}

/// Cancels the transfer if the body is too large. This also limits bodies that never reach `take_body`, such as the
/// body of a redirect.
static int look_at_progress(void *context, curl_off_t total, curl_off_t now, curl_off_t out_total, curl_off_t out_now) {
    (void)total;
    (void)out_total;
    (void)out_now;
    struct collector *collector = context;
    if (now < 0 || (uint64_t)now <= collector->body_limit) return 0;
    collector->is_body_too_large = true;
    return 1;
}

void collect_into(struct collector *collector) {
    CURL *easy = collector->easy;
    curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, take_body);
    curl_easy_setopt(easy, CURLOPT_WRITEDATA, collector);
    curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, take_header);
    curl_easy_setopt(easy, CURLOPT_HEADERDATA, collector);
    curl_easy_setopt(easy, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
    curl_easy_setopt(easy, CURLOPT_NOPROGRESS, 0L);
    curl_easy_setopt(easy, CURLOPT_XFERINFOFUNCTION, look_at_progress);
    curl_easy_setopt(easy, CURLOPT_XFERINFODATA, collector);
}
