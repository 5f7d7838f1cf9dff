#include <simdjson.h>

#include <memory>
#include <new>

#include "CSimdjson.h"

namespace {

using parser = simdjson::dom::parser;

// Buffers are large and are made anew in milliseconds, so a thread keeps one parser, unless a large document made it grow.
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

}  // namespace

struct json_document json_parse(const uint8_t *bytes, size_t length) {
    std::unique_ptr<parser> own = std::move(spare);
    if (!own) own.reset(new (std::nothrow) parser());
    if (!own) return {json_no_memory, nullptr, nullptr, nullptr};
    simdjson::error_code code = own->parse(bytes, length, true).error();
    json_document document = {failure_of(code), nullptr, nullptr, nullptr};
    if (code == simdjson::SUCCESS) {
        document.tape = own->doc.tape.get();
        document.strings = own->doc.string_buf.get();
    }
    document.parser = own.release();
    return document;
}

void json_release(struct json_document *document) {
    std::unique_ptr<parser> own(static_cast<parser *>(document->parser));
    document->parser = nullptr;
    if (own && !spare && own->capacity() <= kept_capacity) spare = std::move(own);
}
