public import Canvas
import Foundation

/// Pictures of screens, kept beside the tests as text and looks.
///
/// A golden that is missing is written and the comparison *fails*: a picture counts only once somebody has looked at
/// it and committed it. `LAUNCHTOP_RECORD=1` writes all of them anew, and fails likewise.
public enum Golden {
    /// Compares a frame with the picture of that name in the folder `Goldens` beside `file`.
    ///
    /// - Returns: what differs, or `nil` where nothing does.
    public static func difference(of frame: Frame, named name: String, file: String = #filePath) -> String? {
        let folder = URL(fileURLWithPath: file).deletingLastPathComponent().appendingPathComponent("Goldens")
        let golden = folder.appendingPathComponent(name + ".txt")
        let actual = picture(of: frame)
        let isRecording = ProcessInfo.processInfo.environment["LAUNCHTOP_RECORD"] == "1"
        guard !isRecording, let expected = try? String(contentsOf: golden, encoding: .utf8) else {
            do {
                try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
                try actual.write(to: golden, atomically: true, encoding: .utf8)
            } catch {
                return "\(golden.path) cannot be written: \(error)"
            }
            return "\(name) was recorded; look at it, commit it, run again"
        }
        return expected == actual ? nil : "\(name) differs:\n" + firstDifferences(expected, actual)
    }

    /// The frame's text, then its looks: a letter for each look, with a legend.
    public static func picture(of frame: Frame) -> String {
        var legend: [Style: Character] = [.plain: "."]
        var order: [Style] = [.plain]
        let letters = Array("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")
        let looks = (0..<frame.size.rows).map { y in
            String(
                frame.row(y).map { cell -> Character in
                    if let letter = legend[cell.style] { return letter }
                    let letter = letters[min(order.count - 1, letters.count - 1)]
                    legend[cell.style] = letter
                    order.append(cell.style)
                    return letter
                }
            )
        }
        let names = order.map { "\(legend[$0] ?? "?") \(describe($0))" }
        let cursor = frame.cursor.map { "cursor \($0.x),\($0.y)" } ?? "no cursor"
        let head = "\(frame.size.columns)x\(frame.size.rows) \(cursor)"
        return ([head] + frame.lines.map { "|" + $0 } + ["looks"] + looks.map { "|" + $0 } + names)
            .joined(separator: "\n") + "\n"
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
