import Canvas

/// Text with the role of its style. The theme chooses the style when the text is drawn.
struct RoleText: Hashable, Sendable {
    var text: String
    var role: Theme.Role
    /// Whether the text is bold in addition to the style of its role.
    var isBold = false

    init(_ text: String, _ role: Theme.Role = .text) {
        self.text = text
        self.role = role
    }

    /// Creates text, or the sign for no data if `text` is `nil`.
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
