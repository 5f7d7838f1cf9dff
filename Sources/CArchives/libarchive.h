// libarchive, which is loaded on Linux when the first container is opened, because it and the libraries that it needs take
// more than a megabyte of memory.
#ifndef LIBARCHIVE_H
#define LIBARCHIVE_H

#include <archive.h>
#include <archive_entry.h>
#include <stdbool.h>

/// Loads libarchive, once. Returns false if it isn't installed. No other function of libarchive may be called before.
bool load_libarchive(void);

#ifdef __linux__

/// The functions of libarchive that are used.
#define LIBARCHIVE_FUNCTIONS(use) \
    use(archive_entry_filetype) \
    use(archive_entry_hardlink) \
    use(archive_entry_mtime) \
    use(archive_entry_mtime_is_set) \
    use(archive_entry_pathname) \
    use(archive_entry_pathname_utf8) \
    use(archive_entry_size) \
    use(archive_entry_size_is_set) \
    use(archive_error_string) \
    use(archive_format) \
    use(archive_read_append_filter) \
    use(archive_read_data) \
    use(archive_read_data_block) \
    use(archive_read_free) \
    use(archive_read_new) \
    use(archive_read_next_header) \
    use(archive_read_open) \
    use(archive_read_open1) \
    use(archive_read_set_callback_data) \
    use(archive_read_set_read_callback) \
    use(archive_read_set_seek_callback) \
    use(archive_read_support_format_empty) \
    use(archive_read_support_format_raw) \
    use(archive_read_support_format_tar) \
    use(archive_read_support_format_zip) \
    use(archive_set_error)

#define LIBARCHIVE_POINTER(name) __typeof__(name) *name;
extern struct libarchive {
    LIBARCHIVE_FUNCTIONS(LIBARCHIVE_POINTER)
} libarchive;

#ifndef LIBARCHIVE_C
#define archive_entry_filetype libarchive.archive_entry_filetype
#define archive_entry_hardlink libarchive.archive_entry_hardlink
#define archive_entry_mtime libarchive.archive_entry_mtime
#define archive_entry_mtime_is_set libarchive.archive_entry_mtime_is_set
#define archive_entry_pathname libarchive.archive_entry_pathname
#define archive_entry_pathname_utf8 libarchive.archive_entry_pathname_utf8
#define archive_entry_size libarchive.archive_entry_size
#define archive_entry_size_is_set libarchive.archive_entry_size_is_set
#define archive_error_string libarchive.archive_error_string
#define archive_format libarchive.archive_format
#define archive_read_append_filter libarchive.archive_read_append_filter
#define archive_read_data libarchive.archive_read_data
#define archive_read_data_block libarchive.archive_read_data_block
#define archive_read_free libarchive.archive_read_free
#define archive_read_new libarchive.archive_read_new
#define archive_read_next_header libarchive.archive_read_next_header
#define archive_read_open libarchive.archive_read_open
#define archive_read_open1 libarchive.archive_read_open1
#define archive_read_set_callback_data libarchive.archive_read_set_callback_data
#define archive_read_set_read_callback libarchive.archive_read_set_read_callback
#define archive_read_set_seek_callback libarchive.archive_read_set_seek_callback
#define archive_read_support_format_empty libarchive.archive_read_support_format_empty
#define archive_read_support_format_raw libarchive.archive_read_support_format_raw
#define archive_read_support_format_tar libarchive.archive_read_support_format_tar
#define archive_read_support_format_zip libarchive.archive_read_support_format_zip
#define archive_set_error libarchive.archive_set_error
#endif

#endif
#endif
