#include "pool.h"

#include <stdlib.h>
#include <string.h>

struct fetch_pool {
    pthread_mutex_t mutex;
    /// The idle handles, most recently used first.
    struct line *idle;
    size_t count;
    size_t limit;
};

struct fetch_pool *fetch_pool_make(size_t idle_limit) {
    struct fetch_pool *pool = calloc(1, sizeof *pool);
    if (pool == NULL) return NULL;
    pthread_mutex_init(&pool->mutex, NULL);
    pool->limit = idle_limit;
    return pool;
}

static void free_line(struct line *line) {
    if (line == NULL) return;
    if (line->easy != NULL) curl_easy_cleanup(line->easy);
    if (line->multi != NULL) curl_multi_cleanup(line->multi);
    free(line->origin);
    free(line);
}

void fetch_pool_free(struct fetch_pool *pool) {
    if (pool == NULL) return;
    while (pool->idle != NULL) {
        struct line *line = pool->idle;
        pool->idle = line->next;
        free_line(line);
    }
    pthread_mutex_destroy(&pool->mutex);
    free(pool);
}

static struct line *new_line(void) {
    struct line *line = calloc(1, sizeof *line);
    if (line == NULL) return NULL;
    line->easy = curl_easy_init();
    line->multi = curl_multi_init();
    if (line->easy != NULL && line->multi != NULL) return line;
    free_line(line);
    return NULL;
}

struct line *take_line(struct fetch_pool *pool, const char *origin) {
    pthread_mutex_lock(&pool->mutex);
    struct line **place = NULL;
    for (struct line **each = &pool->idle; *each != NULL; each = &(*each)->next) {
        // The last handle in the list has been idle the longest. It is reused only if the limit is reached.
        if (pool->count >= pool->limit) place = each;
        if ((*each)->origin != NULL && strcmp((*each)->origin, origin) == 0) {
            place = each;
            break;
        }
    }
    struct line *line = place != NULL ? *place : NULL;
    if (line != NULL) {
        *place = line->next;
        pool->count -= 1;
    }
    pthread_mutex_unlock(&pool->mutex);
    if (line == NULL) line = new_line();
    if (line == NULL) return NULL;
    line->next = NULL;
    free(line->origin);
    line->origin = strdup(origin);
    curl_easy_reset(line->easy);
    return line;
}

void give_line(struct fetch_pool *pool, struct line *line) {
    // The handle's options point into the request, which ends now.
    curl_easy_reset(line->easy);
    pthread_mutex_lock(&pool->mutex);
    bool is_kept = pool->count < pool->limit;
    if (is_kept) {
        line->next = pool->idle;
        pool->idle = line;
        pool->count += 1;
    }
    pthread_mutex_unlock(&pool->mutex);
    if (!is_kept) free_line(line);
}

struct fetch_stop *fetch_stop_make(void) {
    struct fetch_stop *stop = calloc(1, sizeof *stop);
    if (stop != NULL) pthread_mutex_init(&stop->mutex, NULL);
    return stop;
}

void fetch_stop_ask(struct fetch_stop *stop) {
    pthread_mutex_lock(&stop->mutex);
    stop->is_asked = true;
    if (stop->waiting != NULL) curl_multi_wakeup(stop->waiting);
    pthread_mutex_unlock(&stop->mutex);
}

void fetch_stop_free(struct fetch_stop *stop) {
    if (stop == NULL) return;
    pthread_mutex_destroy(&stop->mutex);
    free(stop);
}
