// One JSON document parsed by simdjson, as plain C: its tape and its strings, to be walked by the caller.
//
// The tape is the one that simdjson documents (doc/tape.md): 64-bit words, the kind of a value in the upper eight bits. In
// the words of doubles, the payload is used too.
#ifndef CSIMDJSON_H
#define CSIMDJSON_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

enum json_failure {
    json_none,
    /// A string with an escape that means nothing, such as half of a surrogate pair.
    json_bad_string,
    json_bad_number,
    json_bad_utf8,
    json_too_deep,
    json_empty,
    json_no_memory,
    /// Anything else that no JSON has.
    json_bad_syntax,
};

struct json_document {
    enum json_failure failure;
    /// The first word is the root's; the value begins at the second.
    const uint64_t *tape;
    /// Where strings are: four bytes of length, the bytes, a zero.
    const uint8_t *strings;
    /// How numbers with a fraction or an exponent are written, at the places that their words on the tape have as
    /// payload: a byte of length, then the bytes; of longer ones the first 64.
    const uint8_t *literals;
    /// To be given back with json_release.
    void *parser;
};

/// Parses all of the bytes, which need not outlive the call.
struct json_document json_parse(const uint8_t *bytes, size_t length);
void json_release(struct json_document *document);

#ifdef __cplusplus
}
#endif

#endif
