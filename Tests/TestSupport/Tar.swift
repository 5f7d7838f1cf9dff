public import Foundation

/// Functions that build tar files byte by byte (POSIX ustar format).
public enum Tar {
    public struct Entry {
        public var name: String
        public var content: Data
        /// The type of the entry: "0" a file, "1" a hard link, "2" a symbolic link, "3" a device, "5" a folder.
        public var kind: Character = "0"
        public var modified = 0

        public init(_ name: String, _ content: String = "", kind: Character = "0", modified: Int = 0) {
            self.name = name
            self.content = Data(content.utf8)
            self.kind = kind
            self.modified = modified
        }
    }

    public static func archive(_ entries: [Entry]) -> Data {
        var bytes = Data()
        for entry in entries {
            bytes += header(entry)
            bytes += padded(entry.content)
        }
        return bytes + Data(count: 1024)
    }

    private static func padded(_ content: Data) -> Data { content + Data(count: (512 - content.count % 512) % 512) }

    private static func header(_ entry: Entry) -> Data {
        var header = [UInt8](repeating: 0, count: 512)
        func put(_ text: String, at offset: Int) {
            for (index, byte) in text.utf8.enumerated() { header[offset + index] = byte }
        }
        func octal(_ value: Int, digits: Int) -> String {
            let text = String(value, radix: 8)
            return String(repeating: "0", count: digits - text.count) + text
        }
        put(entry.name, at: 0)
        put("0000644", at: 100)
        put("0000000", at: 108)
        put("0000000", at: 116)
        put(octal(entry.content.count, digits: 11), at: 124)
        put(octal(entry.modified, digits: 11), at: 136)
        put("        ", at: 148)
        put(String(entry.kind), at: 156)
        if "12".contains(entry.kind) { put("/etc/passwd", at: 157) }
        put("ustar\u{0}00", at: 257)
        put(octal(header.reduce(0) { $0 + Int($1) }, digits: 6) + "\u{0} ", at: 148)
        return Data(header)
    }
}
