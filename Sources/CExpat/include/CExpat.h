// XML through expat as one plain function: no document type of its own, no entities, bounded depth.
#ifndef CEXPAT_H
#define CEXPAT_H

#include <stddef.h>

struct xml_handler {
    void *context;
    /// Names come as "namespace|name" or "name". Attributes are names and values in turn, and NULL at the end.
    void (*start)(void *context, const char *name, const char **attributes);
    void (*end)(void *context);
    void (*text)(void *context, const char *bytes, int length);
};

enum xml_fault {
    xml_no_fault,
    /// Not well formed: see message.
    xml_malformed,
    /// It ends in the middle.
    xml_cut_short,
    xml_too_deep,
    /// It defines a document type in itself, or names an entity that is not XML's own.
    xml_own_type,
};

struct xml_outcome {
    enum xml_fault fault;
    /// expat's words, never to be freed; NULL without a fault of its own.
    const char *message;
    /// Of the fault, counted from 1; columns in bytes.
    unsigned long line, column;
};

/// Reads a whole document. What was told before a fault was told.
struct xml_outcome xml_read(const void *bytes, size_t length, int depth_limit, const struct xml_handler *handler);

#endif
