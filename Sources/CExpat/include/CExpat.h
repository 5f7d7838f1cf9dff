// XML through expat as one plain function: no document type, no entities, limited depth.
#ifndef CEXPAT_H
#define CEXPAT_H

#include <stddef.h>

struct xml_handler {
    void *context;
    /// Names are "namespace|name" or "name". Attributes are names and values in turn, ending with NULL.
    void (*start)(void *context, const char *name, const char **attributes);
    void (*end)(void *context);
    void (*text)(void *context, const char *bytes, int length);
};

enum xml_error {
    xml_no_error,
    /// Not well formed: see message.
    xml_malformed,
    /// Truncated.
    xml_truncated,
    xml_too_deep,
    /// The document defines a document type or uses an entity other than XML's own.
    xml_own_type,
};

struct xml_outcome {
    enum xml_error error;
    /// expat's message, not to be freed; NULL if there is none.
    const char *message;
    /// Location of the error, counted from 1; columns are bytes.
    unsigned long line, column;
};

/// Parses a whole document. Callbacks before an error have already been made.
struct xml_outcome xml_read(const void *bytes, size_t length, int depth_limit, const struct xml_handler *handler);

#endif
