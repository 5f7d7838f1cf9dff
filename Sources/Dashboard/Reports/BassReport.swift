import Growth
import Market

/// Diffusions fitted to the downloads of an app, source by source, or why that cannot be done.
///
/// Only for who asks: before the peak was seen any market fits, and most launches follow no diffusion at all.
struct BassReport: Sendable {
    let name: String
    let fits: [Fit]

    /// By one source.
    struct Fit: Sendable {
        let place: String
        let kind: FigureKind
        let source: String
        let days: ClosedRange<Day>
        /// The day with the most downloads, and those; `nil` where a day is not known by itself.
        let peak: (day: Day, value: Double)?
        let result: Result<BassFit, Refusal>
    }

    /// Why there is none, as a sentence.
    struct Refusal: Error, Hashable, Sendable {
        let sentence: String
    }

    static let method =
        "Bass 1969, N(t) = m(1 − e^(−(p+q)t)) / (1 + (q/p)e^(−(p+q)t)), by OLS, then non-linear least squares; "
        + "ranges: two standard errors, days taken as independent"

    init(of report: AppReport) {
        name = report.name
        let own = OwnCount.all(report.counted).compactMap { count in
            count.firstDay.flatMap { first in
                Fit(
                    DownloadCurve(counter: count.series, kind: count.kind, day0: first),
                    place: count.whereText,
                    source: count.source
                )
            }
        }
        let published = report.curve.flatMap { curve in
            report.launch.flatMap { Fit(curve, place: $0.homeScope.label, source: report.curveSource) }
        }
        fits = own + [published].compactMap { $0 }
    }
}

extension BassReport.Fit {
    /// - Returns: `nil` where nothing is known of any day.
    init?(_ curve: DownloadCurve, place: String, source: String) {
        guard let last = curve.lastDay else { return nil }
        self.place = place
        self.source = source
        kind = curve.kind
        days = curve.day0...curve.day0.advanced(by: last)
        let values = (0...last).map { offset in
            curve.added(during: offset...offset).flatMap { $0.lowerBound == $0.upperBound ? $0.lowerBound : nil }
        }
        let known = values.compactMap { $0 }
        guard known.count == values.count || values.count < BassDiffusion.leastPeriods else {
            let day = days.lowerBound.advanced(by: values.firstIndex { $0 == nil } ?? 0)
            peak = nil
            result = .failure(
                .init(
                    sentence: "each day since day 0 must be known by itself, and \(TimeFormat.long(day)) is not: "
                        + "a sum over several days does not say when they came"
                )
            )
            return
        }
        peak = zip(known.indices, known).max { $0.1 < $1.1 }.map { (curve.day0.advanced(by: $0.0), $0.1) }
        do throws(BassFailure) {
            result = .success(try BassFit(known))
        } catch {
            result = .failure(.init(error, days: values.count))
        }
    }
}

extension BassReport.Refusal {
    init(_ failure: BassFailure, days: Int) {
        sentence =
            switch failure {
            case .tooFew:
                "\(BassDiffusion.leastPeriods) days without a hole are needed to tell m, p and q apart, there "
                    + "\(days == 1 ? "is" : "are") \(days)"
            case .wrongPeriod(let day): "day \(day) holds no count"
            case .peakNotSeen:
                "the peak was not seen yet: until the last three days are together at most nine tenths of the best "
                    + "three, markets of any size fit, and m is not identified"
            case .noFit: "the days do not have the shape of a diffusion"
            case .notIdentified(let times):
                "m is not identified: markets "
                    + (times < 1e6 ? "\(NumberFormat.grouped(Int64(times))) times apart" : "of any size") + " fit alike"
            }
    }
}
