import Canvas
import TestSupport
import Testing

/// A minimal terminal that interprets launchtop's own output: it moves the cursor and writes glyphs.
private struct PlainTerminal {
    var rows: [[String]]
    private var x = 0
    private var y = 0

    init(_ size: Size) { rows = Array(repeating: Array(repeating: " ", count: size.columns), count: size.rows) }

    mutating func take(_ bytes: String) {
        var rest = Substring(bytes)
        while let character = rest.first {
            rest.removeFirst()
            guard character == "\u{1B}" else {
                rows[y][x] = String(character)
                if displayWidth(String(character)) == 2 { rows[y][x + 1] = "" }
                x += displayWidth(String(character))
                continue
            }
            let parameters = rest.dropFirst().prefix { $0.isNumber || $0 == ";" }
            let final = rest.dropFirst(1 + parameters.count).first
            rest = rest.dropFirst(2 + parameters.count)
            if final == "H" {
                let place = parameters.split(separator: ";").compactMap { Int($0) }
                (y, x) = (place[0] - 1, place[1] - 1)
            }
        }
    }
}

@Suite("Differences between frames as terminal output")
struct DifferenceTests {
    private static let size = Size(columns: 24, rows: 5)

    private func frame(_ generator: inout SeededGenerator) -> Frame {
        var frame = Frame(size: Self.size)
        let words = ["Sora", "微信", "日記 カメラ", "#1", "", "aé字b", "──"]
        for _ in 0..<4 {
            let word = words[Int.random(in: 0..<words.count, using: &generator)]
            let y = Int.random(in: 0..<5, using: &generator)
            let x = Int.random(in: 0..<24, using: &generator)
            let style = Style(.palette(UInt8.random(in: 0...255, using: &generator)))
            frame.write(word, in: Region(x: x, y: y, width: 24 - x, height: 1), style: style)
        }
        return frame
    }

    @Test(
        "sending only the differences between frames makes a terminal show the last frame",
        arguments: [1, 2, 3] as [UInt64]
    )
    func differences(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        var terminal = PlainTerminal(Self.size)
        var shown: Frame?
        for _ in 0..<300 {
            let next = frame(&generator)
            terminal.take(next.ansi(over: shown))
            shown = next
            let lines = terminal.rows.map { $0.joined() }
            let wanted = next.lines.map { line in line + String(repeating: " ", count: max(0, 24 - displayWidth(line)))
            }
            #expect(lines == wanted, "seed \(seed)")
        }
    }

    @Test("the difference between equal frames is empty")
    func unchanged() {
        var generator = SeededGenerator(seed: 4)
        let one = frame(&generator)
        #expect(one.ansi(over: one).isEmpty)
    }
}
