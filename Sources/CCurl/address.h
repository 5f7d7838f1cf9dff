#ifndef ADDRESS_H
#define ADDRESS_H

#include <stdbool.h>

/// A parsed URL; its parts are freed with free_address.
struct address {
    /// Without user, password and fragment.
    char *text;
    /// Scheme, host and port.
    char *origin;
    char *user;
    char *password;
    bool is_secure;
};

/// - Returns: false if it isn't an http or https URL.
bool read_address(const char *text, struct address *address);
void free_address(struct address *address);

#endif
