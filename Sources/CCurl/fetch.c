#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "CCurl.h"
#include "address.h"
#include "collector.h"
#include "failure.h"
#include "hop.h"
#include "libcurl.h"
#include "pool.h"

enum { most_redirects = 5, longest_poll_ms = 1000 };

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static bool is_asked(struct fetch_stop *stop, CURLM *waiting) {
    pthread_mutex_lock(&stop->mutex);
    bool asked = stop->is_asked;
    stop->waiting = waiting;
    pthread_mutex_unlock(&stop->mutex);
    return asked;
}

/// Performs a transfer like curl_easy_perform, but can be canceled.
static CURLcode perform(struct line *line, struct fetch_stop *stop) {
    if (curl_multi_add_handle(line->multi, line->easy) != CURLM_OK) return CURLE_FAILED_INIT;
    CURLcode code = CURLE_FAILED_INIT;
    int running = 1;
    while (running > 0) {
        if (is_asked(stop, line->multi)) {
            code = CURLE_ABORTED_BY_CALLBACK;
            break;
        }
        if (curl_multi_perform(line->multi, &running) != CURLM_OK) break;
        if (running > 0 && curl_multi_poll(line->multi, NULL, 0, longest_poll_ms, NULL) != CURLM_OK) break;
    }
    is_asked(stop, NULL);
    int left = 0;
    for (CURLMsg *message; (message = curl_multi_info_read(line->multi, &left)) != NULL;) {
        if (message->msg == CURLMSG_DONE) code = message->data.result;
    }
    curl_multi_remove_handle(line->multi, line->easy);
    return code;
}

/// Adds a header. Skips a value that is missing or has more than one line.
static void add(struct curl_slist **headers, const char *name, const char *value) {
    if (value == NULL || strpbrk(value, "\r\n") != NULL) return;
    size_t length = strlen(name) + strlen(value) + 3;
    char *line = malloc(length);
    if (line == NULL) return;
    snprintf(line, length, "%s: %s", name, value);
    struct curl_slist *longer = curl_slist_append(*headers, line);
    if (longer != NULL) *headers = longer;
    free(line);
}

static struct curl_slist *headers_of(const struct fetch_request *request, bool is_home) {
    struct curl_slist *headers = NULL;
    add(&headers, "Accept", request->accept);
    // Validators of one URL don't apply to another, but a redirect may lead to the same document.
    add(&headers, "If-None-Match", request->entity_tag);
    add(&headers, "If-Modified-Since", request->last_modified);
    if (is_home) {
        add(&headers, "Authorization", request->authorization);
        for (size_t index = 0; index < request->header_count; index++) {
            add(&headers, request->headers[index].name, request->headers[index].value);
        }
    }
    if (request->body != NULL) {
        add(&headers, "Content-Type", request->content_type);
        // An empty value removes the header. libcurl would wait a second for servers that don't respond to it.
        struct curl_slist *longer = curl_slist_append(headers, "Expect:");
        if (longer != NULL) headers = longer;
    }
    return headers;
}

static void set_limits(CURL *easy, const struct fetch_request *request, double seconds_left) {
    long left = (long)(seconds_left * 1000) + 1;
    long patience = request->patience_seconds * 1000;
    curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, patience < left ? patience : left);
    curl_easy_setopt(easy, CURLOPT_LOW_SPEED_LIMIT, 1L);
    curl_easy_setopt(easy, CURLOPT_LOW_SPEED_TIME, request->patience_seconds);
    curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, left);
    curl_easy_setopt(easy, CURLOPT_MAXFILESIZE_LARGE, (curl_off_t)request->body_limit);
    // Don't use signals for timeouts, because other threads of the program use them.
    curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
#if LIBCURL_VERSION_NUM >= 0x075700
    // Otherwise a cancellation or timeout would wait for the resolver.
    curl_easy_setopt(easy, CURLOPT_QUICK_EXIT, 1L);
#endif
}

static void set_body(CURL *easy, const struct fetch_request *request) {
    if (request->body == NULL) return;
    curl_easy_setopt(easy, CURLOPT_POST, 1L);
    curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)request->body_length);
    curl_easy_setopt(easy, CURLOPT_POSTFIELDS, request->body);
}

static void set_protocols(CURL *easy) {
#if LIBCURL_VERSION_NUM >= 0x075500
    curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
#else
    curl_easy_setopt(easy, CURLOPT_PROTOCOLS, (long)(CURLPROTO_HTTP | CURLPROTO_HTTPS));
#endif
}

