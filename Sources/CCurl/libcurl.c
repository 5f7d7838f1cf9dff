#define LIBCURL_C
#include "libcurl.h"

#include <pthread.h>

#ifdef __linux__
#include <dlfcn.h>
#include <malloc.h>

struct libcurl libcurl;

static bool load(void) {
    void *library = dlopen("libcurl.so.4", RTLD_NOW | RTLD_LOCAL);
    if (library == NULL) return false;
#define LIBCURL_LOAD(name) \
    libcurl.name = (__typeof__(name) *)dlsym(library, #name); \
    if (libcurl.name == NULL) return false;
    LIBCURL_FUNCTIONS(LIBCURL_LOAD)
    libcurl.curl_global_init(CURL_GLOBAL_DEFAULT);
    return true;
}
#else
static bool load(void) { return curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK; }
#endif

static bool is_loaded;

static void start(void) {
    is_loaded = load();
#ifdef __GLIBC__
    // Return the memory of large bodies to the system after use. Otherwise, the heap of each thread would keep the size
    // of its largest body in a program that runs for weeks.
    mallopt(M_MMAP_THRESHOLD, 1 << 20);
    mallopt(M_ARENA_MAX, 4);
#endif
}

bool load_libcurl(void) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, start);
    return is_loaded;
}
