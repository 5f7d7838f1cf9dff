// A JSON document parsed by simdjson, as plain C: its tape and strings, to be traversed by the caller.
//
// The tape is documented by simdjson (doc/tape.md): 64-bit words with the type of a value in the upper eight bits.
// Words of doubles also use the payload.
#ifndef CSIMDJSON_H
#define CSIMDJSON_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

enum json_failure {
    json_none,
    /// A string with an invalid escape, such as half of a surrogate pair.
    json_bad_string,
    json_bad_number,
    json_bad_utf8,
    json_too_deep,
    json_empty,
    json_no_memory,
    /// Any other invalid JSON.
    json_bad_syntax,
};

struct json_document {
    enum json_failure failure;
    /// The first word is the root; the value starts at the second.
    const uint64_t *tape;
    /// Strings: four bytes of length, the bytes, a zero.
    const uint8_t *strings;
    /// The literals of numbers with a fraction or exponent, at the offsets in the payload of their words: one byte of
    /// length, then the bytes; of longer literals the first 64.
    const uint8_t *literals;
    /// To be released with json_release.
    void *parser;
};

/// Parses all bytes, which can be freed afterwards.
struct json_document json_parse(const uint8_t *bytes, size_t length);
void json_release(struct json_document *document);

#ifdef __cplusplus
}
#endif

#endif
