// Archives and compressed files through libarchive and zlib, streaming, as plain functions with bounds.
#ifndef CARCHIVES_H
#define CARCHIVES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// An open container. One thread at a time.
struct unpacking;

enum unpacking_step {
    unpacking_entry,
    unpacking_end,
    unpacking_failed,
};

enum unpacking_fault {
    unpacking_no_fault,
    /// The file cannot be opened or read: see unpacking_error_number.
    unpacking_unreadable,
    unpacking_no_file,
    unpacking_not_packed,
    unpacking_cut_short,
    unpacking_damaged,
    /// More bytes than the limit came out, or were given out.
    unpacking_too_much,
};

struct unpacking_label {
    /// Untrusted; UTF-8 where the container says so, else as it stands. Empty where there is none.
    const char *name;
    /// -1 where it is not said.
    int64_t size;
    /// Seconds since 1970.
    int64_t modified;
    bool has_modified;
    /// Whether it is an ordinary file, and no folder, link or device.
    bool is_file;
    /// Whether the container is one compressed document, and no archive of several.
    bool is_whole;
};

/// Whether bytes that begin like this are a container. The first 262 tell.
bool unpacking_recognises(const void *start, size_t length);

/// Both answer NULL only where there is no memory; what else is wrong is said by the first step.
struct unpacking *unpacking_open_file(const char *path, uint64_t total_limit);
/// The bytes are copied.
struct unpacking *unpacking_open_bytes(const void *bytes, size_t length, uint64_t total_limit);
void unpacking_close(struct unpacking *unpacking);

/// Goes to the next entry. The label holds until the next step.
enum unpacking_step unpacking_next(struct unpacking *unpacking, struct unpacking_label *label);

/// Reads on in the current entry.
///
/// Answers how many bytes came, 0 at its end, -1 where this entry cannot be read and the next may, -2 where the
/// container cannot be read on.
long unpacking_read(struct unpacking *unpacking, void *buffer, size_t capacity);

/// Reads on in the decompressed bytes themselves. Not to be mixed with the two above. Answers as unpacking_read.
long unpacking_read_stream(struct unpacking *unpacking, const void **block);

enum unpacking_fault unpacking_fault(const struct unpacking *unpacking);
int unpacking_error_number(const struct unpacking *unpacking);
/// The library's own words, "" where it has none.
const char *unpacking_message(const struct unpacking *unpacking);
/// How many decompressed bytes were taken in so far.
uint64_t unpacking_position(const struct unpacking *unpacking);
/// The place in the stored bytes, packed as they are, that was read up to.
uint64_t unpacking_stored_position(const struct unpacking *unpacking);

#endif
