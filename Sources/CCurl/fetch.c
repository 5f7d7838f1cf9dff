#include <curl/curl.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "CCurl.h"

struct collector {
    const struct fetch_request *request;
    struct fetch_answer *answer;
    size_t capacity;
    bool is_too_large;
};

static size_t collect(char *bytes, size_t size, size_t count, void *context) {
    struct collector *collector = context;
    struct fetch_answer *answer = collector->answer;
    size_t length = size * count;
    if (answer->length + length > collector->request->body_limit) {
        collector->is_too_large = true;
        return 0;
    }
    if (answer->length + length > collector->capacity) {
        size_t capacity = (answer->length + length) * 2;
        char *grown = realloc(answer->body, capacity);
        if (grown == NULL) return 0;
        answer->body = grown;
        collector->capacity = capacity;
    }
    memcpy(answer->body + answer->length, bytes, length);
    answer->length += length;
    return length;
}

static int progress(void *context, curl_off_t total, curl_off_t now, curl_off_t out_total, curl_off_t out_now) {
    (void)total;
    (void)now;
    (void)out_total;
    (void)out_now;
    const struct fetch_request *request = context;
    return request->is_cancelled(request->context);
}

static enum fetch_failure failure(CURLcode code, bool is_too_large) {
    if (is_too_large) return fetch_too_large;
    switch (code) {
    case CURLE_OK: return fetch_none;
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_COULDNT_RESOLVE_PROXY: return fetch_unknown_host;
    case CURLE_COULDNT_CONNECT: return fetch_refused;
    case CURLE_OPERATION_TIMEDOUT: return fetch_timed_out;
    case CURLE_PARTIAL_FILE:
    case CURLE_GOT_NOTHING:
    case CURLE_RECV_ERROR:
    case CURLE_SEND_ERROR: return fetch_broken_off;
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_SSL_ISSUER_ERROR: return fetch_untrusted;
    case CURLE_FILESIZE_EXCEEDED: return fetch_too_large;
    case CURLE_ABORTED_BY_CALLBACK: return fetch_cancelled;
    case CURLE_TOO_MANY_REDIRECTS: return fetch_too_many_redirects;
    default: return fetch_other;
    }
}

static void allow_protocols(CURL *handle, bool is_secure) {
#if LIBCURL_VERSION_NUM >= 0x075500
    curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(handle, CURLOPT_REDIR_PROTOCOLS_STR, is_secure ? "https" : "http,https");
#else
    curl_easy_setopt(handle, CURLOPT_PROTOCOLS, (long)(CURLPROTO_HTTP | CURLPROTO_HTTPS));
    curl_easy_setopt(handle, CURLOPT_REDIR_PROTOCOLS, (long)(is_secure ? CURLPROTO_HTTPS : CURLPROTO_HTTP | CURLPROTO_HTTPS));
#endif
}

static void start_library(void) { curl_global_init(CURL_GLOBAL_DEFAULT); }

struct fetch_answer fetch(const struct fetch_request *request) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, start_library);
    struct fetch_answer answer = {fetch_other, 0, 0, NULL, 0};
    CURL *handle = curl_easy_init();
    if (handle == NULL) return answer;
    struct collector collector = {request, &answer, 0, false};
    struct curl_slist *headers = curl_slist_append(NULL, request->accept);
    curl_easy_setopt(handle, CURLOPT_URL, request->address);
    curl_easy_setopt(handle, CURLOPT_USERAGENT, request->user_agent);
    curl_easy_setopt(handle, CURLOPT_HTTPHEADER, headers);
    curl_easy_setopt(handle, CURLOPT_ACCEPT_ENCODING, "");
    curl_easy_setopt(handle, CURLOPT_FOLLOWLOCATION, 1L);
    curl_easy_setopt(handle, CURLOPT_MAXREDIRS, 5L);
    allow_protocols(handle, strncmp(request->address, "https:", 6) == 0);
    curl_easy_setopt(handle, CURLOPT_CONNECTTIMEOUT, request->patience_seconds);
    curl_easy_setopt(handle, CURLOPT_LOW_SPEED_LIMIT, 1L);
    curl_easy_setopt(handle, CURLOPT_LOW_SPEED_TIME, request->patience_seconds);
    curl_easy_setopt(handle, CURLOPT_TIMEOUT, 3 * request->patience_seconds);
    curl_easy_setopt(handle, CURLOPT_MAXFILESIZE_LARGE, (curl_off_t)request->body_limit);
    // Time limits without signals, which belong to the program's other threads.
    curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(handle, CURLOPT_NOPROGRESS, 0L);
    curl_easy_setopt(handle, CURLOPT_XFERINFOFUNCTION, progress);
    curl_easy_setopt(handle, CURLOPT_XFERINFODATA, (void *)request);
    curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, collect);
    curl_easy_setopt(handle, CURLOPT_WRITEDATA, &collector);
    CURLcode code = curl_easy_perform(handle);
    curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &answer.status);
    answer.code = (int)code;
    answer.failure = failure(code, collector.is_too_large);
    curl_slist_free_all(headers);
    curl_easy_cleanup(handle);
    return answer;
}

void fetch_free(struct fetch_answer *answer) {
    free(answer->body);
    answer->body = NULL;
    answer->length = 0;
}
