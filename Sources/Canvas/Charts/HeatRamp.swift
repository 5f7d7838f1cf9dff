/// Colours from cold to hot; each carries its own ink, so that a cell reads on dark and on light screens.
public struct HeatRamp: Hashable, Sendable {
    /// Styles from cold to hot; empty for shades in place of colours.
    public let steps: [Style]

    public init(steps: [Style]) { self.steps = steps }

    /// From dark blue over green to yellow, ever lighter, so that it is told apart also by eyes that see no red or no
    /// green, and in grey. All of them are colours that 256-colour terminals have.
    public static let blueToYellow = HeatRamp(
        steps: [17, 18, 24, 31, 37, 73, 108, 144, 179, 221].map { index in
            Style(index < 37 ? .palette(231) : .palette(16), on: .palette(index))
        }
    )

    /// For screens without colour: `░▒▓█` behind the number.
    public static let shades = HeatRamp(steps: [])

    func style(of heat: Double) -> Style { steps.isEmpty ? .plain : steps[index(heat, among: steps.count)] }

    func shade(of heat: Double) -> String? { steps.isEmpty ? ["░", "▒", "▓", "█"][index(heat, among: 4)] : nil }

    private func index(_ heat: Double, among count: Int) -> Int {
        let share = heat.isNaN ? 0 : min(1, max(0, heat))
        return min(count - 1, Int(share * Double(count)))
    }
}