/// Performs one request in a chain of redirects.
///
/// - is_first: whether this is the first request of the chain.
/// - is_home: whether the address has the origin of the first request.
/// - left: the remaining seconds of the total timeout.
/// - next: receives the target of a redirect, which the caller frees; NULL if there is none.
static void follow(
    struct line *line, const struct fetch_request *request, const struct address *address, bool is_first, bool is_home,
    double left, struct fetch_stop *stop, struct fetch_answer *answer, char **next
) {
    CURL *easy = line->easy;
    char words[CURL_ERROR_SIZE] = "";
    double start = now();
    struct collector collector = {.easy = easy, .answer = answer, .body_limit = request->body_limit};
    struct curl_slist *headers = headers_of(request, is_home);
    curl_easy_reset(easy);
    curl_easy_setopt(easy, CURLOPT_URL, address->text);
    curl_easy_setopt(easy, CURLOPT_USERAGENT, request->user_agent);
    curl_easy_setopt(easy, CURLOPT_HTTPHEADER, headers);
    curl_easy_setopt(easy, CURLOPT_ACCEPT_ENCODING, "");
    curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, words);
    if (is_home && address->user != NULL) curl_easy_setopt(easy, CURLOPT_USERNAME, address->user);
    if (is_home && address->password != NULL) curl_easy_setopt(easy, CURLOPT_PASSWORD, address->password);
    if (request->authorities != NULL) curl_easy_setopt(easy, CURLOPT_CAINFO, request->authorities);
    set_body(easy, request);
    set_protocols(easy);
    set_limits(easy, request, left);
    struct hop hop = {.request = request};
    if (!is_first) set_hop(easy, &hop);
    collect_into(&collector);
    CURLcode code = perform(line, stop);
    curl_off_t body = 0;
    long head = 0;
    char *redirect = NULL;
    curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &answer->status);
    curl_easy_getinfo(easy, CURLINFO_SIZE_DOWNLOAD_T, &body);
    curl_easy_getinfo(easy, CURLINFO_HEADER_SIZE, &head);
    curl_easy_getinfo(easy, CURLINFO_REDIRECT_URL, &redirect);
    if (is_first && redirect != NULL && request->note_source != NULL) {
        char *ip = NULL;
        curl_easy_getinfo(easy, CURLINFO_PRIMARY_IP, &ip);
        request->note_source(request->context, ip);
    }
    answer->code = (int)code;
    answer->failure = failure_of(&collector, code, words, now() - start >= left);
    if (hop.is_refused && code != CURLE_OK) answer->failure = fetch_redirect_refused;
    answer->received += (int64_t)body + head;
    bool is_followed = answer->failure == fetch_none && request->body == NULL && answer->status != 304;
    *next = is_followed && redirect != NULL ? strdup(redirect) : NULL;
    curl_slist_free_all(headers);
}

/// Returns whether to follow a redirect, and stores its target in `to`.
static bool may_follow(
    const struct fetch_request *request, const struct address *from, const char *next, struct address *to
) {
    bool is_address = read_address(next, to);
    struct fetch_place start = {from->text, from->origin};
    struct fetch_place end = {to->text, to->origin};
    return request->may_follow != NULL && request->may_follow(request->context, &start, is_address ? &end : NULL) &&
           is_address;
}

/// Fetches `home`, following redirects.
static void chase(
    struct line *line, const struct fetch_request *request, const struct address *home, struct fetch_stop *stop,
    struct fetch_answer *answer
) {
    double end = now() + (double)request->whole_seconds;
    struct address current = {0};
    for (int redirects = 0;; redirects += 1) {
        const struct address *address = redirects == 0 ? home : &current;
        double left = end - now();
        char *next = NULL;
        if (left <= 0) {
            answer->failure = fetch_too_slow;
            break;
        }
        // The user and password of the first URL are used only for its origin, and those in a redirect's target are
        // ignored.
        bool is_home = strcmp(address->origin, home->origin) == 0;
        struct address there = *address;
        there.user = home->user;
        there.password = home->password;
        follow(line, request, &there, redirects == 0, is_home, left, stop, answer, &next);
        if (next == NULL) break;
        struct address following = {0};
        bool is_good = may_follow(request, address, next, &following);
        free(next);
        free_address(&current);
        current = following;
        if (!is_good || redirects == most_redirects) {
            answer->failure = is_good ? fetch_too_many_redirects : fetch_redirect_refused;
            break;
        }
    }
    free_address(&current);
}

struct fetch_answer fetch(struct fetch_pool *pool, const struct fetch_request *request, struct fetch_stop *stop) {
    struct fetch_answer answer = {.failure = fetch_no_library};
    if (!load_libcurl()) return answer;
    answer.failure = fetch_bad_address;
    double start = now();
    struct address home;
    if (!read_address(request->address, &home)) return answer;
    struct line *line = take_line(pool, home.origin);
    if (line != NULL) {
        chase(line, request, &home, stop, &answer);
        give_line(pool, line);
    } else {
        answer.failure = fetch_other;
    }
    free_address(&home);
    answer.seconds = now() - start;
    // The buffer has grown by doubling and may be kept for a long time, so shrink it.
    char *shrunk = answer.length > 0 ? realloc(answer.body, answer.length) : NULL;
    if (shrunk != NULL) answer.body = shrunk;
    return answer;
}

void fetch_answer_free(struct fetch_answer *answer) {
    free(answer->body);
    answer->body = NULL;
    answer->length = 0;
    forget_headers(answer);
}
