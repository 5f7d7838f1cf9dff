#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "source.h"

struct unpacking {
    struct source source;
    struct archive *archive;
    /// The number of bytes returned from entries.
    uint64_t given;
};

bool unpacking_recognises(const void *start, size_t length) {
    int filter;
    return packing_of(start, length, &filter) != packing_none;
}

static struct unpacking *make(uint64_t limit) {
    struct unpacking *unpacking = calloc(1, sizeof *unpacking);
    if (unpacking == NULL) return NULL;
    unpacking->source.descriptor = -1;
    unpacking->source.limit = limit;
    return unpacking;
}

struct unpacking *unpacking_open_bytes(const void *bytes, size_t length, uint64_t total_limit) {
    struct unpacking *unpacking = make(total_limit);
    if (unpacking == NULL) return NULL;
    unpacking->source.bytes = malloc(length > 0 ? length : 1);
    if (unpacking->source.bytes == NULL) {
        free(unpacking);
        return NULL;
    }
    if (length > 0) memcpy(unpacking->source.bytes, bytes, length);
    unpacking->source.length = length;
    source_start(&unpacking->source);
    return unpacking;
}

struct unpacking *unpacking_open_file(const char *path, uint64_t total_limit) {
    struct unpacking *unpacking = make(total_limit);
    if (unpacking == NULL) return NULL;
    struct source *source = &unpacking->source;
    struct stat state;
    // Opened without blocking, because the file may be a named pipe.
    source->descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (source->descriptor < 0 || fstat(source->descriptor, &state) != 0) {
        source->error = unpacking_unreadable;
        source->error_number = errno;
    } else if (!S_ISREG(state.st_mode)) {
        source->error = unpacking_no_file;
    } else {
        source->modified = (int64_t)state.st_mtime;
        source->has_modified = true;
        source_start(source);
    }
    return unpacking;
}

void unpacking_close(struct unpacking *unpacking) {
    if (unpacking->archive != NULL) archive_read_free(unpacking->archive);
    source_end(&unpacking->source);
    free(unpacking);
}

static la_ssize_t give(struct archive *archive, void *context, const void **block) {
    ssize_t count = source_read(context, block);
    if (count < 0) archive_set_error(archive, EIO, "read error");
    return count;
}

static la_int64_t seek(struct archive *archive, void *context, la_int64_t offset, int whence) {
    int64_t place = source_seek(context, offset, whence);
    if (place < 0) archive_set_error(archive, EIO, "read error");
    return place < 0 ? ARCHIVE_FATAL : place;
}

/// Records libarchive's error unless the source already has one, and returns unpacking_failed.
static enum unpacking_step fail(struct unpacking *unpacking) {
    struct source *source = &unpacking->source;
    if (source->error == unpacking_no_error) {
        source_say(source, archive_error_string(unpacking->archive));
        bool is_cut = (source->is_at_end && source->packing != packing_zip) || strstr(source->message, "runcated") != NULL;
        source->error = is_cut ? unpacking_truncated : unpacking_damaged;
    }
    return unpacking_failed;
}

static bool open_archive(struct unpacking *unpacking) {
    struct source *source = &unpacking->source;
    if (source->error != unpacking_no_error) return false;
    struct archive *archive = unpacking->archive = archive_read_new();
    if (archive == NULL) {
        source->error = unpacking_damaged;
        return false;
    }
    if (source->packing == packing_zip) {
        archive_read_support_format_zip(archive);
        archive_read_set_seek_callback(archive, seek);
    } else {
        archive_read_support_format_tar(archive);
    }
    if (source->packing == packing_gzip || source->packing == packing_filter) {
        archive_read_support_format_raw(archive);
        archive_read_support_format_empty(archive);
    }
    archive_read_set_read_callback(archive, give);
    archive_read_set_callback_data(archive, source);
    return archive_read_open1(archive) >= ARCHIVE_WARN || fail(unpacking) != unpacking_failed;
}

