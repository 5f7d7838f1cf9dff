import Foundation

#if canImport(Glibc)
    import Glibc
#endif

/// Reads a descriptor piece by piece: up to a mark, or so many bytes. Blocks its thread.
struct PipeReader {
    private let descriptor: Int32
    private var buffer = [UInt8](repeating: 0, count: 1 << 16)
    private var position = 0
    private var end = 0

    init(_ descriptor: Int32) { self.descriptor = descriptor }

    /// The bytes up to a mark, which is passed over; `nil` at the end, also where it comes before the mark.
    ///
    /// - Parameter limit: the most bytes; more answer `nil` too.
    mutating func bytes(upTo mark: UInt8, limit: Int = 1 << 16) -> [UInt8]? {
        var found: [UInt8] = []
        while fill() {
            let part = buffer[position..<end]
            if let place = part.firstIndex(of: mark) {
                found += buffer[position..<place]
                position = place + 1
                return found.count <= limit ? found : nil
            }
            found += part
            position = end
            if found.count > limit { return nil }
        }
        return nil
    }

    /// Exactly so many bytes, or `nil` where the end comes before.
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

    /// Makes sure that a byte is there; `false` at the end.
    private mutating func fill() -> Bool {
        guard position == end else { return true }
        var count = 0
        repeat { count = read(descriptor, &buffer, buffer.count) } while count < 0 && errno == EINTR
        position = 0
        end = max(count, 0)
        return count > 0
    }
}
