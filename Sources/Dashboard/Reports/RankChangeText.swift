import Canvas
import History
import Market

/// The text of a rank change.
enum RankChangeText {
    /// Returns `▲2`, `▼1`, `NEW` or `RE`; empty if the rank is unchanged or there is no earlier snapshot.
    static func change(_ app: RankedApp, theme: Theme) -> StyledText {
        change(app.state, change: app.change, theme: theme)
    }

    static func change(_ state: RankedApp.State?, change: Int?, theme: Theme) -> StyledText {
        switch state {
        case nil: return StyledText("", theme.faint)
        case .new: return StyledText(Sign.new, theme.new)
        case .returned: return StyledText(Sign.returned, theme.new)
        case .steady: break
        }
        switch change ?? 0 {
        case 0: return StyledText("", theme.faint)
        case let gain where gain > 0: return StyledText("\(Sign.up)\(gain)", theme.gain)
        case let loss: return StyledText("\(Sign.down)\(-loss)", theme.loss)
        }
    }
}
