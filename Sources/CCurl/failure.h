#ifndef FAILURE_H
#define FAILURE_H

#include "collector.h"

/// Returns why a transfer that ended with `code` failed; fetch_none if it didn't.
///
/// - words: libcurl's message. It is matched and never shown, because it may contain a URL.
/// - is_over: whether the total timeout has passed.
enum fetch_failure failure_of(const struct collector *collector, CURLcode code, const char *words, bool is_over);

#endif
