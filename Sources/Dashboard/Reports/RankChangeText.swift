import Canvas
import History
import Market

/// How a rank's movement reads.
enum RankChangeText {
    /// `▲ 2`, `▼ 1`, `=`, `NEW`, `RE`, or `–` where there is nothing to compare with.
    static func change(_ app: RankedApp, theme: Theme) -> StyledText {
        change(app.state, places: app.change, theme: theme)
    }

    static func change(_ state: RankedApp.State?, places: Int?, theme: Theme) -> StyledText {
        switch state {
        case nil: return StyledText("–", theme.faint)
        case .new: return StyledText("NEW", theme.new)
        case .returned: return StyledText("RE", theme.new)
        case .steady: break
        }
        switch places ?? 0 {
        case 0: return StyledText("=", theme.faint)
        case let gain where gain > 0: return StyledText("▲\(gain)", theme.gain)
        case let loss: return StyledText("▼\(-loss)", theme.loss)
        }
    }
}
