import Canvas

/// Text with the role of its style. The theme chooses the style when the text is drawn.
struct RoleText: Hashable, Sendable {
    var text: String
    var role: Theme.Role
    /// Whether it's in bold in addition to the style of the role.
    var isBold = false

    init(_ text: String, _ role: Theme.Role = .text) {
        self.text = text
        self.role = role
    }

    /// Text, or "no data" if there is none.
    init(orNoData text: String?, _ role: Theme.Role = .text) {
        self.init(text ?? Sign.noData, role)
    }
}

extension Theme {
    /// Returns text in the style of its role.
    func styled(_ text: RoleText) -> StyledText {
        StyledText(text.text, text.isBold ? self[text.role].with(.bold) : self[text.role])
    }
}
