package import Foundation

/// A check of the first bytes of a file in a folder, which decides whether the file is read or skipped.
package enum FileHeader {
    /// Number of bytes that are examined: a disk block, and enough for a table header in UTF-16.
    package static let length = 4096

    /// Returns the reason to skip a file in a folder, or `nil` if the file is read and its errors are reported.
    ///
    /// - Parameter start: The first `length` bytes, or the whole file if it's shorter.
    package static func skipReason(_ start: Data, name: FileName, decoder: SnapshotDecoder) -> SkippedFiles.Reason? {
        if let reason = name.skipReason { return reason }
        if name.isNextToArchive, !decoder.recognizes(start) { return .otherFormat }
        if name.suggestsData { return nil }
        if start.isEmpty { return .empty }
        if Unpacking.recognizes(start) { return isApplicationDocument(start) ? .otherFormat : nil }
        if let reason = signatures.first(where: { start.starts(with: $0.bytes) })?.reason { return reason }
        if isImage(start) { return .image }
        if decoder.recognizes(start) { return nil }
        return isText(start) ? .otherFormat : .binary
    }

    private static let signatures: [(bytes: [UInt8], reason: SkippedFiles.Reason)] = [
        ([0x89, 0x50, 0x4E, 0x47], .image), ([0xFF, 0xD8, 0xFF], .image), (Array("GIF8".utf8), .image),
        ([0x49, 0x49, 0x2A, 0x00], .image), ([0x4D, 0x4D, 0x00, 0x2A], .image), ([0x00, 0x00, 0x01, 0x00], .image),
        (Array("icns".utf8), .image), (Array("<svg".utf8), .image),
        (Array("SQLite format 3\0".utf8), .database), ([0x37, 0x7F, 0x06, 0x82], .database),
        ([0x37, 0x7F, 0x06, 0x83], .database),
    ]

    /// Returns whether the file is an image without a fixed signature: WebP, HEIC, AVIF, or SVG after an XML
    /// declaration.
    private static func isImage(_ start: Data) -> Bool {
        let head = Array(start.prefix(12))
        guard head.count == 12 else { return false }
        if head.starts(with: Array("RIFF".utf8)), head[8...].elementsEqual("WEBP".utf8) { return true }
        if head[4..<8].elementsEqual("ftyp".utf8) {
            return ["heic", "heix", "mif1", "avif"].contains { head[8...].elementsEqual($0.utf8) }
        }
        return start.starts(with: Array("<?xml".utf8)) && start.prefix(512).range(of: Data("<svg".utf8)) != nil
    }

    /// Returns whether a ZIP file is an office document, an app or a library, based on its first entry.
    private static func isApplicationDocument(_ start: Data) -> Bool {
        let head = Array(start.prefix(64))
        guard head.count > 30, head.starts(with: [0x50, 0x4B, 0x03, 0x04]) else { return false }
        let firstEntries = [
            "[Content_Types].xml", "_rels/", "docProps/", "word/", "xl/", "ppt/", "mimetype", "META-INF/", "Payload/",
            "AndroidManifest.xml", "classes.dex", "Index/", "Metadata/",
        ]
        return firstEntries.contains { head[30...].starts(with: $0.utf8) }
    }

    /// Returns whether the bytes are text: without unusual control characters, or with a UTF-16 byte order mark.
    private static func isText(_ start: Data) -> Bool {
        start.starts(with: [0xFF, 0xFE]) || start.starts(with: [0xFE, 0xFF])
            || !start.contains { $0 < 0x20 && ![0x09, 0x0A, 0x0C, 0x0D, 0x1B].contains($0) }
    }
}
