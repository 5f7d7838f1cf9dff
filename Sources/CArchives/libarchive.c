#define LIBARCHIVE_C
#include "libarchive.h"

#ifdef __linux__
#include <dlfcn.h>
#include <pthread.h>

struct libarchive libarchive;

static bool is_loaded;

static void load(void) {
    void *library = dlopen("libarchive.so.13", RTLD_NOW | RTLD_LOCAL);
    if (library == NULL) return;
#define LIBARCHIVE_LOAD(name) \
    libarchive.name = (__typeof__(name) *)dlsym(library, #name); \
    if (libarchive.name == NULL) return;
    LIBARCHIVE_FUNCTIONS(LIBARCHIVE_LOAD)
    is_loaded = true;
}

bool load_libarchive(void) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, load);
    return is_loaded;
}
#else
bool load_libarchive(void) { return true; }
#endif
