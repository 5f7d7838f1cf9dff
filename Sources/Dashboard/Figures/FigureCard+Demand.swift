import Growth
import Market

extension FigureCard {
    /// The maximum number of anchors listed with their sources and conflicts.
    private static let maximumAnchors = 5

    /// Creates a card for downloads per day estimated from a rank, with the formula and its inputs.
    ///
    /// - Parameter range: The estimated downloads per day, as shown on the page.
    init(_ demand: RankDemand, at rank: Rank, range: ClosedRange<Double>, of name: String) {
        let anchors = demand.anchors.sorted { $0.days.upperBound > $1.days.upperBound }
        let exponent = Self.text(demand.exponent)
        let scale = demand.scale.map { NumberFormat.plain(NumberFormat.twoDigits($0)) } ?? Symbol.noData
        var lines = [
            Line(label: "chart", text: demand.chart.title),
            Line(label: "source", text: "modeled by launchtop from \(NumberFormat.count(anchors.count, "anchor"))"),
            Line(
                label: "formula",
                text: "d(r) = b·r^(−a) with r = \(rank.value), a = \(exponent), b = \(scale)/day"
            ),
            Line(
                label: "exponent",
                text: demand.isFitted
                    ? "fitted to the anchors by least squares"
                    : "a typical value for this kind of chart, not fitted to this one"
            ),
            Line(label: "scale", text: "b is the geometric mean of d·r^a over the anchors"),
            Line(label: "range", text: Self.band(demand)),
        ]
        for anchor in anchors.prefix(Self.maximumAnchors) {
            lines += Self.lines(of: anchor)
        }
        if anchors.count > Self.maximumAnchors {
            lines.append(Line(label: "", text: "\(anchors.count - Self.maximumAnchors) more"))
        }
        self.init(
            title: "downloads per day of \(name), estimated from #\(rank.value)",
            value: FigureKind.estimate.mark + NumberFormat.shortRange(range),
            kind: .estimate,
            lines: lines
        )
    }

    private static func band(_ demand: RankDemand) -> String {
        let few = demand.anchors.count < RankDemand.anchorsForFit
        return "point estimate ÷\(text(demand.bandFactor)) to ×\(text(demand.bandFactor)), "
            + "for \(few ? "fewer than " : "")\(RankDemand.anchorsForFit) anchors\(few ? "" : " or more")"
    }

    private static func lines(of anchor: DemandAnchor) -> [Line] {
        let figure =
            "\(anchor.kind.mark)\(NumberFormat.plain(anchor.downloads))/day at #\(anchor.rank.value), \(anchor.date)"
        let note = anchor.note.map { " (\($0))" } ?? ""
        let source = "\(anchor.source.name), \(anchor.source.published)"
        return [Line(label: "anchor", text: "\(figure)\(note): \(source)")]
            + (anchor.source.address.map { [Line(label: "address", text: $0)] } ?? [])
            + anchor.conflicts.map { Line(label: Symbol.conflict, text: $0) }
    }

    /// Returns a number with at most three decimals, without trailing zeros: "0.9", "3", "0.944".
    private static func text(_ number: Double) -> String {
        var text = "\((number * 1000).rounded() / 1000)"
        if text.hasSuffix(".0") { text.removeLast(2) }
        return text
    }
}
