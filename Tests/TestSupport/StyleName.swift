public import Canvas
public import Dashboard

extension Theme {
    /// A theme for golden screens. Each role, chart line and rank color has its own color, and its attributes are those
    /// of the dark theme. A golden therefore shows roles, and doesn't change when a theme's colors do.
    public static let roles: Theme = {
        var theme = Theme.dark
        theme.background = nil
        for (index, role) in Role.allCases.enumerated() where role != .text {
            theme[role].foreground = .rgb(0, 0, UInt8(index))
        }
        for index in theme.lines.indices { theme.lines[index].foreground = .rgb(0, 1, UInt8(index)) }
        for index in theme.ranks.indices { theme.ranks[index].foreground = .rgb(0, 2, UInt8(index)) }
        return theme
    }()

    /// Returns the style that this theme gives to a cell that was drawn with ``roles``.
    public func style(ofRoles style: Style) -> Style {
        let isSelected = style.background == Theme.roles.selection.background
        let name = StyleName.named(like: style)
        guard name != nil || isSelected else { return style }
        let own =
            switch name?.kind {
            case .role(let role): self[role]
            case .line(let index): lines[min(index, lines.count - 1)]
            case .rank(let index): ranks.isEmpty ? text : ranks[min(index, ranks.count - 1)]
            case .attributes, nil: Style(style.foreground)
            }
        let added = style.attributes.subtracting(name?.style.attributes ?? [])
        if isSelected, selection.background == .standard {
            return Style(selection.foreground, on: .standard, selection.attributes.union(own.attributes).union(added))
        }
        let background =
            isSelected
            ? selection.background : style.background == style.foreground ? own.foreground : own.background
        return Style(own.foreground, on: background, own.attributes.union(added))
    }
}

/// The letter and name of a style in golden screens.
///
/// The letters are the same in all goldens, so a style added to a screen changes only the rows in which it's used.
struct StyleName {
    enum Kind {
        case attributes
        case role(Theme.Role)
        case line(Int)
        case rank(Int)
    }

    let letter: Character
    let name: String
    let style: Style
    var kind = Kind.attributes

    private init(_ letter: Character, _ name: String, _ style: Style, kind: Kind = .attributes) {
        self.letter = letter
        self.name = name
        self.style = style
        self.kind = kind
    }

    static let all: [StyleName] = {
        let plain = [
            StyleName(".", "plain", .plain), StyleName("*", "bold", .plain.with(.bold)),
            StyleName(",", "dim", .plain.with(.dim)), StyleName("_", "underline", .plain.with(.underline)),
            StyleName("%", "reverse", .plain.with(.reverse)),
        ]
        let roles = Theme.Role.allCases.filter { $0 != .text }.map {
            StyleName(letter(of: $0), $0.rawValue, Theme.roles[$0], kind: .role($0))
        }
        let lines = Theme.roles.lines.enumerated().map { index, style in
            StyleName(Character("\(index + 1)"), "line \(index + 1)", style, kind: .line(index))
        }
        let ranks = Theme.roles.ranks.enumerated().map { index, style in
            StyleName(ranksByHeat[index % ranksByHeat.count], "rank \(index + 1)", style, kind: .rank(index))
        }
        return plain + roles + lines + ranks
    }()

    /// The letters for the colors of ranks, from the worst rank to the best.
    private static let ranksByHeat: [Character] = ["p", "q", "r", "w", "x", "y", "z"]

    private static func letter(of role: Theme.Role) -> Character {
        switch role {
        case .text: "."
        case .faint: "f"
        case .grid: "-"
        case .heading: "h"
        case .accent: "a"
        case .gain: "g"
        case .loss: "l"
        case .new: "n"
        case .stale: "t"
        case .live: "v"
        case .selection: "s"
        case .focus: "o"
        case .match: "m"
        case .alert: "!"
        case .bar: "b"
        case .sum: "u"
        case .claim: "c"
        case .milestone: "d"
        }
    }

    /// Returns the letter and name of a style, or `nil` if it has none.
    static func named(_ style: Style) -> StyleName? { byStyle[style] }

    /// Returns the letter and name of the role, line or rank color with a style's foreground color, or `nil` if there
    /// is none.
    static func named(like style: Style) -> StyleName? { byColor[style.foreground] }

    private static let byStyle = Dictionary(uniqueKeysWithValues: all.map { ($0.style, $0) })
    private static let byColor: [Color: StyleName] = {
        let colored = all.filter { $0.style.foreground != .standard }
        return Dictionary(uniqueKeysWithValues: colored.map { ($0.style.foreground, $0) })
    }()
}

extension Golden {
    /// Returns a description of any style, such as `line 1 bold`, `bar filled`, `231 on 17` or `33 underline`.
    public static func text(of style: Style) -> String {
        func color(_ color: Color) -> String? {
            switch color {
            case .standard: nil
            case .palette(let index): "\(index)"
            case .rgb(let red, let green, let blue): "\(red)/\(green)/\(blue)"
            }
        }
        let attributes: [(Style.Attributes, String)] = [
            (.bold, "bold"), (.dim, "dim"), (.underline, "underline"), (.reverse, "reverse"),
        ]
        let like = StyleName.named(like: style)
        let isFilled = style.foreground == style.background && style.foreground != .standard
        let background = isFilled ? "filled" : color(style.background).map { "on \($0)" }
        let added = style.attributes.subtracting(like?.style.attributes ?? [])
        let words =
            [like?.name ?? color(style.foreground), background]
            + attributes.map { added.contains($0.0) ? $0.1 : nil }
        let text = words.compactMap { $0 }.joined(separator: " ")
        return text.isEmpty ? "plain" : text
    }
}
