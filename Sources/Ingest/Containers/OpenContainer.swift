import CArchives
import Foundation
import Market

/// A container that is being read. Closed when it goes away.
struct OpenContainer: ~Copyable {
    /// An entry's label.
    struct Entry {
        /// As errors name it: the container's name, and its own where it has one.
        var origin: String
        /// Counted from 1.
        var number: Int
        var size: Int64?
        var modified: Timestamp?
        /// Whether it is an ordinary file that is not hidden.
        var isDocument: Bool
    }

    private let handle: OpaquePointer
    private let origin: String
    private let totalLimit: Int

    init(_ container: Unpacking.Container, origin: String, totalLimit: Int) throws(IngestError) {
        let limit = UInt64(max(totalLimit, 0))
        let opened: OpaquePointer? =
            switch container {
            case .file(let path): unpacking_open_file(path, limit)
            case .bytes(let bytes): bytes.withUnsafeBytes { unpacking_open_bytes($0.baseAddress, $0.count, limit) }
            }
        guard let opened else { throw IngestError(origin, "cannot be unpacked: there is no memory for it") }
        handle = opened
        self.origin = origin
        self.totalLimit = totalLimit
    }

    deinit { unpacking_close(handle) }

    /// Bytes of the container, as it is stored, that were read so far.
    var storedBytes: Int { Int(unpacking_stored_position(handle)) }

    /// The next entry, or `nil` behind the last.
    ///
    /// - Parameter count: how many there were.
    func next(after count: Int) throws(IngestError) -> Entry? {
        var label = unpacking_label()
        switch unpacking_next(handle, &label) {
        case unpacking_end: return nil
        case unpacking_entry: return entry(label, number: count + 1)
        default: throw fault(origin: origin, number: count > 0 ? count + 1 : nil)
        }
    }

    private func entry(_ label: unpacking_label, number: Int) -> Entry {
        let name = String(cString: label.name)
        let isHidden = name.split(separator: "/").last?.hasPrefix(".") ?? false
        let shown = name.isEmpty ? "entry \(number)" : UntrustedText.label(name)
        return Entry(
            origin: label.is_whole ? origin : "\(origin) › \(shown)",
            number: number,
            size: label.size >= 0 && !label.is_whole ? label.size : nil,
            modified: label.has_modified ? Timestamp(seconds: label.modified) : nil,
            isDocument: label.is_file && (label.is_whole || !isHidden)
        )
    }

    /// The entry's body. A failure is its own; what is thrown is the container's.
    func document(_ entry: Entry, limit: Int) throws(IngestError) -> Result<Document, IngestError> {
        let tooLarge = IngestError(entry.origin, "has more than the \(limit) bytes that are read of one document")
        if let size = entry.size, size > limit { return .failure(tooLarge) }
        var body = Data()
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = unpacking_read(handle, &buffer, buffer.count)
            if count == 0 { break }
            if count == -1 {
                let words = UntrustedText.words(String(cString: unpacking_message(handle)))
                return .failure(IngestError(entry.origin, "cannot be unpacked: \(words)"))
            }
            guard count > 0 else { throw fault(origin: entry.origin, number: entry.number) }
            guard body.count + count <= limit else { return .failure(tooLarge) }
            body.append(contentsOf: buffer.prefix(count))
        }
        return .success(Document(origin: entry.origin, body: body, modifiedAt: entry.modified))
    }

    /// Everything that it unpacks to, whatever that is.
    func stream() throws(IngestError) -> Data {
        var body = Data()
        var block: UnsafeRawPointer?
        while true {
            let count = unpacking_read_stream(handle, &block)
            guard count >= 0 else { throw fault(origin: origin, number: nil) }
            guard count > 0, let block else { return body }
            body.append(contentsOf: UnsafeRawBufferPointer(start: block, count: count))
        }
    }

    private func fault(origin: String, number: Int?) -> IngestError {
        let byte = "byte \(unpacking_position(handle)) of what is unpacked"
        let place = number.map { "entry \($0), \(byte)" } ?? byte
        let message = UntrustedText.words(String(cString: unpacking_message(handle)))
        let words = message.isEmpty ? "" : " (\(message))"
        switch unpacking_fault(handle) {
        case unpacking_unreadable:
            let reason = String(cString: strerror(unpacking_error_number(handle)))
            return IngestError(origin, "cannot be read: \(reason)")
        case unpacking_no_file: return IngestError(origin, "is not a regular file")
        case unpacking_not_packed: return IngestError(origin, "is neither compressed nor an archive")
        case unpacking_cut_short: return IngestError(origin, at: place, "is cut short\(words)")
        case unpacking_too_much:
            return IngestError(origin, at: place, "unpacks to more than the \(totalLimit) bytes that are read")
        default: return IngestError(origin, at: place, "is damaged\(words)")
        }
    }
}
