#ifndef FAILURE_H
#define FAILURE_H

#include "collector.h"

/// Why a transfer that ended with `code` failed; fetch_none where it did not.
///
/// - words: libcurl's own about it. They are matched and never shown, because they may hold an address.
/// - is_over: whether the time for the whole has passed.
enum fetch_failure failure_of(const struct collector *collector, CURLcode code, const char *words, bool is_over);

#endif
