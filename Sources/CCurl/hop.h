#ifndef HOP_H
#define HOP_H

#include "CCurl.h"
#include "libcurl.h"

/// The check of a redirect's target. Each IP address is checked when connecting, because a name may resolve to another
/// address than before.
struct hop {
    const struct fetch_request *request;
    /// Whether an IP address was rejected.
    bool is_refused;
};

/// Makes libcurl call the request's may_connect before each connection is made and before each request is sent.
void set_hop(CURL *easy, struct hop *hop);

#endif
