import Canvas
import Market

/// Marks what a filter found, wherever it stands in the rows in sight.
struct FilterMarks {
    private let words: [[Character]]
    private let style: Style

    init(_ filter: Filter, style: Style) {
        self.style = style
        words = filter.terms.compactMap { term in
            switch term {
            case .words(let words), .name(let words), .developer(let words):
                let folded = Array(FoldedText.folded(words))
                return folded.isEmpty ? nil : folded
            case .ranks, .state, .moved, .expression: return nil
            }
        }
    }

    /// - Complexity: O(cells in sight · words).
    func draw(on frame: inout Frame) {
        guard !words.isEmpty else { return }
        for clickTarget in frame.clickTargets {
            guard case .row = clickTarget.kind, clickTarget.region.height == 1 else { continue }
            mark(clickTarget.region.intersection(frame.region), on: &frame)
        }
    }

    private func mark(_ row: Region, on frame: inout Frame) {
        // What is dropped when text is folded, such as a space, belongs to the match around it.
        var letters: [(letter: Character, x: Int)] = []
        for x in row.x..<row.x + row.width {
            guard let glyph = frame[x, row.y].glyph else { continue }
            for letter in FoldedText.folded(String(glyph.base)) { letters.append((letter, x)) }
        }
        for word in words where word.count <= letters.count {
            for start in 0...(letters.count - word.count)
            where word.indices.allSatisfy({ letters[start + $0].letter == word[$0] }) {
                let (first, last) = (letters[start].x, letters[start + word.count - 1].x)
                // Not from one column into the next.
                guard last - first < word.count * 2 + 2 else { continue }
                frame.restyle(Region(x: first, y: row.y, width: last - first + 1, height: 1)) {
                    $0 = style.with($0.attributes)
                }
            }
        }
    }
}
