// The bytes of a container: a file or memory, stored or decompressed.
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
    /// The last bytes read from the file.
    unsigned char *stored;

    enum source_packing packing;
    z_stream zlib;
    bool has_zlib, is_in_member, had_member, is_padding;
    gz_header header;
    /// libarchive, for compression other than gzip.
    struct archive *filter;
    bool has_filter_entry;
    unsigned char *unpacked;

    uint64_t limit;
    uint64_t count;
    /// Length of the run of zeros at the end of the bytes returned so far.
    uint64_t zeros;
    bool is_at_end;
    int64_t modified;
    bool has_modified;

    enum unpacking_error error;
    /// An error found after bytes that are still to be returned.
    enum unpacking_error next_error;
    int error_number;
    char message[200];
};

/// The compression of bytes with this beginning, with libarchive's number for it.
enum source_packing packing_of(const unsigned char *head, size_t count, int *filter);

/// Detects the compression and prepares reading. Returns false on error.
bool source_start(struct source *source);
/// Reads the next bytes; returns their number, 0 at the end, -1 on error.
ssize_t source_read(struct source *source, const void **block);
int64_t source_seek(struct source *source, int64_t offset, int whence);
void source_end(struct source *source);
void source_say(struct source *source, const char *message);

#endif
