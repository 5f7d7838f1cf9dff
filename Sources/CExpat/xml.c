#include <expat.h>

#include "CExpat.h"

struct reading {
    XML_Parser parser;
    const struct xml_handler *handler;
    int depth, depth_limit;
    enum xml_error error;
    /// The location of the error.
    unsigned long line, column;
};

static void stop(struct reading *reading, enum xml_error error) {
    reading->error = error;
    reading->line = XML_GetCurrentLineNumber(reading->parser);
    reading->column = XML_GetCurrentColumnNumber(reading->parser) + 1;
    XML_StopParser(reading->parser, XML_FALSE);
}

static void start_element(void *context, const char *name, const char **attributes) {
    struct reading *reading = context;
    if (reading->error != xml_no_error) return;
    reading->depth += 1;
    if (reading->depth > reading->depth_limit) return stop(reading, xml_too_deep);
    reading->handler->start(reading->handler->context, name, attributes);
}

static void end_element(void *context, const char *name) {
    (void)name;
    struct reading *reading = context;
    if (reading->error != xml_no_error) return;
    reading->depth -= 1;
    reading->handler->end(reading->handler->context);
}

static void text(void *context, const char *bytes, int length) {
    struct reading *reading = context;
    if (reading->error == xml_no_error) reading->handler->text(reading->handler->context, bytes, length);
}

static void start_type(void *context, const char *name, const char *system, const char *public, int has_subset) {
    (void)name;
    (void)system;
    (void)public;
    if (has_subset) stop(context, xml_own_type);
}

static void skip_entity(void *context, const char *name, int is_parameter) {
    (void)name;
    if (!is_parameter) stop(context, xml_own_type);
}

static struct xml_outcome outcome(struct reading *reading) {
    struct xml_outcome outcome = {reading->error, NULL, reading->line, reading->column};
    enum XML_Error code = XML_GetErrorCode(reading->parser);
    if (outcome.error == xml_no_error) {
        int is_cut = code == XML_ERROR_NO_ELEMENTS || code == XML_ERROR_UNCLOSED_TOKEN ||
                     code == XML_ERROR_PARTIAL_CHAR || code == XML_ERROR_UNCLOSED_CDATA_SECTION;
        outcome.error = is_cut ? xml_truncated : xml_malformed;
        outcome.message = XML_ErrorString(code);
        outcome.line = XML_GetCurrentLineNumber(reading->parser);
        outcome.column = XML_GetCurrentColumnNumber(reading->parser) + 1;
    }
    return outcome;
}

struct xml_outcome xml_read(const void *bytes, size_t length, int depth_limit, const struct xml_handler *handler) {
    struct xml_outcome result = {xml_no_error, NULL, 0, 0};
    struct reading reading = {XML_ParserCreateNS(NULL, '|'), handler, 0, depth_limit, xml_no_error, 0, 0};
    if (reading.parser == NULL) {
        result.error = xml_malformed;
        result.message = "out of memory";
        return result;
    }
    XML_SetUserData(reading.parser, &reading);
    XML_SetElementHandler(reading.parser, start_element, end_element);
    XML_SetCharacterDataHandler(reading.parser, text);
    XML_SetStartDoctypeDeclHandler(reading.parser, start_type);
    XML_SetSkippedEntityHandler(reading.parser, skip_entity);
    const char *rest = bytes;
    enum { step = 1 << 20 };
    while (1) {
        int count = length < step ? (int)length : step;
        int is_final = (size_t)count == length;
        if (XML_Parse(reading.parser, rest, count, is_final) != XML_STATUS_OK) {
            result = outcome(&reading);
            break;
        }
        if (is_final) break;
        rest += count;
        length -= (size_t)count;
    }
    XML_ParserFree(reading.parser);
    return result;
}
