import Growth
import Market

extension FigureCard {
    /// Most anchors of which each is told with its source and its rivals.
    private static let most = 5

    /// Downloads a day as a rank implies them, with the formula and all that went into it.
    ///
    /// - Parameter range: as the page shows it.
    init(_ demand: RankDemand, at rank: Rank, range: ClosedRange<Double>, of name: String) {
        let anchors = demand.anchors.sorted { $0.days.upperBound > $1.days.upperBound }
        let exponent = Self.text(demand.exponent)
        let scale = demand.scale.map { NumberFormat.plain(NumberFormat.twoDigits($0)) } ?? "·"
        var lines = [
            Line(label: "where", text: demand.chart.title),
            Line(label: "source", text: "our model, on \(NumberFormat.count(anchors.count, "anchor"))"),
            Line(
                label: "formula",
                text: "d(r) = b·r^(−a), here r = \(rank.value), a = \(exponent), b = \(scale) a day"
            ),
            Line(
                label: "exponent",
                text: demand.isFitted
                    ? "fitted to the anchors by least squares"
                    : "the one in use for such charts, not measured in this one"
            ),
            Line(label: "scale", text: "b: the geometric mean of d·r^a over the anchors"),
            Line(label: "band", text: Self.band(demand)),
        ]
        for anchor in anchors.prefix(Self.most) {
            lines += Self.lines(of: anchor)
        }
        if anchors.count > Self.most { lines.append(Line(label: "", text: "and \(anchors.count - Self.most) more")) }
        self.init(
            title: "downloads a day of \(name), as #\(rank.value) implies them",
            value: "\(NumberFormat.shortRange(range)) \(FigureKind.estimate.mark)",
            kind: .estimate,
            lines: lines
        )
    }

    private static func band(_ demand: RankDemand) -> String {
        let few = demand.anchors.count < RankDemand.anchorsForFit
        return "the point ÷ \(text(demand.bandFactor)) to × \(text(demand.bandFactor)), "
            + "\(few ? "fewer than" : "with") \(RankDemand.anchorsForFit) anchors\(few ? "" : " or more")"
    }

    private static func lines(of anchor: DemandAnchor) -> [Line] {
        let figure =
            "\(anchor.kind.mark)\(NumberFormat.plain(anchor.downloads)) a day at #\(anchor.rank.value), \(anchor.date)"
        let note = anchor.note.map { " (\($0))" } ?? ""
        let source = "\(anchor.source.name), \(anchor.source.published)"
        return [Line(label: "anchor", text: "\(figure)\(note): \(source)")]
            + (anchor.source.address.map { [Line(label: "address", text: $0)] } ?? [])
            + anchor.conflicts.map { Line(label: "≠", text: $0) }
    }

    /// "0.9", "3", "0.944": at most three decimals, none that is zero at the end.
    private static func text(_ number: Double) -> String {
        var text = "\((number * 1000).rounded() / 1000)"
        if text.hasSuffix(".0") { text.removeLast(2) }
        return text
    }
}
