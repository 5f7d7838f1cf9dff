// The stored and the decompressed bytes of a container in a file or in memory.
#ifndef SOURCE_H
#define SOURCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>
#include <zlib.h>

#include "CArchives.h"
#include "libarchive.h"

enum source_packing {
    packing_none,
    packing_zip,
    packing_tar,
    packing_gzip,
    packing_filter,
};

struct source {
    /// The file descriptor; -1 for a container in memory.
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
    /// The libarchive reader for compression other than gzip; otherwise NULL.
    struct archive *filter;
    bool has_filter_entry;
    unsigned char *unpacked;

    uint64_t limit;
    uint64_t count;
    /// The length of the run of zeros at the end of the bytes returned so far.
    uint64_t zeros;
    bool is_at_end;
    int64_t modified;
    bool has_modified;

    enum unpacking_error error;
    /// An error to report after the bytes before it have been returned.
    enum unpacking_error next_error;
    int error_number;
    char message[200];
};

/// Returns the format of bytes with the given beginning, and stores libarchive's code for the compression in filter.
enum source_packing packing_of(const unsigned char *head, size_t count, int *filter);

/// Detects the compression and prepares reading. Returns false on error.
bool source_start(struct source *source);
/// Reads the next decompressed bytes. Returns their number, 0 at the end, or -1 on error.
ssize_t source_read(struct source *source, const void **block);
int64_t source_seek(struct source *source, int64_t offset, int whence);
void source_end(struct source *source);
void source_say(struct source *source, const char *message);

#endif
