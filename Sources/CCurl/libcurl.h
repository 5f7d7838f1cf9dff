// libcurl, which is loaded at the first fetch on Linux. Together with the 30 libraries that it needs, loading takes a
// third of the time in which launchtop starts, and many commands don't fetch anything.
#ifndef LIBCURL_H
#define LIBCURL_H

#define CURL_DISABLE_TYPECHECK
#include <curl/curl.h>
#include <stdbool.h>

/// Loads and initializes libcurl, once. Returns false if it isn't installed. No other function of libcurl may be called
/// before.
bool load_libcurl(void);

#ifdef __linux__

/// The functions of libcurl that are used.
#define LIBCURL_FUNCTIONS(use) \
    use(curl_easy_cleanup) \
    use(curl_easy_getinfo) \
    use(curl_easy_init) \
    use(curl_easy_reset) \
    use(curl_easy_setopt) \
    use(curl_free) \
    use(curl_global_init) \
    use(curl_multi_add_handle) \
    use(curl_multi_cleanup) \
    use(curl_multi_info_read) \
    use(curl_multi_init) \
    use(curl_multi_perform) \
    use(curl_multi_poll) \
    use(curl_multi_remove_handle) \
    use(curl_multi_wakeup) \
    use(curl_slist_append) \
    use(curl_slist_free_all) \
    use(curl_url) \
    use(curl_url_cleanup) \
    use(curl_url_get) \
    use(curl_url_set)

#undef curl_easy_getinfo
#undef curl_easy_setopt

#define LIBCURL_POINTER(name) __typeof__(name) *name;
extern struct libcurl {
    LIBCURL_FUNCTIONS(LIBCURL_POINTER)
} libcurl;

#ifndef LIBCURL_C
#define curl_easy_cleanup libcurl.curl_easy_cleanup
#define curl_easy_getinfo libcurl.curl_easy_getinfo
#define curl_easy_init libcurl.curl_easy_init
#define curl_easy_reset libcurl.curl_easy_reset
#define curl_easy_setopt libcurl.curl_easy_setopt
#define curl_free libcurl.curl_free
#define curl_global_init libcurl.curl_global_init
#define curl_multi_add_handle libcurl.curl_multi_add_handle
#define curl_multi_cleanup libcurl.curl_multi_cleanup
#define curl_multi_info_read libcurl.curl_multi_info_read
#define curl_multi_init libcurl.curl_multi_init
#define curl_multi_perform libcurl.curl_multi_perform
#define curl_multi_poll libcurl.curl_multi_poll
#define curl_multi_remove_handle libcurl.curl_multi_remove_handle
#define curl_multi_wakeup libcurl.curl_multi_wakeup
#define curl_slist_append libcurl.curl_slist_append
#define curl_slist_free_all libcurl.curl_slist_free_all
#define curl_url libcurl.curl_url
#define curl_url_cleanup libcurl.curl_url_cleanup
#define curl_url_get libcurl.curl_url_get
#define curl_url_set libcurl.curl_url_set
#endif

#endif
#endif
