import Growth
import Market

/// A report with Bass diffusion models fitted to an app's downloads, one per source, or the reason why there is no fit.
///
/// The report is shown only on request, because any market size fits the downloads before the peak, and most launches
/// don't follow a diffusion curve.
struct BassReport: Sendable {
    let name: String
    let fits: [Fit]

    /// The fit to one source's downloads, or the reason why there is none.
    struct Fit: Sendable {
        /// The storefronts counted: "CA+US", "12 storefronts".
        let area: String
        let kind: FigureKind
        let source: String
        let days: ClosedRange<Day>
        /// The day with the most downloads, and the downloads on that day; `nil` if any day has no figure of its own.
        let peak: (day: Day, value: Double)?
        let result: Result<BassFit, Refusal>
    }

    /// The reason why a model can't be fitted to a source's downloads.
    struct Refusal: Error, Hashable, Sendable {
        let reason: String
    }

    static let method =
        "Bass 1969, N(t) = m(1 − e^(−(p+q)t)) / (1 + (q/p)e^(−(p+q)t)), OLS, then nonlinear least squares; "
        + "ranges: two standard errors, assuming independent days"

    init(of report: AppReport) {
        name = report.name
        let own = CounterTotal.all(report.counted).compactMap { count in
            count.firstDay.flatMap { first in
                Fit(
                    DownloadCurve(counter: count.series, kind: count.kind, day0: first),
                    area: count.area,
                    source: count.source
                )
            }
        }
        let published = report.curve.flatMap { curve in
            report.launch.flatMap { Fit(curve, area: $0.homeScope.label, source: report.curveSource) }
        }
        fits = own + [published].compactMap { $0 }
    }
}

extension BassReport.Fit {
    /// Fits a model to a curve's daily downloads.
    ///
    /// - Returns: `nil` if there is no figure for any day.
    init?(_ curve: DownloadCurve, area: String, source: String) {
        guard let last = curve.lastDay else { return nil }
        self.area = area
        self.source = source
        kind = curve.kind
        days = curve.day0...curve.day0.advanced(by: last)
        let values = (0...last).map { offset in
            curve.added(during: offset...offset).flatMap { $0.lowerBound == $0.upperBound ? $0.lowerBound : nil }
        }
        let known = values.compactMap { $0 }
        guard known.count == values.count || values.count < BassDiffusion.minimumPeriods else {
            let day = days.lowerBound.advanced(by: values.firstIndex { $0 == nil } ?? 0)
            peak = nil
            result = .failure(
                .init(
                    reason: "no figure for \(TimeFormat.long(day)); each day since day 0 needs one, totals of several "
                        + "days don't count"
                )
            )
            return
        }
        peak =
            known.count == values.count
            ? zip(known.indices, known).max { $0.1 < $1.1 }.map { (curve.day0.advanced(by: $0.0), $0.1) } : nil
        do throws(BassFailure) {
            result = .success(try BassFit(known))
        } catch {
            result = .failure(.init(error, days: values.count))
        }
    }
}

extension BassReport.Refusal {
    init(_ failure: BassFailure, days: Int) {
        reason =
            switch failure {
            case .tooFew:
                "needs at least \(BassDiffusion.minimumPeriods) consecutive days to determine m, p and q; has \(days)"
            case .wrongPeriod(let day): "day \(day) has no valid count"
            case .peakNotSeen:
                "no peak yet: the last 3 days must total at most 90% of the best 3 days to determine m"
            case .noFit: "the daily downloads don't follow a diffusion curve"
            case .notIdentified(let times):
                "m is undetermined: market sizes "
                    + (times < 1e6 ? "×\(NumberFormat.grouped(Int64(times))) apart" : "of any size")
                    + " fit equally well"
            }
    }
}