/// Reads past the archive's end, so that its checksum is verified, and detects a missing end marker of a tar.
static enum unpacking_step finish(struct unpacking *unpacking) {
    struct source *source = &unpacking->source;
    bool is_tar = (archive_format(unpacking->archive) & ARCHIVE_FORMAT_BASE_MASK) == ARCHIVE_FORMAT_TAR;
    if (is_tar && source->is_at_end && source->zeros < 512) {
        source_say(source, "truncated: the tar end marker is missing");
        source->error = unpacking_truncated;
        return unpacking_failed;
    }
    if (source->packing == packing_gzip || source->packing == packing_filter) {
        const void *block;
        ssize_t count;
        do count = source_read(source, &block);
        while (count > 0);
        if (count < 0) return unpacking_failed;
    }
    return unpacking_end;
}

static void describe(struct unpacking *unpacking, struct archive_entry *entry, struct unpacking_label *label) {
    const struct source *source = &unpacking->source;
    int base = archive_format(unpacking->archive) & ARCHIVE_FORMAT_BASE_MASK;
    const char *name = archive_entry_pathname_utf8(entry);
    if (name == NULL) name = archive_entry_pathname(entry);
    label->is_whole = base == ARCHIVE_FORMAT_RAW;
    label->name = name == NULL ? "" : name;
    label->size = archive_entry_size_is_set(entry) ? (int64_t)archive_entry_size(entry) : -1;
    label->is_file = archive_entry_filetype(entry) == AE_IFREG && archive_entry_hardlink(entry) == NULL;
    label->has_modified = label->is_whole ? source->has_modified : archive_entry_mtime_is_set(entry) != 0;
    label->modified = label->is_whole ? source->modified : (int64_t)archive_entry_mtime(entry);
}

enum unpacking_step unpacking_next(struct unpacking *unpacking, struct unpacking_label *label) {
    if (unpacking->source.error != unpacking_no_error) return unpacking_failed;
    if (unpacking->archive == NULL && !open_archive(unpacking)) return unpacking_failed;
    struct archive_entry *entry;
    int code = archive_read_next_header(unpacking->archive, &entry);
    if (code == ARCHIVE_EOF) return finish(unpacking);
    // A result of ARCHIVE_RETRY means that there is no valid header.
    if (code == ARCHIVE_RETRY || code < ARCHIVE_WARN) return fail(unpacking);
    describe(unpacking, entry, label);
    return unpacking_entry;
}

long unpacking_read(struct unpacking *unpacking, void *buffer, size_t capacity) {
    la_ssize_t count = archive_read_data(unpacking->archive, buffer, capacity);
    if (count >= 0) {
        unpacking->given += (uint64_t)count;
        if (unpacking->given <= unpacking->source.limit) return (long)count;
        unpacking->source.error = unpacking_too_much;
        return -2;
    }
    bool is_entry_only = count > ARCHIVE_FATAL && unpacking->source.error == unpacking_no_error;
    if (is_entry_only) {
        source_say(&unpacking->source, archive_error_string(unpacking->archive));
        return -1;
    }
    fail(unpacking);
    return -2;
}

long unpacking_read_stream(struct unpacking *unpacking, const void **block) {
    ssize_t count = source_read(&unpacking->source, block);
    return count < 0 ? -2 : (long)count;
}

enum unpacking_error unpacking_error(const struct unpacking *unpacking) { return unpacking->source.error; }
int unpacking_error_number(const struct unpacking *unpacking) { return unpacking->source.error_number; }
const char *unpacking_message(const struct unpacking *unpacking) { return unpacking->source.message; }
uint64_t unpacking_position(const struct unpacking *unpacking) { return unpacking->source.count; }
uint64_t unpacking_stored_position(const struct unpacking *unpacking) {
    const struct source *source = &unpacking->source;
    if (source->descriptor < 0) return source->position;
    off_t place = lseek(source->descriptor, 0, SEEK_CUR);
    return place < 0 ? 0 : (uint64_t)place;
}
