import Canvas
import Market

/// A type that highlights a filter's matches in the visible rows.
struct FilterMarks {
    private let queries: [[Character]]
    private let style: Style

    init(_ filter: Filter, style: Style) {
        self.style = style
        queries = filter.terms.compactMap { term in
            switch term {
            case .text(let text), .name(let text), .developer(let text):
                let folded = Array(FoldedText.folded(text))
                return folded.isEmpty ? nil : folded
            case .ranks, .state, .moved, .stars, .storefront, .expression: return nil
            }
        }
    }

    /// Highlights the matches in the rows of a frame.
    ///
    /// - Complexity: O(visible cells · queries).
    func draw(on frame: inout Frame) {
        guard !queries.isEmpty else { return }
        for clickTarget in frame.clickTargets {
            guard case .row = clickTarget.kind, clickTarget.region.height == 1 else { continue }
            mark(clickTarget.region.intersection(frame.region), on: &frame)
        }
    }

    private func mark(_ row: Region, on frame: inout Frame) {
        // Characters that folding drops, such as spaces, are part of the match around them.
        var letters: [(letter: Character, x: Int)] = []
        for x in row.x..<row.x + row.width {
            guard let glyph = frame[x, row.y].glyph else { continue }
            for letter in FoldedText.folded(String(glyph.base)) { letters.append((letter, x)) }
        }
        for query in queries where query.count <= letters.count {
            for start in 0...(letters.count - query.count)
            where query.indices.allSatisfy({ letters[start + $0].letter == query[$0] }) {
                let (first, last) = (letters[start].x, letters[start + query.count - 1].x)
                // A match doesn't span columns.
                guard last - first < query.count * 2 + 2 else { continue }
                frame.restyle(Region(x: first, y: row.y, width: last - first + 1, height: 1)) {
                    $0 = style.with($0.attributes)
                }
            }
        }
    }
}
