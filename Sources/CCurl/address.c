#include "address.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "libcurl.h"

/// Returns a copy of a part of a URL, or NULL if there is none.
static char *part(CURLU *url, CURLUPart which, unsigned int flags) {
    char *text = NULL;
    if (curl_url_get(url, which, &text, flags) != CURLUE_OK) return NULL;
    char *copy = strdup(text);
    curl_free(text);
    return copy;
}

static char *origin(CURLU *url, const char *scheme) {
    char *host = part(url, CURLUPART_HOST, 0);
    char *port = part(url, CURLUPART_PORT, CURLU_DEFAULT_PORT);
    char *text = NULL;
    if (host != NULL && port != NULL && host[0] != '\0') {
        for (char *letter = host; *letter != '\0'; letter += 1) {
            if (*letter >= 'A' && *letter <= 'Z') *letter += 'a' - 'A';
        }
        size_t length = strlen(scheme) + strlen(host) + strlen(port) + 5;
        text = malloc(length);
        if (text != NULL) snprintf(text, length, "%s://%s:%s", scheme, host, port);
    }
    free(host);
    free(port);
    return text;
}

bool read_address(const char *text, struct address *address) {
    memset(address, 0, sizeof *address);
    CURLU *url = curl_url();
    if (url == NULL) return false;
    if (curl_url_set(url, CURLUPART_URL, text, 0) == CURLUE_OK) {
        char *scheme = part(url, CURLUPART_SCHEME, 0);
        address->is_secure = scheme != NULL && strcmp(scheme, "https") == 0;
        if (scheme != NULL && (address->is_secure || strcmp(scheme, "http") == 0)) {
            address->user = part(url, CURLUPART_USER, CURLU_URLDECODE);
            address->password = part(url, CURLUPART_PASSWORD, CURLU_URLDECODE);
            address->origin = origin(url, scheme);
            curl_url_set(url, CURLUPART_USER, NULL, 0);
            curl_url_set(url, CURLUPART_PASSWORD, NULL, 0);
            curl_url_set(url, CURLUPART_FRAGMENT, NULL, 0);
            address->text = part(url, CURLUPART_URL, 0);
        }
        free(scheme);
    }
    curl_url_cleanup(url);
    if (address->text != NULL && address->origin != NULL) return true;
    free_address(address);
    return false;
}

void free_address(struct address *address) {
    free(address->text);
    free(address->origin);
    free(address->user);
    free(address->password);
    memset(address, 0, sizeof *address);
}
