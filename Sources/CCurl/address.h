#ifndef ADDRESS_H
#define ADDRESS_H

#include <stdbool.h>

/// A parsed URL, whose parts are freed with free_address.
struct address {
    /// The URL without user, password and fragment.
    char *text;
    /// The scheme, host and port.
    char *origin;
    char *user;
    char *password;
    bool is_secure;
};

/// Parses a URL. Returns false if it isn't an http or https URL.
bool read_address(const char *text, struct address *address);
void free_address(struct address *address);

#endif
