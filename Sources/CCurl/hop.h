#ifndef HOP_H
#define HOP_H

#include <curl/curl.h>

#include "CCurl.h"

/// Where a redirect leads: each IP address is asked about, because a name may have got another since it was looked up.
struct hop {
    const struct fetch_request *request;
    /// Whether an IP address was refused.
    bool is_refused;
};

/// Has the request's may_connect asked before a connection is begun and before a request is sent.
void set_hop(CURL *easy, struct hop *hop);

#endif
