// A function that parses XML with expat, without custom document types and entities and with limited depth.
#ifndef CEXPAT_H
#define CEXPAT_H

#include <stddef.h>

struct xml_handler {
    void *context;
    /// Called at the start of an element. Names have the form "namespace|name" or "name". Attributes are alternating
    /// names and values, ending with NULL.
    void (*start)(void *context, const char *name, const char **attributes);
    void (*end)(void *context);
    void (*text)(void *context, const char *bytes, int length);
};

enum xml_error {
    xml_no_error,
    /// The document isn't well-formed; see message.
    xml_malformed,
    /// The document is truncated.
    xml_truncated,
    xml_too_deep,
    /// The document defines its own document type or uses an entity other than XML's own.
    xml_own_type,
};

struct xml_outcome {
    enum xml_error error;
    /// expat's message, which must not be freed; NULL if there is none.
    const char *message;
    /// The location of the error, counted from 1. Columns are counted in bytes.
    unsigned long line, column;
};

/// Parses a whole document and calls the handler. If there is an error, the handler has already been called for the
/// part before it.
struct xml_outcome xml_read(const void *bytes, size_t length, int depth_limit, const struct xml_handler *handler);

#endif
