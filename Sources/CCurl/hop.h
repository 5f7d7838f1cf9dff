#ifndef HOP_H
#define HOP_H

#include <curl/curl.h>

#include "CCurl.h"

/// The target of a redirect: each IP address is checked, because a name may resolve differently later.
struct hop {
    const struct fetch_request *request;
    /// Whether an IP address was rejected.
    bool is_refused;
};

/// Calls the request's may_connect before a connection is made and before a request is sent.
void set_hop(CURL *easy, struct hop *hop);

#endif
