public import Market

/// How the twin of an App page measures growth.
public struct GrowthOptions: Sendable {
    let window: Int64
    let anchors: [DemandAnchor]
    let fitsDiffusion: Bool

    /// - Parameters:
    ///   - window: seconds over which ranks are compared.
    ///   - anchors: what ties ranks to downloads, of any charts and times; they may fit a chart's exponent.
    ///   - fitsDiffusion: whether a Bass diffusion is asked for.
    public init(window: Int64 = 86_400, anchors: [DemandAnchor] = [], fitsDiffusion: Bool = false) {
        self.window = window
        self.anchors = anchors
        self.fitsDiffusion = fitsDiffusion
    }

    /// In all charts that listed the app.
    func report(of report: AppReport) -> GrowthReport {
        GrowthReport(of: report, in: report.charts, window: window, anchors: anchors)
    }

    /// The keys that stand beside an app's or a launch's own.
    func json(of report: AppReport) -> [(key: String, value: JSONText)] {
        let growth: (key: String, value: JSONText) = ("growth", self.report(of: report).json)
        return fitsDiffusion ? [growth, ("bass", BassReport(of: report).json)] : [growth]
    }
}
