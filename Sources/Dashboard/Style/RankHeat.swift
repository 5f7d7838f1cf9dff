import Canvas

/// The color scale of ranks. It's the same on all pages, so that a color always means the same rank.
enum RankHeat {
    /// The rank at the cold end of the scale, where the heat is 0.
    static let depth = 200
    private static let scale = ValueScale.ranks(worst: depth)

    /// Returns the heat of a rank, from 1 for #1 to 0 for ``depth`` and worse ranks.
    static func heat(of rank: Int) -> Double { 1 - scale.position(of: Double(rank)) }
}

extension RoleText {
    /// Returns a rank as text in the color of its heat, preceded by `sign`.
    static func rank(_ rank: Int, _ role: Theme.Role, sign: String = "") -> RoleText {
        var text = RoleText("\(sign)\(rank)", role)
        text.heats = Array(repeating: RankHeat.heat(of: rank), count: text.text.count)
        return text
    }
}
