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
        switch change ?? 0 {
        case 0: return RoleText("", .faint)
        case let gain where gain > 0: return RoleText("\(Symbol.up)\(gain)", .gain)
        case let loss: return RoleText("\(Symbol.down)\(-loss)", .loss)
        }
    }
}
