import Dashboard
import Foundation
import Market

/// What is remembered of a person from run to run, in a file that may be deleted at any time.
struct MemoryFile {
    private struct Content: Codable {
        var watched: [String: Bool] = [:]
        var commands: [String] = []
        /// Up to when what changed was read, by what was open.
        var read: [String: Double] = [:]
    }

    let file: URL
    /// What is open: when it was read last is remembered for each.
    let subject: String

    /// Most things of which it is remembered when they were read.
    private static let subjectLimit = 50
    private static let sizeLimit = 1 << 20

    /// A file that cannot be read is as none: nothing in it is worth a word.
    private var content: Content {
        guard let data = try? Data(contentsOf: file), data.count <= Self.sizeLimit else { return Content() }
        return (try? JSONDecoder().decode(Content.self, from: data)) ?? Content()
    }

    func memory() -> Memory {
        let content = content
        var watched: [AppID: Bool] = [:]
        for (id, isWatched) in content.watched { if let app = AppID(stored: id) { watched[app] = isWatched } }
        return Memory(
            watched: watched,
            lines: content.commands,
            readUntil: content.read[subject].flatMap { Int64(exactly: $0.rounded()) }.map { Timestamp(seconds: $0) }
        )
    }

    /// Keeps what changed. Another process may have written meanwhile: its own subjects stay.
    func save(_ memory: Memory, unless old: Memory) {
        guard memory != old else { return }
        var content = content
        content.watched = Dictionary(memory.watched.map { ($0.text, $1) }) { $1 }
        content.commands = memory.lines
        content.read[subject] = memory.readUntil.map { Double($0.seconds) }
        if content.read.count > Self.subjectLimit, let oldest = content.read.min(by: { $0.value < $1.value }) {
            content.read[oldest.key] = nil
        }
        guard let data = try? JSONEncoder().encode(content) else { return }
        try? FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(),
            withIntermediateDirectories: true
        )
        try? data.write(to: file, options: .atomic)
    }
}
