import CArchives
import Foundation
import Input
import Market

/// An open compressed file or archive. It's closed when this value goes out of scope.
struct OpenContainer: ~Copyable {
    /// An entry's metadata.
    struct Entry {
        /// The name used in errors: `CONTAINER › ENTRY`, or only the container's name for a single compressed document.
        var origin: String
        /// The entry's position in the container, from 1.
        var number: Int
        var size: Int64?
        var modified: Timestamp?
        /// Whether the entry is a regular file that isn't hidden.
        var isDocument: Bool
    }

    private let handle: OpaquePointer
    private let origin: String
    private let totalLimit: Int

    init(_ container: Unpacking.Container, origin: String, totalLimit: Int) throws(InputError) {
        let limit = UInt64(max(totalLimit, 0))
        let opened: OpaquePointer? =
            switch container {
            case .file(let path): unpacking_open_file(path, limit)
            case .bytes(let bytes): bytes.withUnsafeBytes { unpacking_open_bytes($0.baseAddress, $0.count, limit) }
            }
        guard let opened else { throw InputError(origin, "can't decompress: out of memory") }
        handle = opened
        self.origin = origin
        self.totalLimit = totalLimit
    }

    deinit { unpacking_close(handle) }

    /// Number of compressed bytes read so far.
    var storedBytes: Int { Int(unpacking_stored_position(handle)) }

    /// Returns the next entry, or `nil` at the end.
    ///
    /// - Parameter count: Number of entries read so far.
    func next(after count: Int) throws(InputError) -> Entry? {
        var label = unpacking_label()
        switch unpacking_next(handle, &label) {
        case unpacking_end: return nil
        case unpacking_entry: return entry(label, number: count + 1)
        default: throw error(origin: origin, number: count > 0 ? count + 1 : nil)
        }
    }

    private func entry(_ label: unpacking_label, number: Int) -> Entry {
        let name = String(cString: label.name)
        let isHidden = name.split(separator: "/").last?.hasPrefix(".") ?? false
        let shown = name.isEmpty ? "entry \(number)" : UntrustedText.sanitizedPath(name)
        return Entry(
            origin: label.is_whole ? origin : "\(origin) › \(shown)",
            number: number,
            size: label.size >= 0 && !label.is_whole ? label.size : nil,
            modified: label.has_modified ? Timestamp(seconds: label.modified) : nil,
            isDocument: label.is_file && (label.is_whole || !isHidden)
        )
    }

    /// Reads an entry's document. Returns an error that affects only this entry as a failure, and throws an error that
    /// affects the whole container.
    func document(_ entry: Entry, limit: Int) throws(InputError) -> Result<Document, InputError> {
        let tooLarge = InputError(entry.origin, "document exceeds the limit of \(limit) bytes")
        if let size = entry.size, size > limit { return .failure(tooLarge) }
        var body = Data()
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = unpacking_read(handle, &buffer, buffer.count)
            if count == 0 { break }
            if count == -1 {
                let message = UntrustedText.sanitized(String(cString: unpacking_message(handle)))
                return .failure(InputError(entry.origin, "can't decompress: \(message)"))
            }
            guard count > 0 else { throw error(origin: entry.origin, number: entry.number) }
            guard body.count + count <= limit else { return .failure(tooLarge) }
            body.append(contentsOf: buffer.prefix(count))
        }
        return .success(Document(origin: entry.origin, body: body, modifiedAt: entry.modified))
    }

    /// Returns the complete decompressed data.
    func stream() throws(InputError) -> Data {
        var body = Data()
        var block: UnsafeRawPointer?
        while true {
            let count = unpacking_read_stream(handle, &block)
            guard count >= 0 else { throw error(origin: origin, number: nil) }
            guard count > 0, let block else { return body }
            body.append(contentsOf: UnsafeRawBufferPointer(start: block, count: count))
        }
    }

    private func error(origin: String, number: Int?) -> InputError {
        let byte = "byte \(unpacking_position(handle)) of the decompressed data"
        let location = number.map { "entry \($0), \(byte)" } ?? byte
        let message = UntrustedText.sanitized(String(cString: unpacking_message(handle)))
        let suffix = message.isEmpty ? "" : " (\(message))"
        switch unpacking_error(handle) {
        case unpacking_unreadable:
            let reason = SystemError(number: unpacking_error_number(handle)).message
            return InputError(origin, "can't read file: \(reason)")
        case unpacking_no_file: return InputError(origin, "not a regular file")
        case unpacking_not_packed: return InputError(origin, "not a compressed file or archive")
        case unpacking_no_library:
            return InputError(
                origin,
                "libarchive isn't installed; install libarchive13 (Debian), and restart launchtop"
            )
        case unpacking_truncated: return InputError(origin, at: location, "truncated\(suffix)")
        case unpacking_too_much:
            return InputError(origin, at: location, "decompressed size exceeds the limit of \(totalLimit) bytes")
        default: return InputError(origin, at: location, "corrupt data\(suffix)")
        }
    }
}
