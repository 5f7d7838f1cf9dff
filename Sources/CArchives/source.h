// Where a container's bytes come from: a file or memory, as they stand or decompressed.
#ifndef SOURCE_H
#define SOURCE_H

#include <archive.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>
#include <zlib.h>

#include "CArchives.h"

enum source_packing {
    packing_none,
    packing_zip,
    packing_tar,
    packing_gzip,
    packing_filter,
};

struct source {
    /// A file, or -1.
    int descriptor;
    unsigned char *bytes;
    size_t length;
    size_t position;
    /// What was last read of the file.
    unsigned char *stored;

    enum source_packing packing;
    z_stream zlib;
    bool has_zlib, is_in_member, had_member, is_padding;
    gz_header header;
    /// libarchive, for compressions other than gzip.
    struct archive *filter;
    bool has_filter_entry;
    unsigned char *unpacked;

    uint64_t limit;
    uint64_t count;
    /// Length of the run of zeros that the bytes given so far end in.
    uint64_t zeros;
    bool is_at_end;
    int64_t modified;
    bool has_modified;

    enum unpacking_fault fault;
    /// Found behind bytes that were still to be given.
    enum unpacking_fault next_fault;
    int error_number;
    char message[200];
};

/// How bytes that begin like this are packed, and the number that libarchive has for their compression.
enum source_packing packing_of(const unsigned char *head, size_t count, int *filter);

/// Looks at how the bytes begin and prepares. Answers false with a fault.
bool source_start(struct source *source);
/// The next bytes: how many, 0 at the end, -1 with a fault.
ssize_t source_read(struct source *source, const void **block);
int64_t source_seek(struct source *source, int64_t offset, int whence);
void source_end(struct source *source);
void source_say(struct source *source, const char *message);

#endif
