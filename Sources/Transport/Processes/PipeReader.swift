import Foundation

#if canImport(Glibc)
    import Glibc
#endif

/// A type that reads delimited or counted bytes from a file descriptor. Reading blocks the thread.
struct PipeReader {
    private let descriptor: Int32
    private var buffer = [UInt8](repeating: 0, count: 1 << 16)
    private var position = 0
    private var end = 0

    init(_ descriptor: Int32) { self.descriptor = descriptor }

    /// Returns the bytes up to a delimiter, which is skipped. Returns `nil` if the input ends before a delimiter.
    ///
    /// - Parameter limit: Maximum number of bytes; returns `nil` if there are more.
    mutating func bytes(upTo delimiter: UInt8, limit: Int = 1 << 16) -> [UInt8]? {
        var found: [UInt8] = []
        while fill() {
            let part = buffer[position..<end]
            if let index = part.firstIndex(of: delimiter) {
                found += buffer[position..<index]
                position = index + 1
                return found.count <= limit ? found : nil
            }
            found += part
            position = end
            if found.count > limit { return nil }
        }
        return nil
    }

    /// Returns exactly `count` bytes, or `nil` if the input has fewer.
    mutating func data(count: Int) -> Data? {
        var data = Data(capacity: count)
        while data.count < count {
            guard fill() else { return nil }
            let taken = min(end - position, count - data.count)
            data.append(contentsOf: buffer[position..<(position + taken)])
            position += taken
        }
        return data
    }

    /// Fills the buffer if it's empty, and returns `false` at the end of the input.
    private mutating func fill() -> Bool {
        guard position == end else { return true }
        var count = 0
        repeat { count = read(descriptor, &buffer, buffer.count) } while count < 0 && errno == EINTR
        position = 0
        end = max(count, 0)
        return count > 0
    }
}
