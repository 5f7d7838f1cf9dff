import Market

/// Options for the growth section of an App export.
struct GrowthOptions: Sendable {
    let window: Int64
    let anchors: [DemandAnchor]
    let fitsDiffusion: Bool

    /// Creates options for the growth section of an export.
    ///
    /// - Parameters:
    ///   - window: The time over which ranks are compared, in seconds.
    ///   - anchors: The anchors that relate ranks to downloads. Those for other charts and times are ignored.
    ///   - fitsDiffusion: Whether to fit a Bass diffusion model.
    init(window: Int64 = 86_400, anchors: [DemandAnchor] = [], fitsDiffusion: Bool = false) {
        self.window = window
        self.anchors = anchors
        self.fitsDiffusion = fitsDiffusion
    }

    /// Returns the growth of an app in all its charts.
    func report(of report: AppReport) -> GrowthReport {
        GrowthReport(of: report, in: report.charts, window: window, anchors: anchors)
    }

    /// Returns the JSON keys and values to add to the export of an app or launch.
    func json(of report: AppReport) -> [(key: String, value: JSONText)] {
        let growth: (key: String, value: JSONText) = ("growth", self.report(of: report).json)
        return fitsDiffusion ? [growth, ("bass", BassReport(of: report).json)] : [growth]
    }
}
