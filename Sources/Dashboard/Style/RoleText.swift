import Canvas

/// Text with a role. The theme chooses the style for the role when the text is drawn.
struct RoleText: Hashable, Sendable {
    var text: String
    var role: Theme.Role
    /// Whether the text is bold in addition to the style of its role.
    var isBold = false
    /// The heat of each column from 0 (worst rank) to 1 (best), which sets its color; `nil` for a faint column. It's
    /// empty for text other than ranks.
    var heats: [Double?] = []
    /// The characters to keep if the text is too long and therefore shortened in its middle; `nil` to shorten it at its
    /// end.
    var keptPart: Range<Int>?
    /// Whether the text is reversed and bold, in the color of its role.
    var isReversed = false

    init(_ text: String, _ role: Theme.Role = .text) {
        self.text = text
        self.role = role
    }

    /// Creates text, or the symbol for no data if `text` is `nil`.
    init(orNoData text: String?, _ role: Theme.Role = .text) {
        self.init(text ?? Symbol.noData, role)
    }

    /// Returns the text highlighted in the role of a rank change; unchanged if `role` is `nil`.
    func highlighted(_ role: Theme.Role?) -> RoleText {
        guard let role, !text.isEmpty else { return self }
        var highlighted = RoleText(text, role)
        highlighted.isReversed = true
        return highlighted
    }
}

extension Theme {
    /// Returns text in the style of its role.
    func styled(_ text: RoleText) -> StyledText {
        let bold = text.isBold ? self[text.role].with(.bold) : self[text.role]
        let style = text.isReversed ? bold.with([.bold, .reverse]) : bold
        var styled = StyledText(text.text, style)
        styled.keptPart = text.keptPart
        styled.columnStyles = text.heats.map { heat in
            guard let heat else { return faint }
            return ranks.isEmpty ? style : rankStyle(heat).with(style.attributes)
        }
        return styled
    }
}
