// A plain C interface to a JSON document parsed by simdjson: its tape and strings, which the caller traverses.
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
    /// A string has an invalid escape, such as half of a surrogate pair.
    json_bad_string,
    json_bad_number,
    json_bad_utf8,
    json_too_deep,
    json_empty,
    json_no_memory,
    /// The document is invalid JSON for another reason.
    json_bad_syntax,
};

struct json_document {
    enum json_failure failure;
    /// The words of the tape. The first word is the root, and the value starts at the second.
    const uint64_t *tape;
    /// The strings, each as four bytes of length, its bytes and a zero.
    const uint8_t *strings;
    /// The literals of numbers with a fraction or exponent, at the offsets in the payload of their words. Each is one
    /// byte of length and the bytes, of which only the first 64 are kept.
    const uint8_t *literals;
    /// The parser, to be released with json_release.
    void *parser;
};

/// Parses a JSON document. The bytes may be freed afterwards.
struct json_document json_parse(const uint8_t *bytes, size_t length);
void json_release(struct json_document *document);

#ifdef __cplusplus
}
#endif

#endif
