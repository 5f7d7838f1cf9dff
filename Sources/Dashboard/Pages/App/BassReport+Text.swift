import Growth
import Market

extension BassReport {
    /// The fits as cards, one per source.
    var cards: [FigureCard] { fits.map { $0.card(of: name) } }

    /// The fits as lines of text, with the reason for each source that has no fit.
    var lines: [String] {
        guard !fits.isEmpty else { return ["no daily downloads to fit"] }
        return fits.flatMap { fit in
            [fit.heading] + fit.lines.map { "  \($0.label)  \($0.text)" }
        }
    }

    var json: JSONText {
        .object([("method", .text(Self.method)), ("fits", .list(fits.map(\.json)))])
    }
}

extension BassReport.Fit {
    /// A description of the fitted data: "20 days, Mar 1 to 20, 2026, US, App Store Connect (exact)".
    var data: String {
        let count = NumberFormat.count(days.lowerBound.distance(to: days.upperBound) + 1, "day")
        return "\(count), \(TimeFormat.span([days.lowerBound, days.upperBound])), \(area), "
            + "\(source) (\(kind.rawValue))"
    }

    /// The market size with its range as text, or "no fit".
    var value: String {
        switch result {
        case .success(let fit):
            "m = \(mark)\(NumberFormat.brief(fit.diffusion.market)) downloads (\(Self.text(fit.market)))"
        case .failure: "no fit"
        }
    }

    /// The market size, or "no fit", followed by the description of the data.
    fileprivate var heading: String {
        switch result {
        case .success: "\(value), fitted to \(data)"
        case .failure: "\(value) for \(data)"
        }
    }

    private var mark: String { FigureKind.estimate.mark }

    var lines: [FigureCard.Line] {
        switch result {
        case .failure(let refusal): return [.init(label: "reason", text: refusal.reason)]
        case .success(let fit):
            return [
                .init(label: "m", text: "market size: all downloads, past and future"),
                .init(
                    label: "p",
                    text:
                        "\(rate(fit.diffusion.innovation, fit.innovation)): innovation, downloads independent of earlier ones"
                ),
                .init(
                    label: "q",
                    text:
                        "\(rate(fit.diffusion.imitation, fit.imitation)): imitation, downloads prompted by earlier ones"
                ),
                .init(label: "peak", text: peakText(fit)),
                .init(label: "error", text: "\(NumberFormat.percent(fit.miss)) of the mean daily downloads (RMS)"),
            ]
        }
    }

    /// Returns a rate with its range as text: "~0.01/day (0.0092–0.011)".
    private func rate(_ value: Double, _ range: ClosedRange<Double>) -> String {
        "\(mark)\(NumberFormat.brief(value))/day (\(Self.text(range)))"
    }

    /// Returns a range as text, or "undetermined" if its bounds differ by more than a factor of 1,000.
    private static func text(_ range: ClosedRange<Double>) -> String {
        guard range.upperBound <= 1000 * range.lowerBound else { return "undetermined" }
        return NumberFormat.brief(range)
    }

    /// Returns the fitted and the observed peak as text: "~11 days after day 0 (10.8–11.2), Mar 11, 2026; observed Mar
    /// 12, 2026: 77,000".
    private func peakText(_ fit: BassFit) -> String {
        let seen = peak.map { "; observed \(TimeFormat.long($0.day)): \(NumberFormat.plain($0.value))" } ?? ""
        guard let peak = fit.diffusion.peak, let range = fit.peak else {
            return "day 0\(seen)"
        }
        let day = days.lowerBound.advanced(by: Int(peak))
        return
            "\(mark)\(NumberFormat.tenths(peak)) days after day 0 (\(NumberFormat.tenths(range))), \(TimeFormat.long(day))\(seen)"
    }

    func card(of name: String) -> FigureCard {
        FigureCard(
            title: "Bass diffusion model of \(name)'s downloads",
            value: value,
            kind: .estimate,
            lines: lines + [
                .init(label: "data", text: data), .init(label: "method", text: BassReport.method),
                .init(label: "source", text: "modeled by launchtop from \(source) (\(kind.rawValue))"),
            ]
        )
    }

    var json: JSONText {
        var pairs: [(key: String, value: JSONText)] = [
            ("where", .text(area)), ("source", .text(source)), ("kind", .text(FigureKind.estimate.rawValue)),
            ("of", .text(kind.rawValue)), ("from", .of(days.lowerBound)), ("to", .of(days.upperBound)),
            ("days", .of(days.lowerBound.distance(to: days.upperBound) + 1)),
        ]
        switch result {
        case .failure(let refusal): pairs += [("fitted", .bool(false)), ("why", .text(refusal.reason))]
        case .success(let fit):
            let start = days.lowerBound.start
            let peak = fit.diffusion.peak.map { start + Int64($0 * Double(Day.secondsPerDay)) }
            pairs += [
                ("fitted", .bool(true)), ("m", Self.number(fit.diffusion.market, fit.market)),
                ("p", Self.number(fit.diffusion.innovation, fit.innovation)),
                ("q", Self.number(fit.diffusion.imitation, fit.imitation)), ("unit", .text("p and q per day")),
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
