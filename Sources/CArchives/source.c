#include "source.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { block_length = 1 << 16, head_length = 512 };

void source_say(struct source *source, const char *message) {
    snprintf(source->message, sizeof source->message, "%s", message == NULL ? "" : message);
}

static ssize_t fail(struct source *source, enum unpacking_error error) {
    if (source->error == unpacking_no_error) source->error = error;
    return -1;
}

/// Reads the next stored bytes. Returns their number, 0 at the end, or -1 on error.
static ssize_t read_stored(struct source *source, const unsigned char **block) {
    if (source->descriptor < 0) {
        size_t rest = source->length - source->position;
        size_t count = rest < block_length ? rest : block_length;
        *block = source->bytes + source->position;
        source->position += count;
        return (ssize_t)count;
    }
    ssize_t count;
    do count = read(source->descriptor, source->stored, block_length);
    while (count < 0 && errno == EINTR);
    if (count < 0) {
        source->error_number = errno;
        return fail(source, unpacking_unreadable);
    }
    *block = source->stored;
    return count;
}

/// Decompresses gzip with zlib, which verifies the checksums that libarchive ignores. Several members are allowed, as
/// are zeros after the last one.
static ssize_t read_gzip(struct source *source) {
    z_stream *zlib = &source->zlib;
    zlib->next_out = source->unpacked;
    zlib->avail_out = block_length;
    while (zlib->avail_out > 0 && source->next_error == unpacking_no_error) {
        if (zlib->avail_in == 0) {
            const unsigned char *block;
            ssize_t count = read_stored(source, &block);
            if (count < 0) return -1;
            if (count == 0) {
                if (source->is_in_member) source->next_error = unpacking_truncated;
                break;
            }
            zlib->next_in = (unsigned char *)block;
            zlib->avail_in = (uInt)count;
        }
        if (!source->is_in_member) {
            if (source->had_member && *zlib->next_in == 0) {
                source->is_padding = true;
                zlib->next_in += 1;
                zlib->avail_in -= 1;
                continue;
            }
            if (source->is_padding || inflateReset(zlib) != Z_OK) {
                source->next_error = unpacking_damaged;
                break;
            }
            if (!source->had_member) inflateGetHeader(zlib, &source->header);
            source->is_in_member = true;
        }
        int code = inflate(zlib, Z_NO_FLUSH);
        if (source->header.done == 1 && source->header.time != 0) {
            source->modified = (int64_t)source->header.time;
            source->has_modified = true;
        }
        if (code == Z_STREAM_END) {
            source->is_in_member = false;
            source->had_member = true;
        } else if (code != Z_OK && !(code == Z_BUF_ERROR && (zlib->avail_in == 0 || zlib->avail_out == 0))) {
            source_say(source, zlib->msg);
            source->next_error = unpacking_damaged;
        }
    }
    return (ssize_t)(block_length - zlib->avail_out);
}

static la_ssize_t give_stored(struct archive *archive, void *context, const void **block) {
    (void)archive;
    const unsigned char *bytes = NULL;
    ssize_t count = read_stored(context, &bytes);
    *block = bytes;
    return count;
}

static ssize_t read_filter(struct source *source, const void **block) {
    if (!source->has_filter_entry) {
        struct archive_entry *entry;
        int code = archive_read_next_header(source->filter, &entry);
        if (code == ARCHIVE_EOF) return 0;
        if (code < ARCHIVE_WARN) goto damaged;
        source->has_filter_entry = true;
    }
    while (true) {
        size_t count = 0;
        int64_t offset;
        int code = archive_read_data_block(source->filter, block, &count, &offset);
        if (code == ARCHIVE_EOF) return 0;
        if (code < ARCHIVE_WARN) goto damaged;
        if (count > 0) return (ssize_t)count;
    }
damaged:
    source_say(source, archive_error_string(source->filter));
    if (strstr(source->message, "runcated") != NULL) return fail(source, unpacking_truncated);
    return fail(source, unpacking_damaged);
}

static void count_zeros(struct source *source, const unsigned char *bytes, size_t count) {
    size_t zeros = 0;
    while (zeros < count && bytes[count - zeros - 1] == 0) zeros += 1;
    source->zeros = zeros == count ? source->zeros + zeros : zeros;
}

