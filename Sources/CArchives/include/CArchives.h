// Functions that read archives and compressed files as streams with limits, using libarchive and zlib.
#ifndef CARCHIVES_H
#define CARCHIVES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// An open container, which only one thread at a time may use.
struct unpacking;

enum unpacking_step {
    unpacking_entry,
    unpacking_end,
    unpacking_failed,
};

enum unpacking_error {
    unpacking_no_error,
    /// The file can't be opened or read. unpacking_error_number returns the reason.
    unpacking_unreadable,
    unpacking_no_file,
    unpacking_not_packed,
    unpacking_truncated,
    unpacking_damaged,
    /// The number of decompressed or returned bytes exceeds the limit.
    unpacking_too_much,
    /// libarchive isn't installed.
    unpacking_no_library,
};

struct unpacking_label {
    /// The untrusted name of the entry, in UTF-8 if the container declares its encoding, otherwise unchanged; empty if
    /// there is none.
    const char *name;
    /// The size of the entry in bytes; -1 if unknown.
    int64_t size;
    /// The modification time in seconds since 1970, if has_modified is true.
    int64_t modified;
    bool has_modified;
    /// Whether the entry is a regular file and not a folder, link or device.
    bool is_file;
    /// Whether the container is a single compressed document and not an archive.
    bool is_whole;
};

/// Returns whether bytes with the given beginning are a container. To detect all formats, pass at least the first 262
/// bytes.
bool unpacking_recognises(const void *start, size_t length);

/// Opens a container in a file. Returns NULL only if out of memory; other errors are reported by the first step.
///
/// - total_limit: the maximum number of decompressed or returned bytes.
struct unpacking *unpacking_open_file(const char *path, uint64_t total_limit);
/// Opens a container in memory, like unpacking_open_file. The bytes are copied.
struct unpacking *unpacking_open_bytes(const void *bytes, size_t length, uint64_t total_limit);
void unpacking_close(struct unpacking *unpacking);

/// Moves to the next entry and describes it in label, which is valid until the next step.
enum unpacking_step unpacking_next(struct unpacking *unpacking, struct unpacking_label *label);

/// Reads from the current entry.
///
/// Returns the number of bytes read; 0 at the end of the entry; -1 if this entry can't be read, but the next one may
/// be; -2 if the container can't be read any further.
long unpacking_read(struct unpacking *unpacking, void *buffer, size_t capacity);

/// Reads the decompressed bytes without interpreting them as an archive, and returns the same values as unpacking_read.
/// Must not be used together with unpacking_next or unpacking_read.
long unpacking_read_stream(struct unpacking *unpacking, const void **block);

enum unpacking_error unpacking_error(const struct unpacking *unpacking);
int unpacking_error_number(const struct unpacking *unpacking);
/// Returns the library's error message; "" if there is none.
const char *unpacking_message(const struct unpacking *unpacking);
/// Returns the number of decompressed bytes read so far.
uint64_t unpacking_position(const struct unpacking *unpacking);
/// Returns the position in the stored bytes, which may be compressed.
uint64_t unpacking_stored_position(const struct unpacking *unpacking);

#endif
