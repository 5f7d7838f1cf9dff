/// A ramp of colors from cold to hot. Each color has its own text color, so that cells are readable on dark and light
/// screens.
public struct HeatRamp: Hashable, Sendable {
    /// The styles from cold to hot. If empty, shades are used instead of colors.
    public let steps: [Style]

    public init(steps: [Style]) { self.steps = steps }

    /// A ramp from dark blue through green to yellow. Its lightness increases, so that it is readable with red-green
    /// color blindness and in grayscale. All colors exist on 256-color terminals.
    public static let blueToYellow = HeatRamp(
        steps: [17, 18, 24, 31, 37, 73, 108, 144, 179, 221].map { index in
            Style(index < 37 ? .palette(231) : .palette(16), on: .palette(index))
        }
    )

    /// A ramp for screens without color. One of the shades `░▒▓█` is shown after each number.
    public static let shades = HeatRamp(steps: [])

    func style(of heat: Double) -> Style { steps.isEmpty ? .plain : steps[index(heat, among: steps.count)] }

    func shade(of heat: Double) -> String? { steps.isEmpty ? ["░", "▒", "▓", "█"][index(heat, among: 4)] : nil }

    private func index(_ heat: Double, among count: Int) -> Int {
        let share = heat.isNaN ? 0 : min(1, max(0, heat))
        return min(count - 1, Int(share * Double(count)))
    }
}