ssize_t source_read(struct source *source, const void **block) {
    if (source->error != unpacking_no_error) return -1;
    if (source->next_error != unpacking_no_error) return fail(source, source->next_error);
    ssize_t count;
    if (source->packing == packing_gzip) {
        count = read_gzip(source);
        *block = source->unpacked;
        // Bytes decompressed before the error are returned first.
        if (count == 0 && source->next_error != unpacking_no_error) return fail(source, source->next_error);
    } else if (source->packing == packing_filter) {
        count = read_filter(source, block);
    } else {
        const unsigned char *bytes = NULL;
        count = read_stored(source, &bytes);
        *block = bytes;
    }
    if (count < 0) return -1;
    if (count == 0) source->is_at_end = true;
    source->count += (uint64_t)count;
    if (source->packing == packing_gzip || source->packing == packing_filter) {
        if (source->count > source->limit) return fail(source, unpacking_too_much);
    }
    count_zeros(source, *block, (size_t)count);
    return count;
}

int64_t source_seek(struct source *source, int64_t offset, int whence) {
    if (source->descriptor >= 0) {
        off_t place = lseek(source->descriptor, (off_t)offset, whence);
        if (place < 0) {
            source->error_number = errno;
            return fail(source, unpacking_unreadable);
        }
        return (int64_t)place;
    }
    int64_t base = whence == SEEK_SET ? 0 : (int64_t)(whence == SEEK_CUR ? source->position : source->length);
    if (offset < -base || offset > (int64_t)source->length - base) return fail(source, unpacking_damaged);
    source->position = (size_t)(base + offset);
    return base + offset;
}

/// Reads the start of the stored bytes without moving the position.
static ssize_t look(struct source *source, unsigned char *head) {
    if (source->descriptor < 0) {
        size_t count = source->length < head_length ? source->length : head_length;
        if (count > 0) memcpy(head, source->bytes, count);
        return (ssize_t)count;
    }
    ssize_t count = pread(source->descriptor, head, head_length, 0);
    if (count < 0) source->error_number = errno;
    return count;
}

enum source_packing packing_of(const unsigned char *head, size_t count, int *filter) {
    *filter = ARCHIVE_FILTER_NONE;
    if (count >= 2 && head[0] == 0x1F && head[1] == 0x8B) return packing_gzip;
    if (count >= 10 && memcmp(head, "BZh", 3) == 0 && memcmp(head + 4, "1AY&SY", 6) == 0) {
        *filter = ARCHIVE_FILTER_BZIP2;
    } else if (count >= 6 && memcmp(head, "\xFD" "7zXZ\0", 6) == 0) {
        *filter = ARCHIVE_FILTER_XZ;
    } else if (count >= 4 && memcmp(head, "\x28\xB5\x2F\xFD", 4) == 0) {
        *filter = ARCHIVE_FILTER_ZSTD;
    }
    if (*filter != ARCHIVE_FILTER_NONE) return packing_filter;
    if (count >= 4 && (memcmp(head, "PK\3\4", 4) == 0 || memcmp(head, "PK\5\6", 4) == 0)) return packing_zip;
    if (count >= 262 && memcmp(head + 257, "ustar", 5) == 0) return packing_tar;
    return packing_none;
}

/// Opens libarchive's filter for one layer of compression. If the decompressed bytes are compressed too, they aren't
/// decompressed again.
static bool start_filter(struct source *source, int code) {
    source->filter = archive_read_new();
    if (source->filter == NULL) return fail(source, unpacking_damaged) == 0;
    archive_read_support_format_raw(source->filter);
    archive_read_support_format_empty(source->filter);
    if (archive_read_append_filter(source->filter, code) != ARCHIVE_OK ||
        archive_read_open(source->filter, source, NULL, give_stored, NULL) < ARCHIVE_WARN) {
        source_say(source, archive_error_string(source->filter));
        return fail(source, unpacking_damaged) == 0;
    }
    return true;
}

bool source_start(struct source *source) {
    unsigned char head[head_length];
    ssize_t count = look(source, head);
    if (count < 0) return fail(source, unpacking_unreadable) == 0;
    source->stored = malloc(block_length);
    source->unpacked = malloc(block_length);
    if (source->stored == NULL || source->unpacked == NULL) return fail(source, unpacking_damaged) == 0;
    int filter;
    source->packing = packing_of(head, (size_t)count, &filter);
    if (source->packing != packing_none && !load_libarchive()) return fail(source, unpacking_no_library) == 0;
    switch (source->packing) {
    case packing_none: return fail(source, unpacking_not_packed) == 0;
    case packing_filter: return start_filter(source, filter);
    case packing_gzip:
        // Adding 16 to the largest window size accepts only gzip.
        source->has_zlib = inflateInit2(&source->zlib, 15 + 16) == Z_OK;
        return source->has_zlib || fail(source, unpacking_damaged) == 0;
    default: return true;
    }
}

void source_end(struct source *source) {
    if (source->has_zlib) inflateEnd(&source->zlib);
    if (source->filter != NULL) archive_read_free(source->filter);
    if (source->descriptor >= 0) close(source->descriptor);
    free(source->bytes);
    free(source->stored);
    free(source->unpacked);
}
