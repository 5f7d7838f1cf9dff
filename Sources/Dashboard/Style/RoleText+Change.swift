import History
import Market

/// Text for rank changes.
extension RoleText {
    /// Returns the text for a rank change: `▲2`, `▼1`, `NEW` or `RE`; empty if the rank is unchanged or there is no
    /// earlier snapshot.
    static func change(_ state: RankedApp.State?, _ change: Int?) -> RoleText {
        switch state {
        case nil: return RoleText("", .faint)
        case .new: return RoleText(Symbol.new, .new)
        case .returned: return RoleText(Symbol.returned, .new)
        case .steady: break
        }
        guard let change, change != 0 else { return RoleText("", .faint) }
        return RoleText(Symbol.change(change), change > 0 ? .gain : .loss)
    }
}
