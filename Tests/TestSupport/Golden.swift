public import Canvas
import Foundation

/// Comparisons with goldens: expected screens and texts, stored in files next to the tests.
///
/// If a golden is missing, the comparison writes it and *fails*, because a new golden must be reviewed and committed
/// first. With `LAUNCHTOP_RECORD=1` in the environment, every comparison rewrites its golden and fails.
public enum Golden {
    /// Compares a frame with a golden. A dashboard's frame must be drawn with ``Theme/roles``.
    ///
    /// - Returns: A description of the differences, or `nil` if there are none.
    public static func difference(of frame: Frame, named name: String, file: String = #filePath) -> String? {
        difference(of: picture(of: frame), named: name, file: file)
    }

    /// Compares a text with a golden in the folder `Goldens` of the target that contains `file`.
    ///
    /// - Returns: A description of the differences, or `nil` if there are none.
    public static func difference(of actual: String, named name: String, file: String = #filePath) -> String? {
        let folder = folder(of: file)
        let golden = folder.appendingPathComponent(name + ".txt")
        let isRecording = ProcessInfo.processInfo.environment["LAUNCHTOP_RECORD"] == "1"
        guard !isRecording, let expected = try? String(contentsOf: golden, encoding: .utf8) else {
            do {
                try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
                try actual.write(to: golden, atomically: true, encoding: .utf8)
            } catch {
                return "\(golden.path) can't be written: \(error)"
            }
            return "\(name) was recorded; review and commit it, then run the test again"
        }
        return expected == actual ? nil : "\(name) differs:\n" + firstDifferences(expected, actual)
    }

    private static func folder(of file: String) -> URL {
        var target = URL(fileURLWithPath: file).deletingLastPathComponent()
        while target.path != "/", target.deletingLastPathComponent().lastPathComponent != "Tests" {
            target.deleteLastPathComponent()
        }
        return target.appendingPathComponent("Goldens")
    }

    /// Returns the text of a frame followed by its styles: one letter per cell, and the meaning of each letter used.
    ///
    /// A style that has no letter gets a capital letter in each row, and is described at the end of the row.
    private static func picture(of frame: Frame) -> String {
        let cursor = frame.cursor.map { "cursor \($0.x),\($0.y)" } ?? "no cursor"
        let head = "\(frame.size.columns)x\(frame.size.rows) \(cursor)"
        let rows = (0..<frame.size.rows).map { frame.row($0).map(\.style) }
        let used = Set(rows.joined())
        let names = StyleName.all.filter { used.contains($0.style) }.map { "\($0.letter) \($0.name)" }
        return ([head] + frame.lines.map { "|" + $0 } + ["styles"] + rows.map(line) + names).joined(separator: "\n")
            + "\n"
    }

    private static func line(of styles: [Style]) -> String {
        var notes: [(style: Style, letter: Character)] = []
        let letters = styles.map { style -> Character in
            if let name = StyleName.named(style) { return name.letter }
            if let note = notes.first(where: { $0.style == style }) { return note.letter }
            let letter = Character(Unicode.Scalar(UInt8(ascii: "A") + UInt8(min(25, notes.count))))
            notes.append((style, letter))
            return letter
        }
        let end = notes.map { "\($0.letter) \(text(of: $0.style))" }.joined(separator: ", ")
        return "|" + letters + (notes.isEmpty ? "" : "| " + end)
    }

    private static func firstDifferences(_ expected: String, _ actual: String) -> String {
        let (old, new) = (expected.split(separator: "\n"), actual.split(separator: "\n"))
        var lines: [String] = []
        for index in 0..<max(old.count, new.count) where lines.count < 24 {
            let before = index < old.count ? String(old[index]) : "(nothing)"
            let after = index < new.count ? String(new[index]) : "(nothing)"
            if before != after { lines += ["  line \(index + 1)", "  - \(before)", "  + \(after)"] }
        }
        return lines.joined(separator: "\n")
    }
}
