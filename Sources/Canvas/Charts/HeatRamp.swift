/// Colours from cold to hot; each carries its own ink, so that a cell reads on dark and on light screens.
public struct HeatRamp: Hashable, Sendable {
    /// Styles from cold to hot; empty for shades in place of colours.
    public let steps: [Style]

    public init(steps: [Style]) { self.steps = steps }

    /// From blue to yellow, told apart by eyes that see no red or no green.
    ///
    /// Reference: J. R. Nuñez, C. R. Anderton, R. S. Renslow, "Optimizing colormaps with consideration for color vision
    /// deficiency to enable accurate interpretation of scientific data", PLOS ONE 13(7), 2018 (cividis).
    public static let blueToYellow = HeatRamp(
        steps: [
            (0, 34, 78), (26, 56, 111), (62, 75, 107), (87, 93, 109), (112, 113, 115), (138, 134, 120), (166, 157, 117),
            (196, 182, 108), (228, 207, 91), (254, 232, 56),
        ].map { red, green, blue in
            let isDark = red + green + blue < 360
            return Style(isDark ? .rgb(255, 255, 255) : .rgb(0, 0, 0), on: .rgb(UInt8(red), UInt8(green), UInt8(blue)))
        }
    )

    /// For screens without colour: `░▒▓█` behind the number.
    public static let shades = HeatRamp(steps: [])

    func style(of heat: Double) -> Style { steps.isEmpty ? .plain : steps[index(heat, among: steps.count)] }

    func shade(of heat: Double) -> String? { steps.isEmpty ? ["░", "▒", "▓", "█"][index(heat, among: 4)] : nil }

    private func index(_ heat: Double, among count: Int) -> Int {
        let share = heat.isFinite ? min(1, max(0, heat)) : 0
        return min(count - 1, Int(share * Double(count)))
    }
}
