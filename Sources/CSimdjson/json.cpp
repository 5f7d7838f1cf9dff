#include <simdjson.h>

#include <algorithm>
#include <memory>
#include <new>
#include <vector>

#include "CSimdjson.h"

namespace {

struct parser : simdjson::dom::parser {
    // The literals of doubles, each as one byte of length and the bytes.
    std::vector<uint8_t> literals;
};

// Buffers are large but created in milliseconds, so a thread keeps one parser unless a large document made it grow.
constexpr size_t kept_capacity = 2 << 20;
thread_local std::unique_ptr<parser> spare;

json_failure failure_of(simdjson::error_code code) {
    switch (code) {
    case simdjson::SUCCESS: return json_none;
    case simdjson::STRING_ERROR: return json_bad_string;
    case simdjson::NUMBER_ERROR: return json_bad_number;
    case simdjson::UTF8_ERROR: return json_bad_utf8;
    case simdjson::DEPTH_ERROR: return json_too_deep;
    case simdjson::EMPTY: return json_empty;
    case simdjson::MEMALLOC:
    case simdjson::CAPACITY: return json_no_memory;
    default: return json_bad_syntax;
    }
}

constexpr uint64_t payload_mask = 0x00FFFFFFFFFFFFFF;
constexpr size_t literal_limit = 64;

bool is_of_number(uint8_t byte) {
    return (byte >= '0' && byte <= '9') || byte == '-' || byte == '+' || byte == '.' || byte == 'e' || byte == 'E';
}

// Returns the position after the next number outside strings at or after `place`, and stores the number's position in
// `start`. The bytes must be valid JSON.
const uint8_t *next_number(const uint8_t *place, const uint8_t *end, const uint8_t *&start) {
    while (place < end) {
        if (*place == '"') {
            for (++place; place < end && *place != '"'; ++place) {
                if (*place == '\\') ++place;
            }
            ++place;
        } else if (*place == '-' || (*place >= '0' && *place <= '9')) {
            start = place;
            while (place < end && is_of_number(*place)) ++place;
            return place;
        } else {
            ++place;
        }
    }
    start = end;
    return end;
}

// Stores the literals of doubles, because the tape has only their values: an id of 1.7e9 isn't the same as 1700000000.
// The payload of a double's word, unused by simdjson, becomes the offset of its literal.
void keep_literals(parser &parser, const uint8_t *bytes, size_t length) {
    uint64_t *tape = parser.doc.tape.get();
    const size_t end = tape[0] & payload_mask;
    parser.literals.clear();
    size_t last_double = 0;
    for (size_t index = 1; index < end; ++index) {
        const uint8_t tag = tape[index] >> 56;
        if (tag == 'd') last_double = index;
        if (tag == 'd' || tag == 'l' || tag == 'u') ++index;
    }
    // The bytes of documents without doubles, which are the most common, aren't scanned again.
    const uint8_t *place = bytes;
    for (size_t index = 1; index <= last_double; ++index) {
        const uint8_t tag = tape[index] >> 56;
        if (tag != 'd' && tag != 'l' && tag != 'u') continue;
        const uint8_t *start = place;
        place = next_number(place, bytes + length, start);
        if (tag == 'd') {
            const size_t count = std::min<size_t>(place - start, literal_limit);
            tape[index] = (uint64_t('d') << 56) | parser.literals.size();
            parser.literals.push_back(uint8_t(count));
            parser.literals.insert(parser.literals.end(), start, start + count);
        }
        ++index;
    }
}

}  // namespace

struct json_document json_parse(const uint8_t *bytes, size_t length) {
    std::unique_ptr<parser> own = std::move(spare);
    if (!own) own.reset(new (std::nothrow) parser());
    if (!own) return {json_no_memory, nullptr, nullptr, nullptr, nullptr};
    simdjson::error_code code = own->parse(bytes, length, true).error();
    json_document document = {failure_of(code), nullptr, nullptr, nullptr, nullptr};
    if (code == simdjson::SUCCESS) {
        keep_literals(*own, bytes, length);
        document.literals = own->literals.data();
        document.tape = own->doc.tape.get();
        document.strings = own->doc.string_buf.get();
    }
    document.parser = own.release();
    return document;
}

void json_release(struct json_document *document) {
    std::unique_ptr<parser> own(static_cast<parser *>(document->parser));
    document->parser = nullptr;
    if (own && !spare && own->capacity() <= kept_capacity && own->literals.capacity() <= kept_capacity) spare = std::move(own);
}
