import Growth
import Market

extension BassReport {
    /// One card for each source.
    var cards: [FigureCard] { fits.map { $0.card(of: name) } }

    /// The same as lines of text.
    var lines: [String] {
        guard !fits.isEmpty else { return ["no downloads by the day are known, so there is nothing to fit"] }
        return fits.flatMap { fit in
            [fit.heading] + fit.lines.map { "  \($0.label)  \($0.text)" }
        }
    }

    var json: JSONText {
        .object([("method", .text(Self.method)), ("fits", .list(fits.map(\.json)))])
    }
}

extension BassReport.Fit {
    /// "20 days, 1 Mar 2026 to 20 Mar 2026, US, App Store Connect (exact)".
    var data: String {
        let count = NumberFormat.count(days.lowerBound.distance(to: days.upperBound) + 1, "day")
        return "\(count), \(TimeFormat.long(days.lowerBound)) to \(TimeFormat.long(days.upperBound)), \(place), "
            + "\(source) (\(kind.rawValue))"
    }

    /// The market with its range, or that there is none.
    var value: String {
        switch result {
        case .success(let fit):
            "m \(mark)\(NumberFormat.brief(fit.diffusion.market)) in all (\(Self.words(fit.market)))"
        case .failure: "no fit"
        }
    }

    /// The same with what it was fitted to.
    fileprivate var heading: String {
        switch result {
        case .success: "\(value), fitted to \(data)"
        case .failure: "\(value) to \(data)"
        }
    }

    private var mark: String { FigureKind.estimate.mark }

    var lines: [FigureCard.Line] {
        switch result {
        case .failure(let refusal): return [.init(label: "why", text: refusal.sentence)]
        case .success(let fit):
            return [
                .init(label: "m", text: "all who will ever come, those of today among them"),
                .init(label: "p", text: "\(rate(fit.diffusion.innovation, fit.innovation)): come by themselves"),
                .init(label: "q", text: "\(rate(fit.diffusion.imitation, fit.imitation)): come because others have"),
                .init(label: "peak", text: peakText(fit)),
                .init(label: "miss", text: "\(NumberFormat.percent(fit.miss)) of a mean day, as the fit misses a day"),
            ]
        }
    }

    /// "~0.01 (0.0092–0.011) a day".
    private func rate(_ value: Double, _ range: ClosedRange<Double>) -> String {
        "\(mark)\(NumberFormat.brief(value)) a day (\(Self.words(range)))"
    }

    /// A range; one that these days leave open beyond a factor of a thousand is not told from any.
    private static func words(_ range: ClosedRange<Double>) -> String {
        guard range.upperBound <= 1000 * range.lowerBound else { return "not determined by these days" }
        return NumberFormat.brief(range)
    }

    /// "~11.0 days after the start, on 11 Mar 2026 (10.8–11.2); the most came on 12 Mar 2026: 77,000".
    private func peakText(_ fit: BassFit) -> String {
        let seen = peak.map { "; the most came on \(TimeFormat.long($0.day)): \(NumberFormat.plain($0.value))" } ?? ""
        guard let peak = fit.diffusion.peak, let range = fit.peak else {
            return "–: most came at the very start\(seen)"
        }
        let day = days.lowerBound.advanced(by: Int(peak))
        return
            "\(mark)\(NumberFormat.tenths(peak)) days (\(NumberFormat.tenths(range))) after the start, on \(TimeFormat.long(day))\(seen)"
    }

    func card(of name: String) -> FigureCard {
        FigureCard(
            title: "Bass diffusion of the downloads of \(name)",
            value: value,
            kind: .estimate,
            lines: lines + [
                .init(label: "fitted to", text: data), .init(label: "method", text: BassReport.method),
                .init(label: "source", text: "our model, on \(source) (\(kind.rawValue))"),
            ]
        )
    }

    var json: JSONText {
        var pairs: [(key: String, value: JSONText)] = [
            ("where", .text(place)), ("source", .text(source)), ("kind", .text(FigureKind.estimate.rawValue)),
            ("of", .text(kind.rawValue)), ("from", .of(days.lowerBound)), ("to", .of(days.upperBound)),
            ("days", .of(days.lowerBound.distance(to: days.upperBound) + 1)),
        ]
        switch result {
        case .failure(let refusal): pairs += [("fitted", .bool(false)), ("why", .text(refusal.sentence))]
        case .success(let fit):
            let start = days.lowerBound.start
            let peak = fit.diffusion.peak.map { start + Int64($0 * Double(Day.secondsPerDay)) }
            pairs += [
                ("fitted", .bool(true)), ("m", Self.number(fit.diffusion.market, fit.market)),
                ("p", Self.number(fit.diffusion.innovation, fit.innovation)),
                ("q", Self.number(fit.diffusion.imitation, fit.imitation)), ("unit", .text("p and q a day")),
                ("peakDays", fit.diffusion.peak.flatMap { at in fit.peak.map { Self.number(at, $0) } } ?? .null),
                ("peakAt", .of(peak)), ("miss", .of(fit.miss)),
            ]
        }
        return .object(pairs)
    }

    private static func number(_ value: Double, _ range: ClosedRange<Double>) -> JSONText {
        .object([("value", .of(value)), ("range", .list([.of(range.lowerBound), .of(range.upperBound)]))])
    }
}
