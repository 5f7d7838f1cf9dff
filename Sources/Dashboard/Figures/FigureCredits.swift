import Canvas
import Market

/// The publishers of the figures in a picture, by kind of figure.
struct FigureCredits: Hashable, Sendable {
    /// A kind of figure and its publishers, in the order of the figures.
    struct Credit: Hashable, Sendable {
        let kind: FigureKind
        let publishers: [String]

        /// The first publishers, and the number of the rest: `~ estimate: Appfigures and 2 more`.
        func text(publishers count: Int) -> String {
            let mark = kind.mark.isEmpty ? "" : "\(kind.mark) "
            let hidden = publishers.count - count
            let rest = hidden > 0 ? " and \(hidden) more" : ""
            return "\(mark)\(kind.rawValue): \(publishers.prefix(count).joined(separator: ", "))\(rest)"
        }
    }

    /// The credits, the most certain kind first.
    let credits: [Credit]

    /// Collects the publishers of figures.
    ///
    /// A publisher that only restates a figure is left out. Figures that launchtop derived have no publisher.
    init(_ cards: [FigureCard]) {
        var publishers: [FigureKind: [String]] = [:]
        for card in cards where card.kind != .derived {
            for source in card.lines where source.label == "source" {
                let name = SourceText.publisher(of: source.text, card.kind)
                // A picture that is posted shouldn't show the folders of the user's computer.
                let publisher = name.hasPrefix("/") ? name.split(separator: "/").last.map(String.init) ?? name : name
                if publishers[card.kind]?.contains(publisher) != true {
                    publishers[card.kind, default: []].append(publisher)
                }
            }
        }
        credits = publishers.map { Credit(kind: $0, publishers: $1) }.sorted { $0.kind.certainty < $1.kind.certainty }
    }

    /// Returns the credits in one line. If not all publishers fit, as many of each kind as possible are named, and the
    /// number of the others is given.
    func text(width: Int) -> String {
        var counts = credits.map { min(1, $0.publishers.count) }
        func line(_ counts: [Int]) -> String {
            zip(credits, counts).map { $0.text(publishers: $1) }.joined(separator: "  ")
        }
        var open = Set(credits.indices)
        while let index = open.min(by: { (counts[$0], $0) < (counts[$1], $1) }) {
            var longer = counts
            longer[index] += 1
            // The last name replaces "and 1 more", so that it may fit although an earlier one doesn't.
            let isComplete = counts[index] >= credits[index].publishers.count
            let whole = counts.enumerated().map { $0 == index ? credits[index].publishers.count : $1 }
            if !isComplete, displayWidth(line(longer)) <= width {
                counts = longer
            } else {
                if !isComplete, displayWidth(line(whole)) <= width { counts = whole }
                open.remove(index)
            }
        }
        return line(counts)
    }
}
