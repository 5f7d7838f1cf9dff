// Archives and compressed files through libarchive and zlib, as plain streaming functions with limits.
#ifndef CARCHIVES_H
#define CARCHIVES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// An open container. Used by one thread at a time.
struct unpacking;

enum unpacking_step {
    unpacking_entry,
    unpacking_end,
    unpacking_failed,
};

enum unpacking_error {
    unpacking_no_error,
    /// The file can't be opened or read: see unpacking_error_number.
    unpacking_unreadable,
    unpacking_no_file,
    unpacking_not_packed,
    unpacking_truncated,
    unpacking_damaged,
    /// The decompressed or returned bytes exceed the limit.
    unpacking_too_much,
};

struct unpacking_label {
    /// Untrusted; UTF-8 if the container declares it, otherwise unchanged. Empty if there is none.
    const char *name;
    /// -1 if unknown.
    int64_t size;
    /// Seconds since 1970.
    int64_t modified;
    bool has_modified;
    /// Whether it is a regular file and not a folder, link or device.
    bool is_file;
    /// Whether the container is a single compressed document and not an archive.
    bool is_whole;
};

/// Returns whether bytes with this beginning are a container. Needs the first 262 bytes.
bool unpacking_recognises(const void *start, size_t length);

/// Both return NULL only if out of memory; other errors are reported by the first step.
struct unpacking *unpacking_open_file(const char *path, uint64_t total_limit);
/// The bytes are copied.
struct unpacking *unpacking_open_bytes(const void *bytes, size_t length, uint64_t total_limit);
void unpacking_close(struct unpacking *unpacking);

/// Moves to the next entry. The label is valid until the next step.
enum unpacking_step unpacking_next(struct unpacking *unpacking, struct unpacking_label *label);

/// Reads from the current entry.
///
/// Returns the number of bytes, 0 at its end, -1 if this entry can't be read but the next may be, -2 if the container
/// can't be read any further.
long unpacking_read(struct unpacking *unpacking, void *buffer, size_t capacity);

/// Reads the decompressed bytes themselves. Not to be mixed with the two above. Returns the same as unpacking_read.
long unpacking_read_stream(struct unpacking *unpacking, const void **block);

enum unpacking_error unpacking_error(const struct unpacking *unpacking);
int unpacking_error_number(const struct unpacking *unpacking);
/// The library's message, "" if there is none.
const char *unpacking_message(const struct unpacking *unpacking);
/// The number of decompressed bytes read so far.
uint64_t unpacking_position(const struct unpacking *unpacking);
/// The position in the stored, still compressed bytes.
uint64_t unpacking_stored_position(const struct unpacking *unpacking);

#endif
