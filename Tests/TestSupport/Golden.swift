public import Canvas
import Foundation

/// Golden screens, stored next to the tests as text and styles.
///
/// A missing golden is written and the comparison *fails*, because a golden counts only after a review and commit.
/// `LAUNCHTOP_RECORD=1` rewrites all of them, and fails as well.
public enum Golden {
    /// Compares a frame with the golden of that name in the folder `Goldens` next to `file`.
    ///
    /// - Returns: The difference, or `nil` if there is none.
    public static func difference(of frame: Frame, named name: String, file: String = #filePath) -> String? {
        difference(of: picture(of: frame), named: name, file: file)
    }

    /// Compares one screen in several themes with a single golden. The text, which is the same in all themes, is stored
    /// once, and a letter stands for a cell's style in each theme, in their order.
    ///
    /// - Returns: The difference, or `nil` if there is none.
    public static func difference(
        of themed: [(theme: String, frame: Frame)],
        named name: String,
        file: String = #filePath
    ) -> String? {
        let texts = themed.map { text(of: $0.frame) }
        if let odd = texts.indices.first(where: { texts[$0] != texts[0] }) {
            return "\(name) is not the same text in \(themed[odd].theme) as in \(themed[0].theme):\n"
                + firstDifferences(texts[0], texts[odd])
        }
        let picture = picture(of: themed.map(\.frame), themes: themed.map(\.theme))
        return difference(of: picture, named: name, file: file)
    }

    /// Compares a text with the golden file of that name in the folder `Goldens` next to `file`.
    ///
    /// - Returns: The differences; `nil` if there are none.
    public static func difference(of actual: String, named name: String, file: String = #filePath) -> String? {
        let folder = URL(fileURLWithPath: file).deletingLastPathComponent().appendingPathComponent("Goldens")
        let golden = folder.appendingPathComponent(name + ".txt")
        let isRecording = ProcessInfo.processInfo.environment["LAUNCHTOP_RECORD"] == "1"
        guard !isRecording, let expected = try? String(contentsOf: golden, encoding: .utf8) else {
            do {
                try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
                try actual.write(to: golden, atomically: true, encoding: .utf8)
            } catch {
                return "\(golden.path) can't be written: \(error)"
            }
            return "\(name) was recorded; look at it, commit it, run again"
        }
        return expected == actual ? nil : "\(name) differs:\n" + firstDifferences(expected, actual)
    }

    /// Returns the frame's text followed by its styles: one letter per style, with a legend.
    public static func picture(of frame: Frame) -> String { picture(of: [frame], themes: []) }

    /// Returns the text of the frames, followed by their styles.
    ///
    /// - Parameter frames: Frames with the same text, at least one.
    private static func picture(of frames: [Frame], themes: [String]) -> String {
        let plain = frames.map { _ in Style.plain }
        var legend: [[Style]: Character] = [plain: "."]
        var order = [plain]
        let letters = Array("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")
        let size = frames[0].size
        let looks = (0..<size.rows).map { y in
            let rows = frames.map { $0.row(y) }
            return String(
                rows[0].indices.map { x -> Character in
                    let styles = rows.map { $0[x].style }
                    if let letter = legend[styles] { return letter }
                    let letter = letters[min(order.count - 1, letters.count - 1)]
                    legend[styles] = letter
                    order.append(styles)
                    return letter
                }
            )
        }
        let names = order.map { "\(legend[$0] ?? "?") \($0.map(describe).joined(separator: " | "))" }
        let head = themes.isEmpty ? "looks" : "looks: \(themes.joined(separator: " | "))"
        return ([text(of: frames[0]), head] + looks.map { "|" + $0 } + names).joined(separator: "\n") + "\n"
    }

    private static func text(of frame: Frame) -> String {
        let cursor = frame.cursor.map { "cursor \($0.x),\($0.y)" } ?? "no cursor"
        let head = "\(frame.size.columns)x\(frame.size.rows) \(cursor)"
        return ([head] + frame.lines.map { "|" + $0 }).joined(separator: "\n")
    }

    private static func describe(_ style: Style) -> String {
        func name(_ color: Color) -> String {
            switch color {
            case .standard: "standard"
            case .palette(let index): "\(index)"
            case .rgb(let red, let green, let blue): "\(red)/\(green)/\(blue)"
            }
        }
        let attributes: [(Style.Attributes, String)] = [
            (.bold, "bold"), (.dim, "dim"), (.underline, "underline"), (.reverse, "reverse"),
        ]
        let words = attributes.filter { style.attributes.contains($0.0) }.map(\.1)
        return ([name(style.foreground), "on", name(style.background)] + words).joined(separator: " ")
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
