import Canvas
import History
import Market

/// How a rank's movement reads.
enum RankLook {
    /// `▲ 2`, `▼ 1`, `=`, `NEW`, `RE`, or `–` where there is nothing to compare with.
    static func change(_ app: RankedApp, theme: Theme) -> Piece {
        change(app.state, places: app.change, theme: theme)
    }

    static func change(_ state: RankedApp.State?, places: Int?, theme: Theme) -> Piece {
        switch state {
        case nil: return Piece("–", theme.faint)
        case .new: return Piece("NEW", theme.new)
        case .returned: return Piece("RE", theme.new)
        case .steady: break
        }
        switch places ?? 0 {
        case 0: return Piece("=", theme.faint)
        case let gain where gain > 0: return Piece("▲\(gain)", theme.gain)
        case let loss: return Piece("▼\(-loss)", theme.loss)
        }
    }
}
