import Growth
import Market

extension CompareCurves {
    /// Notes on the launches without a line, one each: "ChatGPT isn't shown: no downloads in US of Sora yet at this
    /// age". Launches without any totals and launches that begin after the instant have other notes.
    ///
    /// - Parameter explained: The launches for which another line explains why there are no comparable totals.
    func absenceNotes(except explained: Set<Int>) -> [String] {
        guard absent.count < report.launches.count else { return [] }
        return absent.filter { index in
            (view == .rank || !explained.contains(index)) && report.launches[index].day0 <= report.instant
        }
        .compactMap { index in
            let name = report.curves[index].name
            if view == .rank {
                return report.chart.map { "\(name) isn't shown: no ranks in \($0.shortTitle)" }
            }
            guard let measure, let own = report.curves[index].home else { return nil }
            if isUnpublished(measure, for: index) {
                return "\(name) isn't shown: no \(CompareReport.label(measure)) yet at this age"
            }
            let label = CompareReport.label(own)
            let unpublished = report.launches.indices.filter { values[$0] != nil && isUnpublished(own, for: $0) }
            guard !unpublished.isEmpty else {
                if own == measure { return nil }
                return "\(name) isn't shown: no \(CompareReport.label(measure)), only \(label)"
            }
            let others = unpublished.map { report.curves[$0].name }.joined(separator: ", ")
            return "\(name) isn't shown: no \(label) yet at this age for \(others)"
        }
    }

    /// Returns whether a launch has totals in a measure, but none up to the instant.
    private func isUnpublished(_ measure: Measure, for index: Int) -> Bool {
        guard let launch = report.launches[index].launch, report.curves[index].best(in: measure, like: nil) == nil
        else { return false }
        return LaunchCurve(of: launch, observations: launch.observations).best(in: measure, like: nil) != nil
    }
}
