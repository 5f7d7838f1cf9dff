#ifndef ADDRESS_H
#define ADDRESS_H

#include <stdbool.h>

/// An address taken apart; every part is to be freed with free_address.
struct address {
    /// Without user, password and fragment.
    char *text;
    /// Scheme, host and port.
    char *origin;
    char *user;
    char *password;
    bool is_secure;
};

/// - Returns: false where it is no address in http or https.
bool read_address(const char *text, struct address *address);
void free_address(struct address *address);

#endif
